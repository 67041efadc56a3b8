// SPDX-License-Identifier: GPL-3.0-or-later
// Acting: one's own message goes again before the server has it, or as any other.
import type { CommandView } from "../sync/outbox";
import { deleteMessage } from "./messages";
import { sendingOf } from "./posts";
import type { Store } from "./store";

// What of these commands can be taken back without a trace: a post that still waits, and that nothing
// else the person wrote builds on. The first message of a thread stays with its thread.
export function withdrawable(id: string, commands: readonly CommandView[]): CommandView | undefined {
  const sending = sendingOf(id, commands);
  if (sending?.what !== "post" || !sending.command.method.endsWith("/PostMessage")) return undefined;
  if (sending.state === "sending" || sending.state === "sent") return undefined;
  const isBuiltOn = commands.some(({ n, makes }) => n !== sending.command.n && makes.length > 0);
  return isBuiltOn ? undefined : sending.command;
}

// A message that has been sent in the meantime is deleted behind itself.
export async function takeBack(store: Store, id: string): Promise<void> {
  const waiting = withdrawable(id, store.commandsAbout(id).peek());
  if (waiting) await store.discard(waiting.n);
  const isStillThere = store.commandsAbout(id).peek().some(({ n }) => n === waiting?.n);
  if (!waiting || isStillThere) await deleteMessage(store, id);
}
