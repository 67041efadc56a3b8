// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of the tree drawn by a mouse to where they shall stand: onto another page to go below it, between
// two to stand there. Whoever has no mouse moves them by the dialog.
import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { movePage } from "../../store/page_acts";
import { children, type Page } from "../../store/pages";
import type { Store } from "../../store/store";
import { toast } from "../../ui/toast";
import { acting } from "./acting";
import { isWithinPage, setOpen } from "./tree_state";

type Spot = "before" | "below" | "after";

interface Handlers {
  readonly onDragStart?: (event: DragEvent) => void;
  readonly onDragOver?: (event: DragEvent) => void;
  readonly onDragLeave?: () => void;
  readonly onDrop?: (event: DragEvent) => void;
  readonly onDragEnd?: () => void;
}
export interface Dragging {
  readonly isOn: boolean;
  readonly classOf: (page: string) => string;
  readonly handlersOf: (page: Page) => Handlers;
}

export function useDragging(store: Store, community: string, isOn: boolean): Dragging {
  const [drawn, setDrawn] = useState("");
  const [over, setOver] = useState<{ readonly page: string; readonly spot: Spot } | null>(null);
  if (!isOn) return { isOn, classOf: () => "", handlersOf: () => ({}) };
  const end = () => {
    setDrawn("");
    setOver(null);
  };
  const drop = (target: Page, spot: Spot) => {
    const moved = drawn;
    end();
    const parent = spot === "below" ? target.id : target.parent;
    const siblings = children(store, community, parent).peek();
    const title = siblings.find(({ id }) => id === moved)?.title ?? "";
    const before = spot === "before" ? target.id : spot === "after" ? nextAfter(siblings, target.id, moved) : "";
    if (spot === "below") setOpen(store, [target.id], true);
    void acting(movePage(store, moved, { community, parent, before })).then((isKept) => isKept && title && toast({ text: t("wiki.move.done", { title }) }));
  };
  return {
    isOn,
    classOf: (page) => (page === drawn ? "tree-drawn" : over?.page === page ? `tree-over-${over.spot}` : ""),
    handlersOf: (page) => ({
      onDragStart(event) {
        event.dataTransfer?.setData("text/plain", page.title);
        if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
        setDrawn(page.id);
      },
      onDragOver(event) {
        if (!drawn || isWithinPage(store, page.id, drawn)) return;
        event.preventDefault();
        const spot = spotOf(event);
        if (over?.page !== page.id || over.spot !== spot) setOver({ page: page.id, spot });
      },
      onDragLeave: () => setOver(null),
      onDrop(event) {
        if (!drawn || isWithinPage(store, page.id, drawn)) return;
        event.preventDefault();
        drop(page, spotOf(event));
      },
      onDragEnd: end,
    }),
  };
}

// The upper and the lower quarter of a row are the gaps between the pages.
function spotOf(event: DragEvent): Spot {
  const box = (event.currentTarget as Element).getBoundingClientRect();
  const part = (event.clientY - box.top) / box.height;
  return part < 0.25 ? "before" : part > 0.75 ? "after" : "below";
}

export function nextAfter(siblings: readonly { readonly id: string }[], id: string, moved: string): string {
  const left = siblings.filter((each) => each.id !== moved);
  return left[left.findIndex((each) => each.id === id) + 1]?.id ?? "";
}
