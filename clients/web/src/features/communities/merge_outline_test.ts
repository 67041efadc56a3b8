// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { Openness } from "../../store/entities";
import { outlineOf, type Side } from "./merge_outline";

const { OPEN, ON_REQUEST, PRIVATE } = Openness;
// Those whose name begins with "g" are guests.
const side = (openness: Openness, ...people: string[]): Side => ({ openness, members: people.map((person) => ({ person, guest: person.startsWith("g") })) });

test("between open communities nobody comes to read more", () => {
  const outline = outlineOf(side(OPEN, "a", "b"), side(OPEN, "b", "c"));
  assert.deepEqual(outline, { people: 3, newThere: 0, newHere: 0, guests: 0, opens: undefined, widens: false });
});

test("guests come to read more even there", () => {
  const outline = outlineOf(side(OPEN, "a", "g1"), side(OPEN, "a", "g2", "g3"));
  assert.deepEqual([outline.newThere, outline.newHere, outline.guests, outline.widens], [1, 2, 3, true]);
});

test("the same people behind doors read no more, others do, in either direction", () => {
  assert.equal(outlineOf(side(PRIVATE, "a", "b"), side(PRIVATE, "b", "a")).widens, false);
  assert.equal(outlineOf(side(PRIVATE, "a", "b"), side(PRIVATE, "a")).newThere, 1);
  assert.equal(outlineOf(side(PRIVATE, "a"), side(PRIVATE, "a", "b")).newHere, 1);
  // Who is in an open community reads nothing of a private one before; all read the open one.
  const outline = outlineOf(side(OPEN, "a", "b"), side(PRIVATE, "a", "c"));
  assert.deepEqual([outline.newThere, outline.newHere, outline.opens], [1, 0, undefined]);
});

test("what is open to more than before says so", () => {
  assert.equal(outlineOf(side(PRIVATE, "a"), side(OPEN, "a")).opens, OPEN);
  assert.equal(outlineOf(side(ON_REQUEST, "a"), side(OPEN, "a")).opens, OPEN);
  assert.equal(outlineOf(side(PRIVATE, "a"), side(ON_REQUEST, "a")).opens, ON_REQUEST);
  assert.equal(outlineOf(side(ON_REQUEST, "a"), side(PRIVATE, "a")).opens, undefined);
});
