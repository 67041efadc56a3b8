// SPDX-License-Identifier: GPL-3.0-or-later
// Reading: the threads and messages that a page grew out of, as far as the person may see them. A page names
// their ids alone.
import { computed, type ReadonlySignal, signal, type Signal } from "@preact/signals";
import type { Message } from "../gen/fika/v1/messages_pb";
import { ThreadService } from "../gen/fika/v1/threads_pb";
import { findMessage } from "./posts";
import type { Store } from "./store";
import { thread } from "./threads";

export interface PageSource {
  readonly id: string;
  readonly thread: string;
  // "": the thread as a whole.
  readonly message: string;
  readonly title: string;
}

// Of those that no sync tells of.
const told = (store: Store): Signal<ReadonlyMap<string, PageSource>> =>
  store.memo("page sources", () => signal(new Map())) as Signal<ReadonlyMap<string, PageSource>>;

// Those that are known, in their order.
export function pageSources(store: Store, ids: readonly string[]): ReadonlySignal<readonly PageSource[]> {
  return store.memo(`page sources ${ids.join()}`, () => computed(() => ids.flatMap((id) => known(store, id) ?? [])));
}

function known(store: Store, id: string): PageSource | undefined {
  const asThread = thread(store, id).value;
  if (asThread) return { id, thread: id, message: "", title: asThread.title };
  const key = store.world.keyOfPost(id);
  const message = key === undefined ? undefined : store.world.entity<Message>(key).value;
  const root = message && !message.deleted ? thread(store, message.root).value : undefined;
  return root ? { id, thread: root.id, message: id, title: root.title } : told(store).value.get(id);
}

// Asks for the others, each once a visit.
export async function wantSources(store: Store, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const name = `page source ${id}`;
    if (store.wanted.has(name) || pageSources(store, [id]).peek().length > 0) continue;
    store.wanted.add(name);
    const found = (await askThread(store, id)) ?? (await askMessage(store, id));
    if (found) told(store).value = new Map([...told(store).peek(), [id, found]]);
  }
}
async function askThread(store: Store, id: string, message = ""): Promise<PageSource | undefined> {
  const found = await store.query(ThreadService.method.getThread, { thread: id }).catch(() => undefined);
  return found?.thread && { id: message || id, thread: found.thread.id, message, title: found.thread.title };
}
async function askMessage(store: Store, id: string): Promise<PageSource | undefined> {
  const message = await findMessage(store, id);
  return message && !message.deleted ? askThread(store, message.root, id) : undefined;
}
