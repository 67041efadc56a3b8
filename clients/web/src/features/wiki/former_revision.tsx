// SPDX-License-Identifier: GPL-3.0-or-later
// A page as it was in one of its versions: to be read, and nothing else.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t, tRich } from "../../i18n";
import { pageComparePath, pageHistoryPath, pagePath } from "../../router/places";
import { pageAsItWas } from "../../store/page_history";
import { wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Link } from "../../ui/link";
import { Page } from "../../ui/page";
import { EmptyState, Skeleton } from "../../ui/placeholders";
import { RelativeTime } from "../../ui/relative_time";
import { Article } from "./article";
import { PersonLink } from "./person_link";

// 0: none, or nothing that could be one.
export const revisionIn = (query: URLSearchParams): bigint => (/^[1-9][0-9]{0,15}$/.test(query.get("revision") ?? "") ? BigInt(query.get("revision") ?? 0) : 0n);

export function OldRevision({ store, id, number }: { store: Store; id: string; number: bigint }): JSX.Element {
  const { isLive } = store.status.value;
  const asked = pageAsItWas(store, id, number);
  const { state, reply: view } = asked.now.value;
  useEffect(() => {
    if (isLive && !view) void asked.want();
  }, [id, number, isLive]);
  useEffect(() => void wantPeople(store, [view?.revision?.author ?? ""]), [view]);
  const back = <Link to={pagePath(id)}>{t("wiki.old.now")}</Link>;
  if (!view?.revision) {
    const isGone = state === "absent";
    return (
      <Page title={isGone ? t("view.notFound.title") : t("wiki.page")} context={back}>
        {isGone ? (
          <p>{t("wiki.old.absent")}</p>
        ) : state === "unreachable" || store.reach.value.kind === "offline" ? (
          <EmptyState icon="offline" title={t("wiki.unreachable.title")} action={<Button onClick={() => void asked.want()}>{t("wiki.again")}</Button>}>
            {t("wiki.old.unreachable")}
          </EmptyState>
        ) : (
          <Skeleton lines={8} />
        )}
      </Page>
    );
  }
  const { author, createdAtMs, title, language } = view.revision;
  const when = <RelativeTime at={createdAtMs} />;
  return (
    <Page
      title={title}
      context={<Link to={pageHistoryPath(id)}>{t("wiki.history")}</Link>}
      heading={
        <h1 tabIndex={-1} lang={language || undefined} dir="auto">
          {title}
        </h1>
      }
    >
      <div class="reading">
        <div class="reading-notes">
          <Banner
            icon="history"
            tone="warn"
            actions={
              <>
                <Link to={pageComparePath(id, number)}>{t("wiki.old.compare")}</Link>
                {back}
              </>
            }
          >
            {tRich("wiki.old", { number: Number(number), name: <PersonLink store={store} id={author} />, when })}
          </Banner>
        </div>
        <article class="reading-text" aria-label={title}>
          {view.text.trim() ? <Article view={view} community={null} /> : <p class="reading-empty">{t("wiki.empty")}</p>}
        </article>
      </div>
    </Page>
  );
}
