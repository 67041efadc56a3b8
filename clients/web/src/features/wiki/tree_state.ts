// SPDX-License-Identifier: GPL-3.0-or-later
// Which branches of the tree are open, for as long as the visit lasts, and which pages a filter finds.
import { signal, type Signal } from "@preact/signals";
import { knownPages, type Page, page } from "../../store/pages";
import type { Store } from "../../store/store";
import { fold } from "../../ui/fold";

const opened = (store: Store): Signal<ReadonlySet<string>> =>
  store.memo("wiki branches open", () => signal(new Set())) as Signal<ReadonlySet<string>>;

export const isOpen = (store: Store, id: string): boolean => opened(store).value.has(id);

export function setOpen(store: Store, ids: readonly string[], isWanted: boolean): void {
  const before = opened(store).peek();
  if (ids.every((id) => before.has(id) === isWanted)) return;
  const after = new Set(before);
  for (const id of ids) {
    if (isWanted) after.add(id);
    else after.delete(id);
  }
  opened(store).value = after;
}

export interface Found {
  readonly page: Page;
  // The titles above it, as far as they are here.
  readonly above: readonly string[];
}

const foundMax = 50;
const depthMax = 12;

// Pages of a place with all the words in their titles: those that begin with them first, then by title.
export function findPages(store: Store, community: string, words: string, max = foundMax): readonly Found[] {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [];
  const fits = knownPages(store)
    .value.filter((each) => each.community === community)
    .map((each) => ({ page: each, title: fold(each.title) }))
    .filter(({ title }) => wanted.every((word) => title.includes(word)));
  const first = wanted[0] ?? "";
  fits.sort((a, b) => Number(b.title.startsWith(first)) - Number(a.title.startsWith(first)) || a.title.localeCompare(b.title));
  return fits.slice(0, max).map((fit) => ({ page: fit.page, above: titlesAbove(store, fit.page) }));
}

export function titlesAbove(store: Store, of: Page): string[] {
  const titles: string[] = [];
  for (let parent = of.parent, depth = 0; parent && depth < depthMax; depth += 1) {
    const above = page(store, parent).value;
    if (!above) break;
    titles.unshift(above.title);
    parent = above.parent;
  }
  return titles;
}

// Whether a page is another or stands somewhere below it, as far as is known here: it cannot be moved there.
export function isWithinPage(store: Store, id: string, other: string): boolean {
  for (let at: string | undefined = id, depth = 0; at && depth <= depthMax; depth += 1) {
    if (at === other) return true;
    at = page(store, at).peek()?.parent;
  }
  return false;
}
