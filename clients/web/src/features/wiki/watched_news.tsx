// SPDX-License-Identifier: GPL-3.0-or-later
// What others have changed in the pages one watches.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t, tRich } from "../../i18n";
import { pagePath } from "../../router/places";
import { nameOf, wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { markWatchedSeen, type WatchedChange, wantWatchedNews, watchedNews } from "../../store/watching";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { nameOr } from "../../ui/names";
import { RelativeTime } from "../../ui/relative_time";
import { Row, Rows } from "../../ui/row";
import { acting } from "./acting";
import { Part } from "./below";

export function WatchedNews({ store }: { store: Store }): JSX.Element | null {
  const { isLive } = store.status.value;
  const { changes } = watchedNews(store).value;
  const authors = changes.map(({ revision }) => revision?.author ?? "");
  useEffect(() => {
    if (isLive) void wantWatchedNews(store);
  }, [isLive]);
  useEffect(() => void wantPeople(store, authors), [authors.join()]);
  if (changes.length === 0) return null;
  return (
    <Part title={t("wiki.watched.news")}>
      <Rows label={t("wiki.watched.news")}>
        {changes.map((change) => (
          <Change key={change.page?.id} store={store} of={change} />
        ))}
      </Rows>
      <div>
        <Button tone="quiet" icon="check" onClick={() => void acting(markWatchedSeen(store))}>
          {t("wiki.watched.seen")}
        </Button>
      </div>
    </Part>
  );
}

function Change({ store, of: { page, revision, revisions, tag } }: { store: Store; of: WatchedChange }): JSX.Element | null {
  const name = nameOr(nameOf(store, revision?.author ?? "").value);
  if (!page || !revision) return null;
  return (
    <Row
      to={pagePath(page.id)}
      title={page.title}
      lead={<Icon name="eye" />}
      isNew
      text={revision.summary || undefined}
      meta={
        <span class="page-meta">
          <span>{tRich("wiki.watched.by", { name, when: <RelativeTime at={revision.createdAtMs} /> })}</span>
          {revisions > 1 && <span>{t("wiki.watched.times", { count: revisions })}</span>}
          {tag && <span>{t("wiki.watched.tag", { tag })}</span>}
        </span>
      }
    />
  );
}
