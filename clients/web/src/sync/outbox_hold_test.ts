// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept back for a while before it is sent.
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeId } from "./ids";
import { Outbox } from "./outbox";
import { MemoryOutbox, type OutboxRow } from "./outbox_store";

const holdMs = 10;

class Scene {
  outbox!: Outbox;
  nowMs = 1_000_000_000_000;
  readonly sent: string[] = [];
  private readonly store = new MemoryOutbox();
  private timers: (() => void)[] = [];

  constructor() {
    this.start();
  }
  // As after a crash: only what is on the disk is known.
  start(): void {
    this.timers = [];
    this.outbox = new Outbox({
      store: this.store,
      send: async (row) => {
        this.sent.push(row.method);
        return { is: "done", seq: 1 };
      },
      onChange: () => undefined,
      onSignedOut: () => undefined,
      now: () => this.nowMs,
      random: () => 0.5,
      later: (run) => this.timers.push(run),
    });
  }
  add(method: string, isKeptBack = false): Promise<OutboxRow> {
    const row = { clientId: makeId(), method, request: new Uint8Array([1]), makes: [], about: [], createdMs: this.nowMs };
    return this.outbox.add(isKeptBack ? { ...row, releaseMs: this.nowMs + holdMs } : row);
  }
  keepBack(method: string): Promise<OutboxRow> {
    return this.add(method, true);
  }
  async passes(ms: number): Promise<void> {
    this.nowMs += ms;
    for (const run of this.timers.splice(0)) run();
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  get states(): string[] {
    return this.outbox.views().map(({ method, state }) => `${method} ${state}`);
  }
}

test("what is kept back goes when its time has come, and lets others pass", async () => {
  const scene = new Scene();
  scene.outbox.opened();
  await scene.keepBack("one");
  await scene.add("later");
  await scene.passes(holdMs - 1);
  assert.deepEqual(scene.sent, ["later"]);
  assert.deepEqual(scene.states, ["one pending", "later sent"]);
  await scene.passes(1);
  assert.deepEqual(scene.sent, ["later", "one"]);
});

test("taken back in time, it is never sent; later, it stays", async () => {
  const scene = new Scene();
  scene.outbox.opened();
  const undone = await scene.keepBack("undone");
  const late = await scene.keepBack("late");
  await scene.outbox.discard(undone.n);
  await scene.passes(holdMs);
  await scene.outbox.discard(late.n);
  scene.start();
  await scene.outbox.load();
  scene.outbox.opened();
  await scene.passes(holdMs);
  assert.deepEqual([...new Set(scene.sent)], ["late"]);
});

test("it can be sent at once, while the page is still there, and once only", async () => {
  const scene = new Scene();
  scene.outbox.opened();
  const hurried = await scene.keepBack("hurried");
  void scene.outbox.retry(hurried.n);
  assert.deepEqual(scene.sent, ["hurried"]);
  await scene.passes(holdMs);
  assert.deepEqual(scene.sent, ["hurried"]);
});

test("closed before its time, it goes after the next start", async () => {
  const scene = new Scene();
  await scene.keepBack("one");
  scene.start();
  await scene.outbox.load();
  scene.outbox.opened();
  await scene.passes(holdMs - 1);
  assert.deepEqual(scene.sent, []);
  await scene.passes(1);
  assert.deepEqual(scene.sent, ["one"]);
});

test("a clock that was set back holds nothing up", async () => {
  const scene = new Scene();
  scene.outbox.opened();
  await scene.keepBack("one");
  await scene.passes(-1_000_000);
  assert.deepEqual(scene.sent, ["one"]);
});

test("what waits for files lets others pass, holds what builds on it, and outlives a restart", async () => {
  const scene = new Scene();
  scene.outbox.opened();
  const row = { clientId: makeId(), request: new Uint8Array([1]), createdMs: scene.nowMs };
  const post = await scene.outbox.add({ ...row, method: "post", makes: ["m"], about: [], awaits: ["f"] });
  await scene.outbox.add({ ...row, clientId: makeId(), method: "reaction", makes: [], about: ["m"] });
  await scene.add("later");
  assert.deepEqual(scene.sent, ["later"]);
  await scene.passes(0);
  assert.deepEqual(scene.states.slice(0, 2), ["post pending", "reaction held"]);
  scene.start();
  await scene.outbox.load();
  scene.outbox.opened();
  await scene.passes(0);
  assert.deepEqual(scene.sent.filter((name) => name !== "later"), []);
  await scene.outbox.retry(post.n);
  await scene.passes(0);
  await scene.passes(0);
  assert.deepEqual(scene.sent.filter((name) => name !== "later"), ["post", "reaction"]);
});
