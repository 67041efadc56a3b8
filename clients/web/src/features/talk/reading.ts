// SPDX-License-Identifier: GPL-3.0-or-later
// The read marker follows what is seen: after a moment, only while the tab is looked at, and never over
// messages that were skipped. And what is new since the person last looked.
import { batch, type Signal, signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { markRead, markUnread } from "../../store/messages";
import type { Store } from "../../store/store";
import { readThrough } from "../../store/reckoning";
import { head, readMarker, reckoned } from "../../store/threads";
import type { Items } from "../../ui/virtual_list/items";
import { type Row, readUpTo } from "./rows";

export interface Seen {
  readonly first: number;
  readonly last: number;
  readonly isAtEnd: boolean;
}

// Pure: how far the marker may go. What lies between it and the first row on screen has been skipped,
// unless the person went on to the end by themselves.
export function mayReadTo(rows: Items<Row>, { first, last, isAtEnd }: Seen, marker: number, skipsAllowed: boolean): number {
  const from = rows.at(first)?.ordinal ?? 0;
  const isNext = from > 0 && from <= marker + 1;
  const isBehind = first >= 0 && from === 0;
  if (!isNext && !isBehind && !(isAtEnd && skipsAllowed)) return 0;
  const upTo = readUpTo(rows, last);
  return upTo > marker ? upTo : 0;
}

export interface Reading {
  // The first ordinal that was unread when the person came; 0: nothing was.
  readonly newFrom: Signal<number>;
  readonly seen: Signal<Seen>;
  readonly look: (seen: Seen) => void;
  readonly unreadFrom: (ordinal: number) => void;
  // The person goes to the end: what lies before it has been passed over knowingly.
  readonly allowSkips: () => void;
}

const pauseMs = 700;

export function useReading(store: Store, root: string, rows: () => Items<Row>, opensAtTarget: boolean): Reading {
  const own = useMemo(() => {
    const marker = () => Number(readMarker(store, root).peek()?.ordinal ?? 0n);
    const newest = () => Number(head(store, root).peek()?.lastOrdinal ?? 0n);
    const state = { isPaused: false, skipsAllowed: !opensAtTarget, timer: undefined as ReturnType<typeof setTimeout> | undefined, hiddenAt: 0 };
    const counted = Number(readThrough(reckoned(store, root).peek()));
    const newFrom = signal(counted < newest() ? counted + 1 : 0);
    const seen = signal<Seen>({ first: -1, last: -1, isAtEnd: false });
    const mark = () => {
      state.timer = undefined;
      if (state.isPaused || document.visibilityState !== "visible" || seen.peek().last < 0) return;
      const upTo = mayReadTo(rows(), seen.peek(), marker(), state.skipsAllowed);
      if (upTo > 0) void markRead(store, root, upTo).catch(() => undefined);
    };
    const soon = () => (state.timer ??= setTimeout(mark, pauseMs));
    const onVisibility = () => {
      if (document.visibilityState === "hidden") {
        state.hiddenAt = newest();
      } else {
        // What came while nobody looked is new, if everything before it had been read.
        if (marker() >= state.hiddenAt && newest() > marker()) newFrom.value = marker() + 1;
        soon();
      }
    };
    return { newFrom, seen, state, soon, onVisibility };
  }, [store, root]);
  useEffect(() => {
    document.addEventListener("visibilitychange", own.onVisibility);
    return () => {
      document.removeEventListener("visibilitychange", own.onVisibility);
      clearTimeout(own.state.timer);
    };
  }, [own]);
  // Rows that were holes have come, or new ones.
  const count = rows();
  useEffect(() => void own.soon(), [count]);
  return {
    newFrom: own.newFrom,
    seen: own.seen,
    look(now) {
      own.seen.value = now;
      own.soon();
    },
    unreadFrom(ordinal) {
      batch(() => {
        own.state.isPaused = true;
        own.newFrom.value = ordinal;
      });
      void markUnread(store, root, ordinal);
    },
    allowSkips() {
      own.state.skipsAllowed = true;
      own.soon();
    },
  };
}
