// SPDX-License-Identifier: GPL-3.0-or-later
// Pages and tags that the person watches, and what others have changed in them since the person looked.
// Nobody else learns of it.
import { type ReadonlySignal, signal, type Signal } from "@preact/signals";
import { create } from "@bufbuild/protobuf";
import { type PageWatch, PageWatchSchema, type TagWatch, TagWatchSchema, type WatchedChange, WatchService } from "../gen/fika/v1/watching_pb";
import { keyOfIds } from "../sync/entity_kinds";
import { all } from "./groups";
import { drawn } from "./overlay";
import { glimpse } from "./pages";
import type { Store } from "./store";
import { keyOf } from "./world";

export type { WatchedChange } from "../gen/fika/v1/watching_pb";

const pageWatchKind = 62;

export function pageWatch({ world, me }: Store, page: string): ReadonlySignal<PageWatch | undefined> {
  return world.entity(keyOfIds(pageWatchKind, me, page));
}
export function watchedTags({ world }: Store): ReadonlySignal<ReadonlySet<string>> {
  return world.list(all(TagWatchSchema.typeName), "tags", (found: TagWatch[]) => new Set(found.map(({ tag }) => tag)));
}
// As the server tells tags apart.
export const foldedTag = (tag: string): string => tag.normalize("NFC").toLowerCase();

export function watchPage(store: Store, page: string, watched: boolean, withSubpages = false): Promise<void> {
  return store.command(WatchService.method.setPageWatch, { page, watched, withSubpages }, { about: [page] });
}
export function watchTag(store: Store, tag: string, watched: boolean): Promise<void> {
  return store.command(WatchService.method.setTagWatch, { tag, watched });
}

drawn(WatchService.method.setPageWatch, ({ page, watched, withSubpages }, canvas) => {
  if (!watched) return canvas.erase(keyOfIds(pageWatchKind, canvas.me, page));
  canvas.put(create(PageWatchSchema, { person: canvas.me, page, withSubpages, sinceMs: BigInt(canvas.command.createdMs) }));
});
drawn(WatchService.method.setTagWatch, ({ tag, watched }, canvas) => {
  const watch = create(TagWatchSchema, { person: canvas.me, tag: foldedTag(tag), written: tag, sinceMs: BigInt(canvas.command.createdMs) });
  if (watched) canvas.put(watch);
  else canvas.erase(keyOf(watch));
});

// Brings what is watched, once a visit.
export async function wantWatched(store: Store): Promise<void> {
  if (store.wanted.has("watched pages")) return;
  store.wanted.add("watched pages");
  try {
    const { pages } = await store.query(WatchService.method.listWatched, {});
    glimpse(store, pages.map(({ page }) => page));
  } catch {
    store.wanted.delete("watched pages");
  }
}

export interface WatchedNews {
  readonly changes: readonly WatchedChange[];
  readonly hasMore: boolean;
  // What to mark once it was looked at.
  readonly asOfMs: bigint;
}
const noNews: WatchedNews = { changes: [], hasMore: false, asOfMs: 0n };
const told = (store: Store): Signal<WatchedNews> => store.memo("watched news", () => signal(noNews)) as Signal<WatchedNews>;

// Undrawn where it could not be asked for: nothing waits for it.
export function watchedNews(store: Store): ReadonlySignal<WatchedNews> {
  return told(store);
}
export async function wantWatchedNews(store: Store): Promise<void> {
  try {
    const { changes, hasMore, asOfMs } = await store.query(WatchService.method.listWatchedChanges, { limit: 20 });
    glimpse(store, changes.map(({ page }) => page));
    told(store).value = { changes, hasMore, asOfMs };
  } catch {
    // What was told before stays.
  }
}
export async function markWatchedSeen(store: Store): Promise<void> {
  const { asOfMs } = told(store).peek();
  if (asOfMs === 0n) return;
  await store.command(WatchService.method.markWatchedSeen, { untilMs: asOfMs });
  told(store).value = { ...noNews, asOfMs };
}
