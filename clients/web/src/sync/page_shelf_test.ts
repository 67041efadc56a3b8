// SPDX-License-Identifier: GPL-3.0-or-later
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeId } from "./ids";
import { PageShelf, type ShelfEntry } from "./page_shelf";

const entry = (page: string, size = 10): ShelfEntry => ({ page, epoch: "ee", readMs: 1, body: new Uint8Array(size) });

function shelf(person: string, pagesMax: number, bytesMax: number): PageShelf {
  let clock = 0;
  return new PageShelf(person, { pagesMax, bytesMax }, () => (clock += 1));
}
const held = async (of: PageShelf, pages: readonly string[]): Promise<string[]> => {
  const found: string[] = [];
  for (const page of pages) if (await of.get(page)) found.push(page);
  return found;
};

test("what was put is there for the next visit", async () => {
  const person = makeId();
  const first = shelf(person, 5, 1000);
  await first.put(entry("a"));
  await first.close();
  const second = shelf(person, 5, 1000);
  assert.equal((await second.get("a"))?.body.length, 10);
  assert.equal(await second.get("b"), undefined);
});

test("the page longest not looked at goes, by number and by size", async () => {
  const own = shelf(makeId(), 3, 100);
  for (const page of ["a", "b", "c"]) await own.put(entry(page, 20));
  await own.get("a");
  await own.put(entry("d", 20));
  assert.deepEqual(await held(own, ["a", "b", "c", "d"]), ["a", "c", "d"]);
  const sized = shelf(makeId(), 10, 100);
  for (const page of ["a", "b", "c", "d", "e"]) await sized.put(entry(page, 25));
  assert.deepEqual(await held(sized, ["a", "b", "c", "d", "e"]), ["b", "c", "d", "e"]);
  await sized.put(entry("e", 26));
  assert.equal(await sized.get("e"), undefined, "one that would take more than a quarter of the room is not kept");
});

test("only those that may be seen stay", async () => {
  const own = shelf(makeId(), 5, 1000);
  for (const page of ["a", "b", "c"]) await own.put(entry(page));
  await own.keepOnly(new Set(["b", "x"]));
  assert.deepEqual(await held(own, ["a", "b", "c"]), ["b"]);
});

test("what else was told of a page goes with it, and with nothing else", async () => {
  const own = shelf(makeId(), 9, 1000);
  for (const page of ["a", "a history", "a compare 1 2", "a compare 1 25", "b", "b history"]) await own.put(entry(page));
  await own.remove(["a compare 1 2"]);
  assert.deepEqual(await held(own, ["a", "a history", "a compare 1 2", "a compare 1 25"]), ["a", "a history", "a compare 1 25"]);
  await own.keepOnly(new Set(["b"]));
  assert.deepEqual(await held(own, ["a", "a history", "a compare 1 25", "b", "b history"]), ["b", "b history"]);
});
