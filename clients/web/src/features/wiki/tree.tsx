// SPDX-License-Identifier: GPL-3.0-or-later
// The tree of a place: nested lists of links, each with a button that opens what is below it and asks for it
// then. That is what screen readers, touch and speech know best; arrow keys do for hands on a keyboard what
// they do in other trees.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../i18n";
import { pagePath } from "../../router/places";
import { branch, children, hasChildren, type Page, wantBranch } from "../../store/pages";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { classNames } from "../../ui/class_names";
import { Icon } from "../../ui/icon";
import { Skeleton } from "../../ui/placeholders";
import { type Dragging, useDragging } from "./dragging";
import { isOpen, setOpen } from "./tree_state";
import { onTreeKey } from "./tree_keys";

export interface TreeProps {
  readonly store: Store;
  readonly community: string;
  // The page that is read; its way up is open.
  readonly current?: string;
  // Pages can be drawn to another place.
  readonly canMove?: boolean;
  readonly label: string;
}

export function Tree({ store, community, current = "", canMove = false, label }: TreeProps): JSX.Element {
  const dragging = useDragging(store, community, canMove);
  return (
    <nav class="tree" aria-label={label} onKeyDown={onTreeKey}>
      <Branch store={store} community={community} parent="" current={current} dragging={dragging} />
    </nav>
  );
}

interface BranchProps {
  readonly store: Store;
  readonly community: string;
  readonly parent: string;
  readonly current: string;
  readonly dragging: Dragging;
}

function Branch({ store, community, parent, current, dragging }: BranchProps): JSX.Element | null {
  const { isLive } = store.status.value;
  const pages = children(store, community, parent).value;
  const { state } = branch(store, community, parent).value;
  useEffect(() => {
    if (isLive || state === "unasked") void wantBranch(store, community, parent);
  }, [community, parent, isLive]);
  if (pages.length === 0 && (state === "loading" || state === "unasked")) return <Skeleton lines={parent ? 1 : 4} />;
  return (
    <>
      <ul class="tree-list">
        {pages.map((page) => (
          <Node key={page.id} store={store} page={page} current={current} dragging={dragging} />
        ))}
      </ul>
      {state === "part" && (
        <Button tone="quiet" onClick={() => void wantBranch(store, community, parent, true)}>
          {t("wiki.more")}
        </Button>
      )}
      {state === "unreachable" && !isLive && pages.length === 0 && <p class="tree-note">{t("wiki.tree.unreachable")}</p>}
    </>
  );
}

function Node({ store, page, current, dragging }: { store: Store; page: Page; current: string; dragging: Dragging }): JSX.Element {
  const { id, title, community, language } = page;
  const isParent = hasChildren(store, page).value;
  const isWide = isParent && isOpen(store, id);
  const row = useRef<HTMLDivElement>(null);
  const isHere = id === current;
  useLayoutEffect(() => {
    if (isHere && row.current) reveal(row.current);
  }, [isHere]);
  return (
    <li class="tree-node">
      <div
        ref={row}
        class={classNames("tree-row", isHere && "tree-row-here", dragging.classOf(id))}
        {...dragging.handlersOf(page)}
      >
        {isParent ? (
          <button
            type="button"
            class="tree-toggle"
            aria-expanded={isWide}
            aria-label={t("wiki.tree.open", { title })}
            onClick={() => setOpen(store, [id], !isWide)}
          >
            <Icon name="chevronEnd" />
          </button>
        ) : (
          <span class="tree-gap" />
        )}
        <a class="tree-link" href={pagePath(id)} lang={language || undefined} aria-current={isHere ? "page" : undefined} draggable={dragging.isOn}>
          {title}
        </a>
      </div>
      {isWide && <Branch store={store} community={community} parent={id} current={current} dragging={dragging} />}
    </li>
  );
}

// Within the tree's own box alone: what is read must not move.
function reveal(row: HTMLElement): void {
  const box = row.closest(".tree-box");
  if (!box || box.scrollHeight <= box.clientHeight) return;
  const [outer, inner] = [box.getBoundingClientRect(), row.getBoundingClientRect()];
  if (inner.bottom > outer.bottom || inner.top < outer.top) box.scrollTop += inner.top - outer.top - outer.height / 3;
}
