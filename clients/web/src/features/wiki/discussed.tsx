// SPDX-License-Identifier: GPL-3.0-or-later
// Threads and pages in whose talk the page is named.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { pageTalkPath, threadPath } from "../../router/places";
import { type Discussion, discussions } from "../../store/page_lists";
import type { Page } from "../../store/pages";
import type { Store } from "../../store/store";
import { RelativeTime } from "../../ui/relative_time";
import { Part } from "./below";

export function Discussed({ store, page }: { store: Store; page: Page }): JSX.Element | null {
  const { isLive } = store.status.value;
  const list = discussions(store, page.id);
  const { rows } = list.now.value;
  useEffect(() => {
    if (isLive) void list.want();
  }, [page.id, isLive]);
  // A page's sources are told apart from those who talk of it.
  const named = rows.filter(({ messageCount }) => messageCount > 0);
  if (named.length === 0) return null;
  return (
    <Part title={t("wiki.discussed")}>
      <ul class="reading-list">
        {named.map((each) => (
          <li key={each.root}>
            <a href={pathOf(each)}>{each.title}</a>
            <span class="reading-quiet">
              {t("wiki.discussion.count", { count: each.messageCount })}
              {", "}
              <RelativeTime at={each.createdAtMs} />
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

const pathOf = ({ root, isPage, messages }: Discussion): string => (isPage ? pageTalkPath(root, messages[0] ?? "") : threadPath(root, messages[0] ?? ""));
