// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { MessageSchema } from "../gen/fika/v1/messages_pb";
import { type CommandView, Outbox } from "../sync/outbox";
import { MemoryOutbox } from "../sync/outbox_store";
import type { Port } from "../sync/port";
import { makeId } from "../sync/ids";
import { editMessage, messages, post, react } from "./messages";
import { Store } from "./store";
import { bringBack, letGo, takeBack, undoMs, withdrawable } from "./taking_back";

const command = (n: number, method: string, more: Partial<CommandView>): CommandView =>
  ({ n, method: `fika.v1.MessageService/${method}`, makes: [], about: [], state: "pending", ...more }) as unknown as CommandView;
const postM = (more: Partial<CommandView> = {}) => command(1, "PostMessage", { makes: ["m"], ...more });

// A store on a real outbox, whose time and server are the test's.
function scene() {
  const store = new Store(makeId());
  const timers: (() => void)[] = [];
  const sent: string[] = [];
  const at = { aheadMs: 0 };
  const outbox: Outbox = new Outbox({
    store: new MemoryOutbox(),
    send: async ({ method }) => {
      sent.push(method.slice(method.indexOf("/") + 1));
      return { is: "done", seq: 1_000 };
    },
    onChange: (changed, removed) => store.take({ changes: [], outbox: { changed, removed } }),
    onSignedOut: () => undefined,
    now: () => Date.now() + at.aheadMs,
    random: () => 0.5,
    later: (run) => timers.push(run),
  });
  store.connect({
    enqueue: async (row) => void (await outbox.add(row)),
    discard: (n) => outbox.discard(n),
    retry: (n) => outbox.retry(n),
  } as Port);
  const root = makeId();
  const texts = (): string[] => messages(store, root).value.map(({ text, deleted }) => (deleted ? "(deleted)" : text));
  const passes = async (ms: number): Promise<void> => {
    at.aheadMs += ms;
    timers.splice(0).forEach((run) => run());
    await new Promise((resolve) => setTimeout(resolve, 1));
  };
  return { store, outbox, sent, root, texts, passes };
}
// One that has been there for long, drawn from a command that the cursor has not reached.
async function withSent() {
  const all = scene();
  all.outbox.opened();
  const id = await post(all.store, all.root, "Said");
  await all.passes(0);
  return { ...all, id };
}

test("a message that waits, or was refused, goes without a trace, with the changes of it", () => {
  assert.equal(withdrawable("m", [postM()])?.n, 1);
  assert.equal(withdrawable("m", [postM({ state: "refused" })])?.n, 1);
  assert.equal(withdrawable("m", [postM(), command(2, "EditMessage", { about: ["m"] })])?.n, 1);
});

test("one that is on its way, begins a thread or is quoted by another does not", () => {
  assert.equal(withdrawable("m", [postM({ state: "sending" })]), undefined);
  assert.equal(withdrawable("m", [command(1, "StartThread", { makes: ["t", "m"] })]), undefined);
  assert.equal(withdrawable("m", [postM(), command(2, "PostMessage", { makes: ["other"], about: ["m"] })]), undefined);
});

test("a deletion is seen at once, and sent when its time is over", async () => {
  const { store, sent, texts, passes, id } = await withSent();
  await takeBack(store, id);
  assert.deepEqual(texts(), ["(deleted)"]);
  assert.deepEqual(sent, ["PostMessage"]);
  await passes(undoMs + 1);
  assert.deepEqual(sent, ["PostMessage", "DeleteMessage"]);
  assert.equal(await bringBack(store, id), false, "too late");
});

test("brought back in time, it is never sent", async () => {
  const { store, sent, texts, passes, id } = await withSent();
  const undo = await takeBack(store, id);
  assert.equal(await undo(), true);
  assert.deepEqual(texts(), ["Said"]);
  letGo(store, id);
  await passes(undoMs + 1);
  assert.deepEqual(sent, ["PostMessage"]);
});

test("who leaves lets it go, once", async () => {
  const { store, sent, passes, id } = await withSent();
  await takeBack(store, id);
  letGo(store, id);
  assert.deepEqual(sent, ["PostMessage", "DeleteMessage"], "before anything else runs");
  await passes(undoMs + 1);
  assert.equal(sent.length, 2);
});

test("without a connection it can be brought back for as long as it waits", async () => {
  const { store, outbox, texts, passes, id } = await withSent();
  outbox.closed();
  await takeBack(store, id);
  await passes(undoMs * 10);
  letGo(store, id);
  assert.equal(await bringBack(store, id), true);
  assert.deepEqual(texts(), ["Said"]);
});

test("what was never sent leaves no trace, and comes back with all that was done to it", async () => {
  const { store, outbox, sent, texts, passes, root } = scene();
  const id = await post(store, root, "Frist");
  await editMessage(store, id, "First");
  await react(store, id, "👍", true);
  const undo = await takeBack(store, id);
  assert.deepEqual([texts(), store.commands.value], [[], []]);
  assert.equal(await undo(), true);
  assert.deepEqual(texts(), ["First"]);
  outbox.opened();
  await passes(0);
  assert.deepEqual(sent, ["PostMessage", "EditMessage", "AddReaction"]);
});

test("what has gone in the meantime is deleted behind itself", async () => {
  const { store, outbox, sent, passes, root } = scene();
  const id = await post(store, root, "Too fast");
  const discard = store.discard.bind(store);
  store.discard = async (n) => {
    outbox.opened();
    await discard(n);
  };
  await takeBack(store, id);
  await passes(undoMs + 1);
  assert.deepEqual(sent, ["PostMessage", "DeleteMessage"]);
});

test("a message of the server's that was deleted elsewhere does not come back", async () => {
  const { store } = scene();
  const gone = create(MessageSchema, { root: makeId(), id: makeId(), ordinal: 1n, deleted: true });
  store.world.draw(new Map([["k", gone]]));
  assert.equal(await bringBack(store, gone.id), false);
});
