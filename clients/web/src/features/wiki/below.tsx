// SPDX-License-Identifier: GPL-3.0-or-later
// What leads on from a page: the pages below it, and those that link to it.
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import { t } from "../../i18n";
import { pagePath, writePath } from "../../router/places";
import { backlinks } from "../../store/page_lists";
import { branch, children, hasChildren, type Page, wantBranch } from "../../store/pages";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { Link } from "../../ui/link";

export function Below({ store, page, canWrite }: { store: Store; page: Page; canWrite: boolean }): JSX.Element {
  const { isLive } = store.status.value;
  const below = children(store, page.community, page.id).value;
  const { state } = branch(store, page.community, page.id).value;
  const isParent = hasChildren(store, page).value;
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
          <PageLinks pages={below} />
          {state === "part" && <Button onClick={() => void wantBranch(store, page.community, page.id, true)}>{t("wiki.more")}</Button>}
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
          {links.next && <Button onClick={() => void linking.more()}>{t("wiki.more")}</Button>}
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

function PageLinks({ pages }: { pages: readonly Page[] }): JSX.Element {
  return (
    <ul class="reading-list">
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
