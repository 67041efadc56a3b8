// SPDX-License-Identifier: GPL-3.0-or-later
// What leads on from a page: the pages below it, and those that link to it.
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import { t } from "../../i18n";
import { pagePath, writePath } from "../../router/places";
import { backlinks } from "../../store/page_lists";
import { branch, children, hasChildren, type Page, wantBranch } from "../../store/pages";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { Link } from "../../ui/link";

// The tree has all of them.
const step = 20;

export function Below({ store, page, canWrite }: { store: Store; page: Page; canWrite: boolean }): JSX.Element {
  const { isLive } = store.status.value;
  const below = children(store, page.community, page.id).value;
  const { state } = branch(store, page.community, page.id).value;
  const isParent = hasChildren(store, page).value;
  const [shown, setShown] = useState({ of: page.id, max: step });
  const shownMax = shown.of === page.id ? shown.max : step;
  const showMore = () => {
    setShown({ of: page.id, max: shownMax + step });
    if (below.length <= shownMax + step && state === "part") void wantBranch(store, page.community, page.id, true);
  };
  const linking = backlinks(store, page.id);
  const links = linking.now.value;
  useEffect(() => {
    if (isLive && isParent) void wantBranch(store, page.community, page.id);
  }, [page.id, isLive, isParent]);
  useEffect(() => {
    if (isLive) void linking.want();
  }, [page.id, page.revision, isLive]);
  return (
    <>
      {(below.length > 0 || canWrite) && (
        <Part title={t("wiki.subpages")}>
          {below.length > 0 && <PageLinks pages={below.slice(0, shownMax)} />}
          {(below.length > shownMax || state === "part") && (
            <div>
              <Button onClick={showMore}>{t("wiki.more")}</Button>
            </div>
          )}
          {canWrite && (
            <p>
              <Link to={writePath({ community: page.community, parent: page.id })} look="quiet" icon="add">
                {t("wiki.newBelow")}
              </Link>
            </p>
          )}
        </Part>
      )}
      {links.rows.length > 0 && (
        <Part title={t("wiki.backlinks")}>
          <PageLinks pages={links.rows} />
          {links.next && (
            <div>
              <Button onClick={() => void linking.more()}>{t("wiki.more")}</Button>
            </div>
          )}
        </Part>
      )}
    </>
  );
}

export function Part({ title, children: content }: { title: string; children: ComponentChildren }): JSX.Element {
  const id = useId();
  return (
    <section class="reading-part" aria-labelledby={id}>
      <h2 id={id} class="reading-label">
        {title}
      </h2>
      {content}
    </section>
  );
}

const longMin = 8;

function PageLinks({ pages }: { pages: readonly Page[] }): JSX.Element {
  return (
    <ul class={pages.length > longMin ? "reading-list reading-list-long" : "reading-list"}>
      {pages.map(({ id, title, language }) => (
        <li key={id}>
          <a href={pagePath(id)} lang={language || undefined}>
            {title}
          </a>
        </li>
      ))}
    </ul>
  );
}
