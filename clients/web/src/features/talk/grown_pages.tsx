// SPDX-License-Identifier: GPL-3.0-or-later
// The pages that grew out of a thread: whoever reads it finds what came of it.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { pagePath } from "../../router/places";
import { pagesFrom } from "../../store/page_lists";
import type { Store } from "../../store/store";
import { Icon } from "../../ui/icon";
import { Link } from "../../ui/link";

// Asked whenever the thread is opened; nothing is drawn until there is one.
export function GrownPages({ store, root }: { store: Store; root: string }): JSX.Element | null {
  const list = pagesFrom(store, root);
  const { isLive } = store.status.value;
  useEffect(() => void (isLive && list.want()), [root, isLive]);
  const { rows } = list.now.value;
  if (rows.length === 0) return null;
  return (
    <>
      {rows.map((page) => (
        <span key={page.id} class="thread-tag thread-page">
          <Icon name="page" /> {t("talk.grownPage")} <Link to={pagePath(page.id)}>{page.title}</Link>
        </span>
      ))}
    </>
  );
}
