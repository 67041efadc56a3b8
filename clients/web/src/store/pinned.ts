// SPDX-License-Identifier: GPL-3.0-or-later
// Messages that people keep at hand in a thread or conversation.
import { computed, type ReadonlySignal, signal, type Signal } from "@preact/signals";
import { type Message, MessageService } from "../gen/fika/v1/messages_pb";
import { messages } from "./messages";
import type { Store } from "./store";

// Those held here, in their order; wantPinned() brings the others.
export function pinned(store: Store, root: string): ReadonlySignal<readonly Message[]> {
  return store.memo(`pinned ${root}`, () =>
    computed(() => messages(store, root).value.filter(({ pinned: isPinned, deleted }) => isPinned && !deleted)),
  );
}

export type PinnedState = "loading" | "whole" | "unreachable";
const state = (store: Store, root: string): Signal<PinnedState> =>
  store.memo(`pinned state ${root}`, () => signal<PinnedState>("loading")) as Signal<PinnedState>;
export function pinnedState(store: Store, root: string): ReadonlySignal<PinnedState> {
  return state(store, root);
}

// Asks for all of them. What is on screen already stays there, and follows what is told of each message.
export async function wantPinned(store: Store, root: string): Promise<void> {
  const own = state(store, root);
  try {
    await store.query(MessageService.method.listPinnedMessages, { root });
    own.value = "whole";
  } catch {
    own.value = own.peek() === "whole" ? "whole" : "unreachable";
  }
}
