// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a message, thread or page has helped the person. Nobody else sees who said so, nor how many.
import { type ReadonlySignal, signal, type Signal } from "@preact/signals";
import { SearchService } from "../gen/fika/v1/search_pb";
import type { Store } from "./store";

const own = (store: Store, id: string): Signal<boolean | undefined> => store.memo(`helped ${id}`, () => signal<boolean | undefined>(undefined)) as Signal<boolean | undefined>;

// Undefined: not known yet; wantHelped() asks.
export function helped(store: Store, id: string): ReadonlySignal<boolean | undefined> {
  return own(store, id);
}

export async function wantHelped(store: Store, id: string): Promise<void> {
  const known = own(store, id);
  if (known.peek() !== undefined || store.wanted.has(`helped ${id}`)) return;
  store.wanted.add(`helped ${id}`);
  try {
    const reply = await store.query(SearchService.method.getHelpful, { id });
    // What has been said meanwhile is newer.
    known.value ??= reply.helped;
  } catch {
    store.wanted.delete(`helped ${id}`);
  }
}

// Kept and sent as everything that one does.
export async function setHelped(store: Store, id: string, isHelped: boolean): Promise<void> {
  const before = own(store, id).peek();
  own(store, id).value = isHelped;
  try {
    await store.command(SearchService.method.markHelpful, { id, undo: !isHelped }, { about: [id] });
  } catch (error) {
    own(store, id).value = before;
    throw error;
  }
}

// What somebody has opened from a list of hits: when they come back to it, they may say whether it helped.
const opened = (store: Store): Signal<ReadonlySet<string>> => store.memo("hits opened", () => signal(new Set<string>())) as Signal<ReadonlySet<string>>;
export const openedHits = (store: Store): ReadonlySignal<ReadonlySet<string>> => opened(store);
export function noteOpened(store: Store, id: string): void {
  if (!opened(store).peek().has(id)) opened(store).value = new Set([...opened(store).peek(), id]);
}
