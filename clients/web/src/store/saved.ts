// SPDX-License-Identifier: GPL-3.0-or-later
// Messages that the person keeps for later.
import { computed, type ReadonlySignal, signal, type Signal } from "@preact/signals";
import type { Message } from "../gen/fika/v1/messages_pb";
import { type SavedMessage, SavedMessageSchema, SavedService } from "../gen/fika/v1/saved_pb";
import { all } from "./groups";
import { type Place, placeOf } from "./news";
import type { Store } from "./store";

// What is held of the list; wantSaved() brings the rest.
function held(store: Store): ReadonlySignal<readonly SavedMessage[]> {
  return store.world.list(all(SavedMessageSchema.typeName), "latest first", (found: SavedMessage[]) =>
    found.sort((a, b) => Number(b.savedAtMs - a.savedAtMs)),
  );
}

// Ids of the messages that are saved.
export function savedIds(store: Store): ReadonlySignal<ReadonlySet<string>> {
  return store.memo("saved ids", () => computed(() => new Set(held(store).value.map(({ message }) => message))));
}

// A word to oneself may come with it. Saving again replaces that.
export function saveMessage(store: Store, message: string, note = ""): Promise<void> {
  return store.command(SavedService.method.saveMessage, { message, note }, { about: [message] });
}
export function unsaveMessage(store: Store, message: string): Promise<void> {
  return store.command(SavedService.method.unsaveMessage, { message }, { about: [message] });
}

export interface SavedEntry {
  readonly id: string;
  readonly note: string;
  readonly savedAtMs: number;
  // Where the message is, or was when it was saved.
  readonly place: Place;
  // Undefined: not fetched yet, or not to be seen now.
  readonly message: Message | undefined;
}

// What was saved last comes first.
export function savedList(store: Store): ReadonlySignal<readonly SavedEntry[]> {
  return store.memo("saved list", () => computed(() => held(store).value.map((each) => entryOf(store, each))));
}
function entryOf(store: Store, { message: id, note, root, savedAtMs }: SavedMessage): SavedEntry {
  // Follows the state of the list, which changes when messages have come with it.
  void state(store).value;
  const key = store.world.keyOfPost(id);
  const message = key === undefined ? undefined : store.world.entity<Message>(key).value;
  return { id, note, savedAtMs: Number(savedAtMs), place: placeOf(store, message?.root || root), message };
}

export type SavedState = "loading" | "whole" | "unreachable";
const state = (store: Store): Signal<SavedState> => store.memo("saved state", () => signal<SavedState>("loading")) as Signal<SavedState>;
export function savedState(store: Store): ReadonlySignal<SavedState> {
  return state(store);
}

// Fetches the whole list, of 1,000 at most, once a visit.
export async function wantSaved(store: Store): Promise<void> {
  if (store.wanted.has("saved list")) return;
  store.wanted.add("saved list");
  const own = state(store);
  own.value = "loading";
  try {
    for (let page = "", pages = 0; pages < 50; pages += 1) {
      page = (await store.query(SavedService.method.listSaved, { limit: 200, page })).nextPage;
      if (page === "") break;
    }
    own.value = "whole";
  } catch {
    store.wanted.delete("saved list");
    own.value = "unreachable";
  }
}
