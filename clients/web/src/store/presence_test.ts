// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { TestClock } from "../sync/clock_for_tests";
import { Presence } from "./presence";
import { Store } from "./store";

const [maja, nils] = ["maja", "nils"];

test("who types is shown until six seconds after their last word", (t) => {
  const clock = TestClock.install(t);
  const presence = new Presence();
  const typists = presence.typists("thread");
  presence.typing({ root: "thread", person: maja });
  clock.passNow(4_000);
  presence.typing({ root: "thread", person: nils });
  presence.typing({ root: "thread", person: maja });
  assert.deepEqual(typists.value, [maja, nils], "the first who began stays first");
  clock.passNow(5_999);
  assert.deepEqual(typists.value, [maja, nils]);
  clock.passNow(1);
  assert.deepEqual(typists.value, []);
  assert.equal(clock.waitingCount, 0);
});

test("one who types on is drawn once, not at every word", (t) => {
  TestClock.install(t);
  const presence = new Presence();
  const typists = presence.typists("thread");
  let drawn = 0;
  const end = typists.subscribe(() => drawn++);
  for (let i = 0; i < 5; i++) presence.typing({ root: "thread", person: maja });
  assert.equal(drawn, 2);
  end();
});

test("a message ends it at once, and what was left of it cannot end the next", (t) => {
  const clock = TestClock.install(t);
  const presence = new Presence();
  presence.typing({ root: "thread", person: maja });
  clock.passNow(5_000);
  presence.stopped("thread", maja);
  assert.deepEqual(presence.typists("thread").value, []);
  presence.typing({ root: "thread", person: maja });
  clock.passNow(5_000);
  assert.deepEqual(presence.typists("thread").value, [maja]);
  presence.stopped("elsewhere", maja);
  assert.deepEqual(presence.typists("thread").value, [maja]);
});

test("each thread has its own", (t) => {
  TestClock.install(t);
  const presence = new Presence();
  presence.typing({ root: "one", person: maja });
  assert.deepEqual(presence.typists("two").value, []);
  assert.equal(presence.typists("one"), presence.typists("one"), "the same signal for all who ask");
});

test("who is here comes and goes by what is told", () => {
  const presence = new Presence();
  presence.hereNow({ people: [maja, nils], gone: [] });
  presence.hereNow({ people: [], gone: [maja, "somebody who was never here"] });
  assert.deepEqual([...presence.hereNowIds.value], [nils]);
});

test("without a connection nobody is said to be here", () => {
  const store = new Store("me");
  const nothing = { changes: [], outbox: { changed: [], removed: [] } };
  store.take({ ...nothing, hereNow: { people: [maja], gone: [] } });
  store.take({ ...nothing, status: { connection: "open", isLive: true, offlineSinceMs: 0, notKept: [] } });
  assert.equal(store.presence.hereNowIds.value.size, 1);
  store.take({ ...nothing, status: { connection: "waiting", isLive: false, offlineSinceMs: 1, notKept: [] } });
  assert.equal(store.presence.hereNowIds.value.size, 0);
});
