// SPDX-License-Identifier: GPL-3.0-or-later
// Commands whose answer means something: a save that met another one, say.
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeId } from "./ids";
import { type CommandView, Outbox } from "./outbox";
import { MemoryOutbox, type NewRow, type OutboxRow } from "./outbox_store";
import type { CallOutcome } from "./outcome";

const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2));

function scene(store = new MemoryOutbox()) {
  const drawn = new Map<number, CommandView>();
  const sent: string[] = [];
  let seq = 0;
  const outbox = new Outbox({
    store,
    send: async (row: OutboxRow): Promise<CallOutcome> => {
      sent.push(row.method);
      return { is: "done", seq: ++seq, response: new Uint8Array([seq]) };
    },
    onChange: (changed, removed) => {
      for (const view of changed) drawn.set(view.n, view);
      for (const n of removed) drawn.delete(n);
    },
    onSignedOut: () => undefined,
    now: () => 1_000_000,
    random: () => 0.5,
    later: () => undefined,
  });
  const add = (method: string, makes: string[], about: string[], wantsAnswer = true): Promise<OutboxRow> => {
    const row: NewRow = { clientId: makeId(), method, request: new Uint8Array(), makes, about, createdMs: 1_000_000 };
    return outbox.add(wantsAnswer ? { ...row, wantsAnswer } : row);
  };
  const states = () => [...drawn.values()].sort((a, b) => a.n - b.n).map(({ method, state }) => `${method} ${state}`);
  return { outbox, store, add, states, sent, drawn };
}

test("an answer is kept until it has been read, and is no pending command meanwhile", async () => {
  const { outbox, add, states, drawn } = scene();
  outbox.opened();
  const { n } = await add("save", [], ["page"]);
  await tick();
  assert.deepEqual(states(), ["save answered"]);
  assert.deepEqual(drawn.get(n)?.answer, new Uint8Array([1]));
  await outbox.discard(n);
  assert.deepEqual(states(), []);
});

test("a restart finds the answer and asks for nothing again", async () => {
  const first = scene();
  first.outbox.opened();
  await first.add("save", [], ["page"]);
  await tick();
  const second = scene(first.store);
  await second.outbox.load();
  second.outbox.opened();
  await tick();
  assert.deepEqual([second.sent, second.states()], [[], ["save answered"]]);
});

test("what builds on it waits until the answer has been read, and other things do not", async () => {
  const { outbox, add, states, sent, drawn } = scene();
  outbox.opened();
  const { n } = await add("save", ["save 1"], ["page"]);
  await add("again", ["save 2"], ["page", "save 1"]);
  await add("other", [], [], false);
  await tick();
  outbox.reached(9);
  await tick();
  assert.deepEqual(states(), ["save answered", "again held"]);
  // What the answer says may change what is asked next.
  const again = [...drawn.values()].find(({ method }) => method === "again");
  await outbox.retry(again?.n ?? 0, new Uint8Array([7]));
  assert.deepEqual([drawn.get(again?.n ?? 0)?.request, states()], [new Uint8Array([7]), ["save answered", "again held"]]);
  assert.deepEqual(sent, ["save", "other"]);
  await outbox.discard(n);
  await tick();
  assert.deepEqual(sent, ["save", "other", "again"]);
});
