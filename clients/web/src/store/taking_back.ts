// SPDX-License-Identifier: GPL-3.0-or-later
// Acting: a message goes again before the server has it, or as any other; and comes back, for as long
// as that can be undone.
import type { CommandView } from "../sync/outbox";
import { deleteMessage } from "./messages";
import { type Message, sendingOf } from "./posts";
import type { Store } from "./store";

// So long a deletion waits on this device.
export const undoMs = 10_000;

// What of these commands can be taken back without a trace: a post that still waits, and that nothing
// else the person wrote builds on. The first message of a thread stays with its thread.
export function withdrawable(id: string, commands: readonly CommandView[]): CommandView | undefined {
  const sending = sendingOf(id, commands);
  if (sending?.what !== "post" || !sending.command.method.endsWith("/PostMessage")) return undefined;
  if (sending.state === "sending" || sending.state === "sent") return undefined;
  const isBuiltOn = commands.some(({ n, makes }) => n !== sending.command.n && makes.length > 0);
  return isBuiltOn ? undefined : sending.command;
}

// The deletion of a message that has not left this device.
export const waitingDeletion = (commands: readonly CommandView[]): CommandView | undefined =>
  commands.findLast(({ method, state }) => method.endsWith("/DeleteMessage") && (state === "pending" || state === "held"));

// Answers how to bring it back; that answers whether it is there again. A message that has been sent in
// the meantime is deleted behind itself.
export async function takeBack(store: Store, id: string): Promise<() => Promise<boolean>> {
  const commands = store.commandsAbout(id).peek();
  const waiting = withdrawable(id, commands);
  if (waiting) await store.discard(waiting.n);
  const isStillThere = store.commandsAbout(id).peek().some(({ n }) => n === waiting?.n);
  if (!waiting || isStillThere) {
    await deleteMessage(store, id, undoMs);
    return () => bringBack(store, id);
  }
  return async () => {
    for (const each of commands) await store.redo(each);
    return true;
  };
}

// Before it has been sent.
export async function bringBack(store: Store, id: string): Promise<boolean> {
  const waiting = waitingDeletion(store.commandsAbout(id).peek());
  if (waiting) await store.discard(waiting.n);
  const post = store.world.get(store.world.keyOfPost(id) ?? "") as Message | undefined;
  return post?.deleted === false;
}

// The person will not come back to it: it goes now, if it can.
export function letGo(store: Store, id: string): void {
  const waiting = waitingDeletion(store.commandsAbout(id).peek());
  if (waiting) void store.retry(waiting.n).catch(() => undefined);
}
