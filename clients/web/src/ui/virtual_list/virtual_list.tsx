// SPDX-License-Identifier: GPL-3.0-or-later
// A list of any length of which only what is seen is in the page. For a screen reader it is a list all
// the same: each item knows its place and how many there are. It has one tab stop; arrow keys, Home and
// End lead from item to item, and whatever is inside an item is reached by Tab from there.
import type { ComponentChild, JSX, Ref } from "preact";
import { useImperativeHandle, useLayoutEffect, useReducer, useRef } from "preact/hooks";
import { afterPaint } from "../after_paint";
import { type Align, type Anchor, anchorFor, anchorOf, topFor } from "./anchor";
import { Heights } from "./heights";
import type { Items } from "./items";
import { useItemFocus } from "./item_focus";

export interface VirtualListHandle {
  readonly scrollTo: (index: number, align?: Align) => void;
  readonly scrollToEnd: () => void;
  readonly focusItem: (index: number) => void;
}

export interface VirtualListProps<Item> {
  readonly label: string;
  // An array, or what stands for one.
  readonly items: Items<Item>;
  // Stays the same as long as the item does; what is measured stays with it.
  readonly keyOf: (item: Item) => string;
  readonly render: (item: Item, index: number) => ComponentChild;
  // A usual height in pixels; the closer, the steadier the scroll bar.
  readonly estimate: number;
  // Lists of one sort are much alike: the next one begins with what the last has measured.
  readonly sort?: string;
  // Where it opens; the beginning unless told.
  readonly startAt?: { readonly index: number; readonly align?: Align } | "end";
  // At its end it follows what is added, as a conversation does.
  readonly sticksToEnd?: boolean;
  // Which items are seen, whenever that changes: for read markers and for fetching more.
  readonly onSeen?: (first: number, last: number, isAtEnd: boolean) => void;
  readonly handle?: Ref<VirtualListHandle>;
  // If the list is a part of a longer one that is not all here: the place of its first item, and the
  // number of all.
  readonly setFrom?: number;
  readonly setSize?: number;
}

// Drawn beyond what is seen, once that is on the screen.
const sparePixels = 400;
// Before the first layout nothing is measured; a screenful is drawn and corrected before it is painted.
const firstGuessPixels = 1200;
const usual = new Map<string, { readonly window: number; readonly item: number }>();

export function VirtualList<Item>(props: VirtualListProps<Item>): JSX.Element {
  const { items, keyOf, render, sticksToEnd = false } = props;
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const heights = useRef<Heights | null>(null);
  const before = usual.get(props.sort ?? "");
  heights.current ??= new Heights(before?.item ?? props.estimate);
  const sizes = heights.current;
  const known = useRef<Items<Item> | null>(null);
  if (known.current !== items) sizes.setKeys(items.ownKeys ?? keysOf(items, keyOf));
  known.current = items;
  const spare = useRef(0);

  const anchor = useRef<Anchor>({ at: "end" });
  // The item asked for, held to its place while heights become known, until somebody scrolls.
  const aim = useRef<{ readonly key: string; readonly at: number; readonly align: Align } | null | undefined>(undefined);
  const viewport = () => scroller.current?.clientHeight || before?.window || Math.min(firstGuessPixels, window.innerHeight);
  const aimAt = (index: number, align: Align) => {
    const at = Math.min(index, sizes.count - 1);
    aim.current = { key: sizes.keyAt(at) ?? "", at, align };
    takeAim();
  };
  const takeAim = () => {
    const index = aim.current ? sizes.indexOf(aim.current.key, aim.current.at) : -1;
    if (aim.current && index >= 0) anchor.current = anchorFor(sizes, index, aim.current.align, viewport());
  };
  if (aim.current === undefined) {
    aim.current = null;
    if (props.startAt !== "end") aimAt(props.startAt?.index ?? 0, props.startAt?.align ?? "start");
  }
  const top = topFor(anchor.current, sizes, viewport());
  const { first, end } = sizes.windowAt(top, viewport(), spare.current);

  const shown = useRef({ first: -1, last: -1, isAtEnd: false });
  const tellSeen = () => {
    const at = topFor(anchor.current, sizes, viewport());
    const seen = sizes.windowAt(at, viewport(), 0);
    const now = { first: seen.first, last: seen.end - 1, isAtEnd: at + viewport() >= sizes.total - 8 };
    const was = shown.current;
    if (was.first === now.first && was.last === now.last && was.isAtEnd === now.isAtEnd) return;
    shown.current = now;
    props.onSeen?.(now.first, now.last, now.isAtEnd);
  };

  // Where this list itself scrolled to last; the event that follows is not a person's.
  const ownTop = useRef(-1);

  // Answers whether the page now shows what the measures ask for.
  const settle = (): boolean => {
    const box = scroller.current;
    const element = list.current;
    if (!box || !element) return true;
    let at = first;
    for (const row of element.children as Iterable<HTMLElement & Element>) {
      const height = row.getBoundingClientRect().height;
      if (row.dataset["key"] !== undefined && height > 0) sizes.measure(row.dataset["key"], height, at);
      at += 1;
    }
    // Nobody has seen anything yet that would move.
    if (spare.current === 0) sizes.learn();
    if (props.sort) usual.set(props.sort, { window: viewport(), item: sizes.mean });
    takeAim();
    const wanted = topFor(anchor.current, sizes, viewport());
    // What is too little to be seen is not put in its place first.
    const next = sizes.windowAt(wanted, viewport(), spare.current / 2);
    if (next.first < first || next.end > end) return false;
    element.style.setProperty("padding-block-start", `${sizes.offsetAt(first)}px`);
    element.style.setProperty("padding-block-end", `${sizes.total - sizes.offsetAt(end)}px`);
    if (Math.abs(box.scrollTop - wanted) >= 1) box.scrollTop = wanted;
    ownTop.current = box.scrollTop;
    return true;
  };
  const settleLater = useRef(settle);
  settleLater.current = settle;

  const count = useRef(items.length);
  useLayoutEffect(() => {
    // From an end that has been seen the list follows what is added. Items that only become known, and so
    // higher, move nothing that was aimed at.
    if (sticksToEnd && aim.current && shown.current.isAtEnd && items.length > count.current) {
      aim.current = null;
      anchor.current = { at: "end" };
    }
    count.current = items.length;
    if (!settle()) return redraw(0);
    tellSeen();
  });

  useLayoutEffect(() => {
    const box = scroller.current!;
    let width = box.clientWidth;
    // Pictures that arrive, fonts, a changed width: what is seen stays, the rest gives way.
    const watcher = new ResizeObserver(() => {
      if (box.clientWidth !== width) {
        width = box.clientWidth;
        sizes.forget();
      }
      if (!settleLater.current()) redraw(0);
    });
    watcher.observe(box);
    watcher.observe(list.current!);
    const callOff = afterPaint(() => {
      spare.current = sparePixels;
      redraw(0);
    });
    return () => {
      callOff();
      watcher.disconnect();
    };
  }, []);

  const onScroll = () => {
    const box = scroller.current;
    if (!box) return;
    if (Math.abs(box.scrollTop - ownTop.current) < 1) return;
    aim.current = null;
    anchor.current = anchorOf(sizes, box.scrollTop, box.clientHeight, sticksToEnd);
    const next = sizes.windowAt(box.scrollTop, box.clientHeight, spare.current / 2);
    if (next.first < first || next.end > end) redraw(0);
    else tellSeen();
  };

  const scrollTo = (index: number, align: Align = "start") => {
    aimAt(index, align);
    redraw(0);
  };
  const focus = useItemFocus({ list, scroller, heights: sizes, scrollTo });
  useImperativeHandle(
    props.handle ?? null,
    () => ({
      scrollTo,
      scrollToEnd: () => {
        aim.current = null;
        anchor.current = { at: "end" };
        redraw(0);
      },
      focusItem: focus.to,
    }),
    [],
  );

  const from = props.setFrom ?? 0;
  const stop = focus.stopWithin(first, end);
  return (
    <div class="virtual" ref={scroller} tabIndex={-1} onScroll={onScroll}>
      <div ref={list} role="list" aria-label={props.label} onKeyDown={focus.onKeyDown} onFocusIn={focus.onFocusIn}>
        {itemsIn(items, first, end).map((item, offset) => {
          const index = first + offset;
          const key = keyOf(item);
          return (
            <div
              key={key}
              data-key={key}
              class="virtual-item"
              role="listitem"
              aria-posinset={from + index + 1}
              aria-setsize={props.setSize ?? items.length}
              tabIndex={index === stop ? 0 : -1}
            >
              {render(item, index)}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function itemsIn<Item>(items: Items<Item>, first: number, end: number): Item[] {
  const found: Item[] = [];
  for (let index = first; index < Math.min(end, items.length); index += 1) found.push(items.at(index)!);
  return found;
}
const keysOf = <Item,>(items: Items<Item>, keyOf: (item: Item) => string): string[] => itemsIn(items, 0, items.length).map(keyOf);
