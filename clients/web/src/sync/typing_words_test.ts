// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { TestClock } from "./clock_for_tests";
import { typingEveryMs, TypingWords } from "./typing_words";

function scene(t: Parameters<typeof TestClock.install>[0]) {
  const clock = TestClock.install(t);
  const told: string[] = [];
  return { clock, told, words: new TypingWords((root) => told.push(root)) };
}

test("the first key is told at once, those behind it together when the server takes another word", (t) => {
  const { clock, told, words } = scene(t);
  for (let i = 0; i < 10; i++) words.typing("a");
  assert.deepEqual(told, ["a"]);
  clock.passNow(typingEveryMs - 1);
  assert.deepEqual(told, ["a"]);
  clock.passNow(1);
  assert.deepEqual(told, ["a", "a"]);
  clock.passNow(60_000);
  assert.deepEqual(told, ["a", "a"], "no key, no word");
  words.typing("a");
  assert.equal(told.length, 3);
});

test("who begins the next message right after one is seen to within two seconds, by a single key", (t) => {
  const { clock, told, words } = scene(t);
  words.typing("a");
  words.sent("a");
  clock.passNow(300);
  words.typing("a");
  clock.passNow(typingEveryMs);
  assert.deepEqual(told, ["a", "a"]);
});

test("what was typed in a message that has been sent is not told behind it", (t) => {
  const { clock, told, words } = scene(t);
  words.typing("a");
  words.typing("a");
  words.sent("elsewhere");
  words.sent("a");
  clock.passNow(60_000);
  assert.deepEqual(told, ["a"]);
});

test("who goes on elsewhere is seen there", (t) => {
  const { clock, told, words } = scene(t);
  words.typing("a");
  words.typing("a");
  words.typing("b");
  clock.passNow(60_000);
  assert.deepEqual(told, ["a", "b"]);
  words.typing("a");
  words.typing("a");
  words.stop();
  assert.equal(clock.waitingCount, 0);
});
