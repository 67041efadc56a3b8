// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Message } from "../../store/posts";
import { mayReadTo } from "./reading";
import { lastOwn, leadOf, readUpTo, type Row, Rows } from "./rows";

const minute = 60_000;
const at = (ordinal: number | bigint, minutes = 0, more: Partial<Message> = {}): Message =>
  ({ id: `m${ordinal}`, ordinal: BigInt(ordinal), createdAtMs: BigInt(minutes * minute), author: "a", deleted: false, quotes: [], ...more }) as unknown as Message;
const days = (a: bigint, b: bigint): number => Math.floor(Number(b) / (1440 * minute)) - Math.floor(Number(a) / (1440 * minute));
const pending = 1n << 62n;
const rowsOf = (posts: readonly Message[], last: number): Rows => new Rows(posts, last);
const all = (rows: Rows): Row[] => Array.from({ length: rows.length }, (_, index) => rows.at(index)!);

test("each ordinal has a row, held or not, and what waits stands behind them", () => {
  const rows = rowsOf([at(2), at(4), at(pending | 1n)], 5);
  assert.deepEqual(all(rows).map(({ ordinal, post }) => [ordinal, post !== undefined]), [[1, false], [2, true], [3, false], [4, true], [5, false], [0, true]]);
  assert.equal(rows.at(5)?.key, `m${pending | 1n}`);
  assert.equal(rows.at(6), undefined);
  assert.equal(rows.at(-1), undefined);
});

test("a message that came before its head has a row", () => {
  assert.equal(rowsOf([at(3)], 2).length, 3);
});

test("a row keeps its key when its hole is filled", () => {
  assert.equal(rowsOf([], 3).at(1)?.key, rowsOf([at(2)], 3).at(1)?.key);
});

test("what has not changed stays the same row", () => {
  const posts = [at(1), at(2), at(4), at(pending | 1n)];
  const before = all(rowsOf(posts, 5));
  const changed = { ...posts[1] } as Message;
  const rows = all(rowsOf([posts[0]!, changed, posts[2]!, at(5), at(6)], 6));
  assert.deepEqual(rows.map((row, index) => row === before[index]), [true, false, true, true, false, false]);
});

test("rows are found by their keys and messages, and say how far they are as before", () => {
  const [waiting, other] = [at(pending | 1n), at(pending | 2n)];
  const rows = rowsOf([at(1), at(2), at(7), waiting], 9);
  for (let index = 0; index < rows.length; index += 1) assert.equal(rows.ownKeys.indexOf(rows.at(index)!.key), index);
  assert.deepEqual([rows.ownKeys.indexOf("o10"), rows.ownKeys.indexOf("else"), rows.ownKeys.at(10), rows.ownKeys.at(-1)], [-1, -1, undefined, undefined]);
  assert.deepEqual([at(7), waiting, other, at(12)].map((post) => rows.indexOf(post)), [6, 9, -1, -1]);
  const same = (posts: readonly Message[], last: number): number => rowsOf(posts, last).ownKeys.sameUpTo(rows.ownKeys);
  assert.equal(same([at(3), waiting], 9), 10);
  assert.equal(same([waiting, other], 9), 10);
  assert.equal(same([other], 9), 9);
  assert.equal(same([waiting], 12), 9);
  assert.equal(same([], 4), 4);
});

test("random holes: every message stands at its place, and nothing elsewhere", () => {
  let seed = 11;
  const random = (limit: number): number => (seed = (seed * 1103515245 + 12345) % 2147483648) % limit;
  for (let round = 0; round < 50; round += 1) {
    const last = 1 + random(200);
    const isHeld = Array.from({ length: last + 1 }, (_, ordinal) => ordinal > 0 && random(4) > 0);
    const posts = isHeld.flatMap((held, ordinal) => (held ? [at(ordinal)] : []));
    const rows = rowsOf(posts, last);
    assert.equal(rows.length, last);
    assert.deepEqual(all(rows).map(({ post }) => post !== undefined), isHeld.slice(1));
    assert.ok(all(rows).every(({ ordinal, post }) => !post || Number(post.ordinal) === ordinal));
  }
});

test("ten thousand rows cost no more than the messages that are here", () => {
  const begun = performance.now();
  for (let turn = 0; turn < 1000; turn += 1) assert.equal(rowsOf([at(10_000)], 10_000).length, 10_000);
  assert.ok(performance.now() - begun < 200);
});

test("the same person goes on without a name, for a while", () => {
  const rows = rowsOf([at(1, 0), at(2, 1), at(3, 2, { author: "b" }), at(4, 20, { author: "b" }), at(5, 21, { author: "b", quotes: ["m1"] }), at(6, 1500, { author: "b" })], 6);
  const leads = all(rows).map((_, index) => leadOf(rows, index, 0, days));
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
  assert.equal(lastOwn(rows, "a")?.ordinal, 1n);
});
