// SPDX-License-Identifier: GPL-3.0-or-later
// Calls that are not answered, a line that has died without a word, and what wakes sync up.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Alive } from "./alive";
import { type Answer, CallRefused, Calls } from "./calls";
import { settled, TestClock } from "./clock_for_tests";
import { Queries } from "./queries";
import { Timers } from "./timers";
import { followWakeUps } from "./wake_ups";

const codeOf = (error: unknown): string => (error instanceof CallRefused ? error.code : String(error));
const answer: Answer = { seq: 1, response: new Uint8Array() };
const method = "fika.v1.PeopleService/GetMe";

test("what takes too long is refused as late, what is answered in time leaves no timer", async (t) => {
  const clock = TestClock.install(t);
  const timers = new Timers();
  let outcome = "";
  timers.within(10_000, new Promise(() => undefined)).catch((error: unknown) => (outcome = codeOf(error)));
  assert.equal(await timers.within(10_000, Promise.resolve("here")), "here");
  await settled();
  assert.equal(clock.waitingCount, 1);
  await clock.pass(9_999);
  assert.equal(outcome, "");
  await clock.pass(1);
  assert.equal(outcome, "deadline_exceeded");
  timers.later(() => assert.fail("it was called off"), 5);
  timers.endAll();
  timers.later(() => assert.fail("it has ended"), 5);
  assert.equal(clock.waitingCount, 0);
});

class Asking {
  isLive = true;
  isComing = true;
  answers: (() => Promise<Answer>)[] = [];
  asked = 0;
  readonly queries = new Queries({
    call: () => (this.answers[this.asked++] ?? (async () => answer))(),
    isLive: () => this.isLive,
    isComing: () => this.isComing,
    take: () => true,
    timers: new Timers(),
  });
}
const lost = async (): Promise<Answer> => {
  throw new CallRefused("lost", "The connection ended.");
};

test("a query waits for a connection that is being made, and ends at once when there is none to be had", async () => {
  const scene = new Asking();
  scene.isLive = false;
  let isAnswered = false;
  const waiting = scene.queries.run(method, new Uint8Array()).then(() => (isAnswered = true));
  await settled();
  assert.deepEqual([isAnswered, scene.asked], [false, 0]);
  scene.isLive = true;
  scene.queries.release();
  await waiting;
  scene.isLive = scene.isComing = false;
  assert.equal(await scene.queries.run(method, new Uint8Array()).catch(codeOf), "unavailable");
});

test("a query that goes down with its connection is asked again, four times and no more", async () => {
  const scene = new Asking();
  scene.answers = [lost, lost];
  await scene.queries.run(method, new Uint8Array());
  assert.equal(scene.asked, 3);
  const other = new Asking();
  other.answers = [lost, lost, lost, lost];
  assert.equal(await other.queries.run(method, new Uint8Array()).catch(codeOf), "lost");
  assert.equal(other.asked, 4);
});

test("a query that nobody answers ends after half a minute, and is not asked again", async (t) => {
  const clock = TestClock.install(t);
  const scene = new Asking();
  scene.answers = [() => new Promise(() => undefined)];
  let outcome = "";
  scene.queries.run(method, new Uint8Array()).catch((error: unknown) => (outcome = codeOf(error)));
  await clock.pass(29_999);
  assert.equal(outcome, "");
  await clock.pass(1);
  assert.deepEqual([outcome, scene.asked], ["deadline_exceeded", 1]);
});

function line(t: Parameters<typeof TestClock.install>[0]) {
  const clock = TestClock.install(t);
  const scene = { clock, dead: 0, asked: 0, isLive: true, answer: async (): Promise<unknown> => answer };
  const alive = new Alive({
    call: () => (scene.asked++, scene.answer()),
    isLive: () => scene.isLive,
    onDead: () => scene.dead++,
    now: () => clock.nowMs,
    timers: new Timers(),
  });
  alive.heard();
  alive.watch();
  return { scene, clock, alive };
}

test("after a silence something small is asked for, and a line that does not answer is dead", async (t) => {
  const { scene, clock, alive } = line(t);
  await clock.pass(45_000);
  assert.equal(scene.asked, 0);
  await clock.pass(15_000);
  assert.deepEqual([scene.asked, scene.dead], [1, 0]);
  alive.heard();
  await clock.pass(30_000);
  assert.equal(scene.asked, 1, "it was heard of");
  scene.answer = () => new Promise(() => undefined);
  await clock.pass(40_000);
  assert.deepEqual([scene.asked, scene.dead], [2, 1]);
});

test("a line that ended by itself, or was never live, is not said to be dead", async (t) => {
  const { scene, clock, alive } = line(t);
  scene.answer = lost;
  await alive.check();
  scene.isLive = false;
  await clock.pass(300_000);
  assert.deepEqual([scene.asked, scene.dead], [1, 0]);
});

test("calls that wait for others to be answered are lost with their connection, too", async () => {
  const calls = new Calls(() => undefined);
  const all = Array.from({ length: 30 }, () => calls.call(method, new Uint8Array()).catch(codeOf));
  calls.closed();
  assert.deepEqual([...new Set(await Promise.all(all))], ["lost"]);
});

test("the network and the person wake it, a page that goes out of sight does not", () => {
  const window = new EventTarget();
  const document = Object.assign(new EventTarget(), { visibilityState: "visible" as DocumentVisibilityState });
  let woken = 0;
  const end = followWakeUps({ window, document }, () => woken++);
  for (const name of ["online", "offline"]) window.dispatchEvent(new Event(name));
  assert.equal(woken, 2);
  document.dispatchEvent(new Event("visibilitychange"));
  assert.equal(woken, 3);
  document.visibilityState = "hidden";
  document.dispatchEvent(new Event("visibilitychange"));
  assert.equal(woken, 3);
  window.dispatchEvent(new Event("online"));
  assert.equal(woken, 4, "what waits is sent also while nobody looks");
  end();
  window.dispatchEvent(new Event("online"));
  document.visibilityState = "visible";
  document.dispatchEvent(new Event("visibilitychange"));
  assert.equal(woken, 4);
});
