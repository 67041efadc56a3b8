// SPDX-License-Identifier: GPL-3.0-or-later
// The manuscript of a view: begun once what it begins with is known, with what was left behind of it; kept when the
// page is hidden, and when the view goes.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { keepText } from "../../store/kept_texts";
import type { Store } from "../../store/store";
import { type Begun, findBegun, type Found, type LeftBehind } from "./begun";
import { type Beginning, Manuscript } from "./manuscript";

export interface Writing {
  readonly manuscript: Manuscript | null;
  // What was left behind and is gone on with: when it was last touched; 0: nothing was.
  readonly wentOnMs: number;
  // More of it, from other tabs.
  readonly others: readonly LeftBehind[];
  readonly isOpenElsewhere: boolean;
  // Gives up what was written; answers what brings it back.
  readonly discard: () => () => void;
  // Goes on with something else that was left behind.
  readonly goOnWith: (other: LeftBehind) => void;
  readonly giveUp: (other: LeftBehind) => void;
  // From another beginning, whatever was kept.
  readonly beginWith: (beginning: Beginning) => void;
  // The person has seen that something was gone on with.
  readonly seen: () => void;
}

// `wants`: which of those left behind is gone on with unasked.
export function useManuscript(store: Store, page: string, beginning: Beginning | null, wants: (begun: Begun) => boolean): Writing {
  const found = useSignal<Found | null>(null);
  const manuscript = useSignal<Manuscript | null>(null);
  const wentOnMs = useSignal(0);
  const first = useRef<Beginning | null>(null);
  useEffect(() => {
    let isWanted = true;
    void findBegun(store, page).then((all) => isWanted && (found.value = all));
    return () => {
      isWanted = false;
    };
  }, [page]);

  const begin = (from: Beginning, went?: LeftBehind) => {
    manuscript.peek()?.close();
    first.current = from;
    manuscript.value = new Manuscript(store, page, from, went?.begun);
    wentOnMs.value = went?.begun.atMs ?? 0;
    // It is kept under this tab's own name by now.
    if (went) keepText(store, went.key, null);
    const all = found.peek();
    if (all && went) found.value = { ...all, left: all.left.filter((each) => each !== went) };
  };
  const all = found.value;
  useEffect(() => {
    if (!beginning || !all || manuscript.peek()) return;
    begin(beginning, all.left.find(({ begun }) => wants(begun)));
  }, [beginning, all]);
  useEffect(() => {
    const keep = () => manuscript.peek()?.keep();
    const hidden = () => document.visibilityState === "hidden" && keep();
    document.addEventListener("visibilitychange", hidden);
    window.addEventListener("pagehide", keep);
    return () => {
      document.removeEventListener("visibilitychange", hidden);
      window.removeEventListener("pagehide", keep);
      manuscript.peek()?.close();
    };
  }, [page]);

  return {
    manuscript: manuscript.value,
    wentOnMs: wentOnMs.value,
    others: all?.left ?? [],
    isOpenElsewhere: all?.isOpenElsewhere ?? false,
    seen: () => (wentOnMs.value = 0),
    goOnWith: (other) => first.current && begin(first.current, other),
    giveUp: (other) => {
      keepText(store, other.key, null);
      if (all) found.value = { ...all, left: all.left.filter((each) => each !== other) };
    },
    beginWith: (from) => begin(from),
    discard: () => {
      const words = manuscript.peek()?.words.peek();
      manuscript.peek()?.forget();
      if (beginning ?? first.current) begin((beginning ?? first.current)!);
      return () => void (words && manuscript.peek()?.write(words));
    },
  };
}
