// SPDX-License-Identifier: GPL-3.0-or-later
// The one tab stop of a virtual list, and the keys that move it.
import { type RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { rove } from "../roving";
import type { Align } from "./anchor";
import type { Heights } from "./heights";

interface ListParts {
  readonly list: RefObject<HTMLElement | null>;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly heights: Heights;
  readonly scrollTo: (index: number, align: Align) => void;
}

export interface ItemFocus {
  readonly to: (index: number) => void;
  // The item among those drawn that Tab leads to.
  readonly stopWithin: (first: number, end: number) => number;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocusIn: (event: FocusEvent) => void;
}

export function useItemFocus({ list, scroller, heights, scrollTo }: ListParts): ItemFocus {
  // By its key, as items come and go before it.
  const stop = useRef<string | null>(null);
  const wanted = useRef<string | null>(null);

  const rowOf = (key: string) =>
    [...(list.current?.children ?? [])].find(
      (row): row is HTMLElement => row instanceof HTMLElement && row.dataset["key"] === key,
    );

  // An item far away is drawn first and gets focus then.
  useEffect(() => {
    if (wanted.current === null) return;
    const row = rowOf(wanted.current);
    if (!row) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  });

  // What had focus was scrolled out of the page: the list itself keeps it, and the arrows go on from there.
  useEffect(() => {
    const box = scroller.current;
    const element = list.current;
    if (!box || !element) return;
    const watcher = new MutationObserver((changes) => {
      const lost = changes.some((change) =>
        [...change.removedNodes].some((node) => node instanceof HTMLElement && node.dataset["key"] === stop.current),
      );
      if (lost && hadFocus.current && document.activeElement === document.body) box.focus({ preventScroll: true });
    });
    watcher.observe(element, { childList: true });
    const onKeys = (event: KeyboardEvent) => {
      if (event.target === box) move(event);
    };
    box.addEventListener("keydown", onKeys);
    return () => {
      watcher.disconnect();
      box.removeEventListener("keydown", onKeys);
    };
  }, []);
  const hadFocus = useRef(false);

  const to = (index: number) => {
    const key = heights.keyAt(index);
    if (key === undefined) return;
    stop.current = key;
    wanted.current = key;
    const row = rowOf(key);
    const box = scroller.current;
    if (row && box) {
      const [inner, outer] = [row.getBoundingClientRect(), box.getBoundingClientRect()];
      if (inner.top < outer.top) scrollTo(index, "start");
      else if (inner.bottom > outer.bottom) scrollTo(index, inner.height > outer.height ? "start" : "end");
      else {
        wanted.current = null;
        row.focus({ preventScroll: true });
      }
    } else scrollTo(index, "center");
  };

  const move = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const at = stop.current === null ? -1 : heights.indexOf(stop.current);
    const next = rove(event.key, Math.max(at, 0), heights.count, { axis: "vertical", wraps: false });
    if (next === null) return;
    event.preventDefault();
    to(next);
  };

  return {
    to,
    stopWithin: (first, end) => {
      const index = stop.current === null ? first : heights.indexOf(stop.current);
      return index >= first && index < end ? index : first;
    },
    // Keys inside an item, in a field or on a button, are that one's own.
    onKeyDown: (event) => {
      if (event.target instanceof HTMLElement && event.target.parentElement === list.current) move(event);
    },
    onFocusIn: (event) => {
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[role=listitem]") : null;
      hadFocus.current = row !== null;
      const key = row?.dataset["key"];
      if (key === undefined || row?.parentElement !== list.current) return;
      for (const other of list.current?.children ?? []) {
        if (other instanceof HTMLElement) other.tabIndex = other === row ? 0 : -1;
      }
      stop.current = key;
    },
  };
}
