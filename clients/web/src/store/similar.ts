// SPDX-License-Identifier: GPL-3.0-or-later
// What the server finds without being searched: names that go on as somebody types, and threads and pages about
// the same as another, or as one that is being written.
import { type ReadonlySignal, signal, type Signal } from "@preact/signals";
import { type SearchHit, SearchService } from "../gen/fika/v1/search_pb";
import type { Store } from "./store";

export type { SearchHit } from "../gen/fika/v1/search_pb";

// The best first; nothing without a connection.
export async function suggest(store: Store, typed: string, limit: number): Promise<readonly SearchHit[]> {
  const { hits } = await store.query(SearchService.method.suggest, { typed, limit });
  return hits;
}

const none: readonly SearchHit[] = [];
const own = (store: Store, root: string): Signal<readonly SearchHit[]> => store.memo(`similar ${root}`, () => signal(none)) as Signal<readonly SearchHit[]>;

// Like a thread or page; wantSimilar() asks, once a visit.
export function similar(store: Store, root: string): ReadonlySignal<readonly SearchHit[]> {
  return own(store, root);
}
export async function wantSimilar(store: Store, root: string): Promise<void> {
  if (store.wanted.has(`similar ${root}`)) return;
  store.wanted.add(`similar ${root}`);
  try {
    const { hits } = await store.query(SearchService.method.findSimilar, { root, limit: 5 });
    own(store, root).value = hits.filter((hit) => hit.root !== root);
  } catch {
    store.wanted.delete(`similar ${root}`);
  }
}

// Like what is being written.
export async function similarTo(store: Store, title: string, text: string): Promise<readonly SearchHit[]> {
  const { hits } = await store.query(SearchService.method.findSimilar, { title, text, limit: 4 });
  return hits;
}
