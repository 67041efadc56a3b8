// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Message } from "../../store/posts";
import { mayReadTo } from "./reading";
import { lastOwn, leadOf, readUpTo, rowsOf } from "./rows";

const minute = 60_000;
const at = (ordinal: number | bigint, minutes = 0, more: Partial<Message> = {}): Message =>
  ({ id: `m${ordinal}`, ordinal: BigInt(ordinal), createdAtMs: BigInt(minutes * minute), author: "a", deleted: false, quotes: [], ...more }) as unknown as Message;
const days = (a: bigint, b: bigint): number => Math.floor(Number(b) / (1440 * minute)) - Math.floor(Number(a) / (1440 * minute));
const pending = 1n << 62n;

test("each ordinal has a row, held or not, and what waits stands behind them", () => {
  const rows = rowsOf([at(2), at(4), at(pending | 1n)], 5);
  assert.deepEqual(rows.map(({ ordinal, post }) => [ordinal, post !== undefined]), [[1, false], [2, true], [3, false], [4, true], [5, false], [0, true]]);
  assert.equal(rows[5]?.key, `m${pending | 1n}`);
});

test("a message that came before its head has a row", () => {
  assert.equal(rowsOf([at(3)], 2).length, 3);
});

test("a row keeps its key when its hole is filled", () => {
  assert.equal(rowsOf([], 3)[1]?.key, rowsOf([at(2)], 3)[1]?.key);
});

test("what has not changed stays the same row", () => {
  const posts = [at(1), at(2), at(4), at(pending | 1n)];
  const before = rowsOf(posts, 5);
  const changed = { ...posts[1] } as Message;
  const rows = rowsOf([posts[0]!, changed, posts[2]!, at(5), at(6)], 6, before);
  assert.deepEqual(rows, rowsOf([posts[0]!, changed, posts[2]!, at(5), at(6)], 6));
  assert.deepEqual(rows.map((row, index) => row === before[index]), [true, false, true, true, false, false]);
});

test("ten thousand rows are made in no time", () => {
  const begun = performance.now();
  assert.equal(rowsOf([at(10_000)], 10_000).length, 10_000);
  assert.ok(performance.now() - begun < 200);
});

test("the same person goes on without a name, for a while", () => {
  const rows = rowsOf([at(1, 0), at(2, 1), at(3, 2, { author: "b" }), at(4, 20, { author: "b" }), at(5, 21, { author: "b", quotes: ["m1"] }), at(6, 1500, { author: "b" })], 6);
  const leads = rows.map((_, index) => leadOf(rows, index, 0, days));
  assert.deepEqual(leads.map(({ isContinued }) => isContinued), [false, true, false, false, false, false]);
  assert.deepEqual(leads.map(({ beginsDay }) => beginsDay), [true, false, false, false, false, true]);
});

test("what is new has its line, unless everything is", () => {
  const rows = rowsOf([at(1), at(2)], 2);
  assert.equal(leadOf(rows, 1, 2, days).beginsNew, true);
  assert.equal(leadOf(rows, 1, 2, days).isContinued, false);
  assert.equal(leadOf(rows, 0, 1, days).beginsNew, false);
});

test("nobody has read what has not come", () => {
  const rows = rowsOf([at(1), at(2), at(pending)], 4);
  assert.equal(readUpTo(rows, 3), 2);
  assert.equal(readUpTo(rows, 4), 2);
});

test("the read marker goes on with what is seen and passes over nothing by itself", () => {
  const rows = rowsOf([1, 2, 3, 4, 5, 6, 7, 8].map((ordinal) => at(ordinal)), 8);
  assert.equal(mayReadTo(rows, { first: 2, last: 4, isAtEnd: false }, 2, false), 5);
  assert.equal(mayReadTo(rows, { first: 0, last: 2, isAtEnd: false }, 4, false), 0, "read already");
  assert.equal(mayReadTo(rows, { first: 5, last: 6, isAtEnd: false }, 2, true), 0, "a link into the middle");
  assert.equal(mayReadTo(rows, { first: 6, last: 7, isAtEnd: true }, 2, false), 0, "a link to the end");
  assert.equal(mayReadTo(rows, { first: 6, last: 7, isAtEnd: true }, 2, true), 8, "gone to the end");
});

test("one's own last message is found, deleted ones aside", () => {
  const rows = rowsOf([at(1), at(2, 0, { author: "b" }), at(3, 0, { deleted: true })], 3);
  assert.equal(lastOwn(rows, "a")?.ordinal, 1);
});
