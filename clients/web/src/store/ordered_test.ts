// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { Ordered } from "./ordered";

interface Item {
  readonly at: number;
}
const compare = (a: Item, b: Item): number => a.at - b.at;

test("what was handed out stays as it was", () => {
  const order = new Ordered<Item>(compare);
  const [one, two, three] = [{ at: 1 }, { at: 2 }, { at: 3 }];
  const before = order.read(() => [three, one]);
  order.change(undefined, two);
  assert.deepEqual(before, [one, three]);
  assert.deepEqual(order.read(() => assert.fail("made anew")), [one, two, three]);
});

test("what is not where it should be is put right by sorting", () => {
  const order = new Ordered<Item>(compare);
  const one = { at: 1 };
  order.read(() => [one, { at: 2 }]);
  order.change({ at: 2 }, undefined);
  assert.deepEqual(order.read(() => [one]), [one]);
});

test("random changes, few and many at once: always as sorting would have it", () => {
  let seed = 11;
  const random = (limit: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % limit;
  };
  const held = new Map<number, Item>();
  const order = new Ordered<Item>(compare);
  for (let turn = 0; turn < 300; turn += 1) {
    const changes = random(10) === 0 ? 150 : random(4);
    for (let each = 0; each < changes; each += 1) {
      const at = random(500);
      const before = held.get(at);
      const after = random(3) === 0 ? undefined : { at };
      if (after) held.set(at, after);
      else held.delete(at);
      order.change(before, after);
    }
    assert.deepEqual(order.read(() => [...held.values()]), [...held.values()].sort(compare));
  }
});
