// SPDX-License-Identifier: GPL-3.0-or-later
// The frame of a page that is read: its text in a measure that is good to read, the tree and the table of
// contents beside it where there is room.
import { type ComponentChild, type JSX } from "preact";
import { useCallback, useEffect, useRef } from "preact/hooks";
import { t, tRich } from "../../i18n";
import { navigate } from "../../router/location";
import { communityPagesPath, editPagePath, pagePath, wikiPath } from "../../router/places";
import type { PageView } from "../../store/page_views";
import { type Page as WikiPage, stepsTo } from "../../store/pages";
import { wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { EmptyState } from "../../ui/placeholders";
import { Link } from "../../ui/link";
import { Page } from "../../ui/page";
import { RelativeTime } from "../../ui/relative_time";
import { useShortcut } from "../../ui/shortcuts";
import { Lent } from "../lent";
import { Article } from "./article";
import { Below } from "./below";
import { Discussed } from "./discussed";
import { Facts } from "./facts";
import { Behind, Languages } from "./languages";
import { isWorthOutline, OutlineAbove, OutlineBeside } from "./outline";
import { PageMenu } from "./page_menu";
import { Passages } from "./passages";
import { PersonLink } from "./person_link";
import { placeName } from "./places";
import { Refusals } from "./refusals";
import { TreeBeside, TreeSheet } from "./side";
import { PageTalk } from "./talk_panel";
import { InTrash } from "./trashed";
import { WatchMenu } from "./watch_menu";

interface ReadingProps {
  readonly store: Store;
  // As it is told now; the view may be a moment older.
  readonly page: WikiPage;
  readonly view: PageView;
  // Of its talk, to open it at; "": the talk is closed.
  readonly message?: string;
  readonly note: ComponentChild;
}

export function Reading({ store, page, view, message = "", note }: ReadingProps): JSX.Element {
  const { outline, mayWrite } = view;
  const isInTrash = view.inTrash || page.trashedAtMs !== 0n;
  const hasOutline = isWorthOutline(outline);
  const canWrite = mayWrite && !isInTrash;
  const text = useRef<HTMLElement>(null);
  useEffect(() => void wantPeople(store, [page.revisedBy, page.author, page.owner]), [page.revisedBy, page.author, page.owner]);
  return (
    <Page
      title={page.title}
      heading={
        <h1 tabIndex={-1} lang={page.language || undefined} dir="auto">
          {page.title}
        </h1>
      }
      context={<Crumbs store={store} page={page} view={view} />}
      actions={
        <div class="reading-actions">
          {canWrite && <Edit page={page} />}
          {!isInTrash && <WatchMenu store={store} page={page} />}
          <PageMenu store={store} page={page} canWrite={canWrite} />
        </div>
      }
      lead={<Byline store={store} page={page} />}
    >
      <div class="reading">
        <div class="reading-notes">
          {note}
          <Refusals store={store} page={page} />
          {isInTrash && <InTrash store={store} page={page} mayWrite={mayWrite} />}
          <Behind view={view} page={page} />
        </div>
        <div class="reading-ways">
          <TreeSheet store={store} community={page.community} current={page.id} steps={view.breadcrumbs} />
          {hasOutline && <OutlineAbove outline={outline} />}
        </div>
        <article ref={text} class="reading-text" aria-label={page.title}>
          {!view.text.trim() ? (
            <Empty page={page} canWrite={canWrite} />
          ) : (
            <>
              {!view.html && <p class="reading-too-much">{t("wiki.tooMuch")}</p>}
              <Article view={view} community={canWrite ? page.community : null} />
            </>
          )}
        </article>
        <footer class="reading-foot">
          <Passages store={store} page={page} view={view} canWrite={canWrite} text={text} />
          <PageTalk store={store} page={page} canWrite={canWrite} message={message} />
          <Languages view={view} page={page} canWrite={canWrite} />
          <Below store={store} page={page} canWrite={canWrite} />
          <Discussed store={store} page={page} />
          {!isInTrash && <Lent name="related" root={page.id} title={page.title} />}
          <Facts store={store} page={page} view={view} />
        </footer>
        <TreeBeside store={store} community={page.community} current={page.id} steps={view.breadcrumbs} />
        <div class="reading-outline">{hasOutline && <OutlineBeside outline={outline} />}</div>
      </div>
    </Page>
  );
}

function Edit({ page: { id } }: { page: WikiPage }): JSX.Element {
  useShortcut("e", "wiki.keys.edit", useCallback(() => navigate(editPagePath(id)), [id]));
  return (
    <Link to={editPagePath(id)} look="button" icon="edit">
      {t("wiki.edit")}
    </Link>
  );
}

function Crumbs({ store, page, view }: { store: Store; page: WikiPage; view: PageView }): JSX.Element {
  const place = page.community ? communityPagesPath(page.community) : wikiPath;
  return (
    <nav class="crumbs" aria-label={t("wiki.crumbs")}>
      <ol>
        <li>
          <Link to={place}>{placeName(store, page.community)}</Link>
        </li>
        {stepsTo(store, view.breadcrumbs).map(({ id, title }) => (
          <li key={id}>
            <Link to={pagePath(id)}>{title}</Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Byline({ store, page }: { store: Store; page: WikiPage }): JSX.Element {
  const isFirst = page.revision <= 1n;
  const who = <PersonLink store={store} id={page.revisedBy || page.author} />;
  const when = <RelativeTime at={page.revisedAtMs || page.createdAtMs} />;
  return (
    <span class="byline">
      <span>{page.imported && isFirst ? tRich("wiki.imported", { when }) : tRich(isFirst ? "wiki.written" : "wiki.changed", { name: who, when })}</span>
      {page.owner && <span>{tRich("wiki.owner", { name: <PersonLink store={store} id={page.owner} /> })}</span>}
    </span>
  );
}

function Empty({ page, canWrite }: { page: WikiPage; canWrite: boolean }): JSX.Element {
  if (!canWrite) return <p class="reading-empty">{t("wiki.empty")}</p>;
  return (
    <EmptyState
      icon="page"
      title={t("wiki.empty")}
      action={
        <Link to={editPagePath(page.id)} look="primary" icon="edit">
          {t("wiki.emptyWrite")}
        </Link>
      }
    >
      {t("wiki.none.text")}
    </EmptyState>
  );
}
