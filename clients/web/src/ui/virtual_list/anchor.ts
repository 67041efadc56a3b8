// SPDX-License-Identifier: GPL-3.0-or-later
// What stays where it is on the screen while items above it come, go or turn out to be higher than was
// thought: one item and how far its top is below the window's, or the end of the list. Pure.
import type { Heights } from "./heights";

export type Anchor =
  | { readonly at: "end" }
  | { readonly at: "item"; readonly key: string; readonly index: number; readonly below: number };

export type Align = "start" | "center" | "end";

// Within so many pixels of its end a list counts as being at it.
const endSlack = 8;

export function anchorOf(heights: Heights, top: number, height: number, sticksToEnd: boolean): Anchor {
  if (sticksToEnd && top + height >= heights.total - endSlack) return { at: "end" };
  const index = heights.indexAt(top);
  return { at: "item", key: heights.keyAt(index) ?? "", index, below: heights.offsetAt(index) - top };
}

// The scroll position that keeps the anchor in its place. If its item is gone, the one that now stands
// in its position takes over.
export function topFor(anchor: Anchor, heights: Heights, height: number): number {
  const last = Math.max(0, heights.total - height);
  if (anchor.at === "end") return last;
  const found = heights.indexOf(anchor.key, anchor.index);
  const index = found >= 0 ? found : Math.min(anchor.index, Math.max(0, heights.count - 1));
  return Math.max(0, Math.min(last, heights.offsetAt(index) - anchor.below));
}

// The anchor that shows an item at the start, in the middle or at the end of the window.
export function anchorFor(heights: Heights, index: number, align: Align, height: number): Anchor {
  const wanted = Math.max(0, Math.min(index, heights.count - 1));
  const room = height - heights.heightAt(wanted);
  const below = align === "start" ? 0 : align === "end" ? room : Math.max(0, room / 2);
  return { at: "item", key: heights.keyAt(wanted) ?? "", index: wanted, below };
}
