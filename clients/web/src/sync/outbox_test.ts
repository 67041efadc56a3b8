// SPDX-License-Identifier: GPL-3.0-or-later
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeId } from "./ids";
import { type CommandView, Outbox, resendMsMax } from "./outbox";
import { DatabaseOutbox, MemoryOutbox, type NewRow, openOwnDatabase, type OutboxRow, type OutboxStore } from "./outbox_store";
import type { CallOutcome } from "./outcome";

const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2));

// A server that answers when told to, and remembers client ids.
class Scene {
  outbox!: Outbox;
  nowMs = 1_000_000_000_000;
  isSignedOut = false;
  seq = 0;
  readonly sent: string[] = [];
  readonly effects = new Map<string, number>(); // client id to commit
  readonly drawn = new Map<number, CommandView>();
  readonly timers: (() => void)[] = [];
  answer: (row: OutboxRow) => CallOutcome | Promise<CallOutcome> = (row) => this.accept(row);

  constructor(readonly store: OutboxStore = new MemoryOutbox()) {
    this.start();
  }
  // As after a crash: only what is on the disk is known.
  start(): void {
    this.drawn.clear();
    this.outbox = new Outbox({
      store: this.store,
      send: async (row) => {
        this.sent.push(row.method);
        return this.answer(row);
      },
      onChange: (changed, removed) => {
        for (const view of changed) this.drawn.set(view.n, view);
        for (const n of removed) this.drawn.delete(n);
      },
      onSignedOut: () => (this.isSignedOut = true),
      now: () => this.nowMs,
      random: () => 0.5,
      later: (run) => this.timers.push(run),
    });
  }
  accept(row: OutboxRow): CallOutcome {
    const seq = this.effects.get(row.clientId) ?? ++this.seq;
    this.effects.set(row.clientId, seq);
    return { is: "done", seq };
  }
  add(method: string, makes: string[] = [], about: string[] = []): Promise<OutboxRow> {
    const row: NewRow = { clientId: makeId(), method, request: new Uint8Array([1]), makes, about, createdMs: this.nowMs };
    return this.outbox.add(row);
  }
  get states(): string[] {
    return [...this.drawn.values()].sort((a, b) => a.n - b.n).map(({ method, state }) => `${method} ${state}`);
  }
}
const refusal = (code: string): CallOutcome => ({ is: "refused", code, message: "No.", retryAfterMs: 0 });

test("what was written offline is sent in order, and is there until the cursor has its commit", async () => {
  const scene = new Scene();
  await scene.add("one");
  await scene.add("two");
  await scene.add("three");
  assert.deepEqual(scene.states, ["one pending", "two pending", "three pending"]);
  scene.outbox.opened();
  await tick();
  assert.deepEqual(scene.sent, ["one", "two", "three"]);
  assert.deepEqual(scene.states, ["one sent", "two sent", "three sent"]);
  scene.outbox.reached(2);
  assert.deepEqual(scene.states, ["three sent"]);
  scene.outbox.reached(3);
  assert.deepEqual(scene.states, []);
  assert.deepEqual(await scene.store.all(), []);
});

test("an answer behind the cursor confirms at once", async () => {
  const scene = new Scene();
  scene.outbox.reached(10);
  scene.outbox.opened();
  await scene.add("one");
  await tick();
  assert.deepEqual(scene.states, []);
});

test("a crash between writing and sending, or before the answer, sends again with the same id", async () => {
  const scene = new Scene(new DatabaseOutbox(await openOwnDatabase(makeId())));
  await scene.add("one");
  scene.start();
  await scene.outbox.load();
  assert.deepEqual(scene.states, ["one pending"]);
  scene.answer = (row) => {
    scene.accept(row);
    return new Promise(() => undefined); // the answer never comes
  };
  scene.outbox.opened();
  await tick();
  scene.start();
  scene.answer = (row) => scene.accept(row);
  await scene.outbox.load();
  scene.outbox.opened();
  await tick();
  assert.deepEqual(scene.sent, ["one", "one"]);
  assert.equal(scene.effects.size, 1, "it had its effect once");
  scene.outbox.reached(1);
  await tick();
  assert.deepEqual(await scene.store.all(), []);
});

test("a lost connection keeps it pending, and nothing overtakes it", async () => {
  const scene = new Scene();
  scene.answer = () => ({ is: "lost" });
  await scene.add("one");
  await scene.add("two");
  scene.outbox.opened();
  scene.outbox.closed();
  await tick();
  assert.deepEqual(scene.sent, ["one"]);
  scene.answer = (row) => scene.accept(row);
  scene.outbox.opened();
  await tick();
  assert.deepEqual(scene.sent, ["one", "one", "two"]);
});

test("what is refused waits for the person, what builds on it waits with it, the rest goes on", async () => {
  const scene = new Scene();
  const [thread, reply, other] = [makeId(), makeId(), makeId()];
  scene.answer = (row) => (row.method === "thread" ? refusal("permission_denied") : scene.accept(row));
  const first = await scene.add("thread", [thread]);
  await scene.add("reply", [reply], [thread]);
  await scene.add("reaction", [], [reply]);
  await scene.add("elsewhere", [other]);
  scene.outbox.opened();
  await tick();
  assert.deepEqual(scene.states, ["thread refused", "reply held", "reaction held", "elsewhere sent"]);
  assert.equal(scene.drawn.get(first.n)?.refused?.message, "No.");
  assert.equal(scene.outbox.dependentsOf(first.n).length, 2);

  // Still so after a restart.
  scene.start();
  await scene.outbox.load();
  assert.deepEqual(scene.states.slice(0, 3), ["thread refused", "reply held", "reaction held"]);

  // Tried again with another content, it has another client id; all of it goes.
  scene.answer = (row) => scene.accept(row);
  scene.outbox.opened();
  await tick();
  await scene.outbox.retry(first.n, new Uint8Array([2]));
  await tick();
  assert.deepEqual(scene.states.slice(0, 3), ["thread sent", "reply sent", "reaction sent"]);
  assert.notEqual(scene.drawn.get(first.n)?.clientId, first.clientId);
});

test("discarding takes what builds on it along", async () => {
  const scene = new Scene();
  const thread = makeId();
  scene.answer = () => refusal("invalid_argument");
  const first = await scene.add("thread", [thread]);
  await scene.add("reply", [], [thread]);
  scene.outbox.opened();
  await tick();
  await scene.outbox.discard(first.n);
  assert.deepEqual(scene.states, []);
  assert.deepEqual(await scene.store.all(), []);
});

test("too much or too busy goes again by itself, in order; what never passes is for the person", async () => {
  const scene = new Scene();
  scene.answer = () => refusal("unavailable");
  await scene.add("one");
  await scene.add("two");
  scene.outbox.opened();
  await tick();
  for (let i = 0; i < 20; i++) {
    scene.timers.splice(0).forEach((run) => run());
    await tick();
  }
  assert.deepEqual([...new Set(scene.sent)], ["one"]);
  assert.deepEqual(scene.states, ["one pending", "two pending"]);
  scene.answer = (row) => (row.method === "one" ? refusal("resource_exhausted") : scene.accept(row));
  for (let i = 0; i < 20; i++) {
    scene.timers.splice(0).forEach((run) => run());
    await tick();
  }
  assert.deepEqual(scene.states, ["one refused", "two sent"]);
});

test("an expired sign-in keeps everything and waits", async () => {
  const scene = new Scene();
  scene.answer = () => refusal("unauthenticated");
  await scene.add("one");
  await scene.add("two");
  scene.outbox.opened();
  await tick();
  assert.equal(scene.isSignedOut, true);
  assert.deepEqual(scene.sent, ["one"]);
  assert.deepEqual(scene.states, ["one pending", "two pending"]);
  scene.answer = (row) => scene.accept(row);
  scene.outbox.opened();
  await tick();
  assert.deepEqual(scene.states, ["one sent", "two sent"]);
});

test("after 29 days it asks before it sends", async () => {
  const scene = new Scene();
  const old = await scene.add("one");
  scene.nowMs += resendMsMax + 1;
  await scene.add("two");
  scene.outbox.opened();
  await tick();
  assert.deepEqual(scene.sent, ["two"]);
  assert.equal(scene.drawn.get(old.n)?.refused?.code, "too_old");
  await scene.outbox.retry(old.n);
  await tick();
  assert.deepEqual(scene.sent, ["two", "one"]);
  assert.equal(scene.effects.has(old.clientId), false);
});

test("another log confirms nothing of the one before: all goes again", async () => {
  const scene = new Scene();
  scene.outbox.opened();
  await scene.add("one");
  await tick();
  scene.outbox.epochChanged();
  await tick();
  assert.deepEqual(scene.sent, ["one", "one"]);
});

test("what cannot be kept has not been done", async () => {
  const store = new MemoryOutbox();
  store.add = async () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  const scene = new Scene(store);
  scene.outbox.opened();
  await assert.rejects(scene.add("one"));
  assert.deepEqual([scene.sent, scene.states], [[], []]);
});
