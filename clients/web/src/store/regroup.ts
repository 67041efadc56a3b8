// SPDX-License-Identifier: GPL-3.0-or-later
// Acting: messages that go from one thread to another.
import { ThreadService } from "../gen/fika/v1/threads_pb";
import { makeId } from "../sync/ids";
import type { Store } from "./store";

// A message and all that follow it become a thread of their own. Returns its id.
export async function splitThread(store: Store, thread: string, fromMessage: string, title: string): Promise<string> {
  const id = makeId();
  await store.command(ThreadService.method.splitThread, { thread, id, title, fromMessage }, { makes: [id], about: [thread, fromMessage] });
  return id;
}
// All messages of a thread go to the end of another, and it leads there from then on.
export function mergeThreads(store: Store, thread: string, into: string): Promise<void> {
  return store.command(ThreadService.method.mergeThreads, { thread, into }, { about: [thread, into] });
}
