// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CommandView } from "../sync/outbox";
import type { Store } from "./store";
import { takeBack, withdrawable } from "./taking_back";

const command = (n: number, method: string, more: Partial<CommandView>): CommandView =>
  ({ n, method: `fika.v1.MessageService/${method}`, makes: [], about: [], state: "pending", ...more }) as unknown as CommandView;
const post = (more: Partial<CommandView> = {}) => command(1, "PostMessage", { makes: ["m"], ...more });

// An outbox that lets go of what it may.
function storeWith(commands: CommandView[], isTooLate = false) {
  const done: string[] = [];
  const store = {
    commandsAbout: () => ({ peek: () => commands }),
    discard: async (n: number) => {
      done.push(`discard ${n}`);
      if (!isTooLate) commands.splice(0);
    },
    command: async (method: { name: string }) => void done.push(method.name),
  };
  return { store: store as unknown as Store, done };
}

test("a message that waits, or was refused, goes without a trace, with the changes of it", () => {
  assert.equal(withdrawable("m", [post()])?.n, 1);
  assert.equal(withdrawable("m", [post({ state: "refused" })])?.n, 1);
  assert.equal(withdrawable("m", [post(), command(2, "EditMessage", { about: ["m"] })])?.n, 1);
});

test("one that is on its way, begins a thread or is quoted by another does not", () => {
  assert.equal(withdrawable("m", [post({ state: "sending" })]), undefined);
  assert.equal(withdrawable("m", [command(1, "StartThread", { makes: ["t", "m"] })]), undefined);
  assert.equal(withdrawable("m", [post(), command(2, "PostMessage", { makes: ["other"], about: ["m"] })]), undefined);
});

test("what has gone in the meantime is deleted behind itself", async () => {
  const waiting = storeWith([post()]);
  await takeBack(waiting.store, "m");
  assert.deepEqual(waiting.done, ["discard 1"]);
  const gone = storeWith([post()], true);
  await takeBack(gone.store, "m");
  assert.deepEqual(gone.done, ["discard 1", "DeleteMessage"]);
  const sent = storeWith([]);
  await takeBack(sent.store, "m");
  assert.deepEqual(sent.done, ["DeleteMessage"]);
});
