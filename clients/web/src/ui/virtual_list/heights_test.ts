// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { anchorFor, anchorOf, topFor } from "./anchor";
import { Heights } from "./heights";
import type { Keys } from "./items";

const keys = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `k${from + i}`);

function list(count: number, estimate = 50): Heights {
  const heights = new Heights(estimate);
  heights.setKeys(keys(0, count));
  return heights;
}

test("what is not measured is estimated", () => {
  const heights = list(10_000);
  assert.equal(heights.total, 500_000);
  heights.measure("k3", 170);
  assert.equal(heights.offsetAt(3), 150);
  assert.equal(heights.offsetAt(4), 320);
  assert.equal(heights.total, 500_120);
});

test("the window holds exactly what is seen, with some to spare", () => {
  const heights = list(1000);
  assert.deepEqual(heights.windowAt(1000, 500, 0), { first: 20, end: 31 });
  assert.deepEqual(heights.windowAt(1000, 500, 100), { first: 18, end: 33 });
  assert.deepEqual(heights.windowAt(-50, 500, 100), { first: 0, end: 12 });
  assert.deepEqual(heights.windowAt(99_999, 500, 0), { first: 999, end: 1000 });
  assert.deepEqual(list(0).windowAt(0, 500, 100), { first: 0, end: 0 });
});

test("a measured height stays with its key when items come before it", () => {
  const heights = list(10);
  heights.measure("k5", 80);
  heights.setKeys(["new", ...keys(0, 10)]);
  assert.equal(heights.heightAt(6), 80);
  assert.equal(heights.indexOf("k5"), 6);
  assert.equal(heights.offsetAt(7), 6 * 50 + 80);
});

test("what is seen stays put while items above it change", () => {
  const heights = list(1000);
  const anchor = anchorOf(heights, 10_020, 600, false);
  assert.equal(topFor(anchor, heights, 600), 10_020);
  heights.measure("k10", 90);
  heights.measure("k900", 500);
  assert.equal(topFor(anchor, heights, 600), 10_060);
  heights.setKeys(keys(-20, 1000));
  assert.equal(topFor(anchor, heights, 600), 10_060 + 1000);
});

test("at its end a list that sticks there follows what is added; scrolled up it does not", () => {
  const heights = list(100);
  const atEnd = anchorOf(heights, 4400, 600, true);
  const above = anchorOf(heights, 4300, 600, true);
  heights.setKeys(keys(0, 110));
  assert.equal(topFor(atEnd, heights, 600), 4900);
  assert.equal(topFor(above, heights, 600), 4300);
});

test("when the item that was held is taken away, its successor takes its place", () => {
  const heights = list(100);
  const anchor = anchorOf(heights, 1000, 600, false);
  heights.setKeys([...keys(0, 20), ...keys(21, 100)]);
  assert.equal(topFor(anchor, heights, 600), 1000);
});

test("a list opens at an item in the middle of 10,000 and never past its ends", () => {
  const heights = list(10_000);
  assert.equal(topFor(anchorFor(heights, 5000, "start", 600), heights, 600), 250_000);
  assert.equal(topFor(anchorFor(heights, 5000, "center", 600), heights, 600), 250_000 - 275);
  assert.equal(topFor(anchorFor(heights, 0, "end", 600), heights, 600), 0);
  assert.equal(topFor(anchorFor(heights, 9999, "start", 600), heights, 600), 500_000 - 600);
});

test("random changes: the offsets always add up to the heights", () => {
  let seed = 7;
  const random = (limit: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % limit;
  };
  const heights = new Heights(40);
  const known = new Map<string, number>();
  let from = 0;
  let to = 50;
  for (let step = 0; step < 500; step += 1) {
    if (random(3) === 0) from -= random(5);
    if (random(3) === 0) to += random(5);
    const now = keys(from, to);
    heights.setKeys(now);
    const key = now[random(now.length)]!;
    known.set(key, 10 + random(200));
    heights.measure(key, known.get(key)!);
    const at = random(now.length + 1);
    const sum = now.slice(0, at).reduce((total, each) => total + (known.get(each) ?? 40), 0);
    assert.equal(heights.offsetAt(at), sum);
    const index = heights.indexAt(sum);
    if (at < now.length) assert.equal(index, at);
  }
});

test("what is not an array is asked for what is looked at, and not for all of it", () => {
  let asked = 0;
  const numbered = (length: number): Keys => ({
    length,
    at: (index) => ((asked += 1), index >= 0 && index < length ? `k${index}` : undefined),
    indexOf: (key) => (Number(key.slice(1)) < length ? Number(key.slice(1)) : -1),
    sameUpTo: (before) => Math.min(length, before.length),
  });
  const heights = new Heights(50);
  heights.setKeys(numbered(100_000));
  heights.measure("k99999", 70);
  heights.measure("k5", 90);
  heights.setKeys(numbered(200_000));
  assert.equal(heights.total, 200_000 * 50 + 20 + 40);
  assert.equal(heights.indexAt(100_000 * 50 + 60), 100_000);
  heights.setKeys(numbered(10));
  assert.equal(heights.total, 540);
  heights.setKeys(numbered(100_000));
  assert.equal(heights.offsetAt(100_000), 100_000 * 50 + 60, "what had been measured is known again");
  assert.ok(asked < 100, `${asked} were asked for`);
});
