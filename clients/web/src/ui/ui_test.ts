// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { hueOf, initialsOf } from "./avatar";
import { isWithin } from "./link";
import { placeFor } from "./placing";
import { rove, roveByText } from "./roving";
import { nameOf, resolve, type Shortcut } from "./shortcuts";

test("arrow keys wrap around and step over what cannot be chosen", () => {
  const down = { axis: "vertical" } as const;
  assert.equal(rove("ArrowDown", 2, 3, down), 0);
  assert.equal(rove("ArrowUp", 0, 3, down), 2);
  assert.equal(rove("ArrowDown", 2, 3, { ...down, wraps: false }), 2);
  assert.equal(rove("End", 0, 3, down, (index) => index !== 2), 1);
  assert.equal(rove("ArrowDown", 0, 3, down, () => false), 0);
  assert.equal(rove("ArrowRight", 0, 3, down), null);
  assert.equal(rove("ArrowDown", 0, 0, down), null);
});

test("from right to left the arrows turn around", () => {
  assert.equal(rove("ArrowRight", 1, 3, { axis: "horizontal" }), 2);
  assert.equal(rove("ArrowRight", 1, 3, { axis: "horizontal", isRightToLeft: true }), 0);
});

test("letters lead to the next name that begins with them", () => {
  const names = ["Redigera", "Radera", "Ångra"];
  assert.equal(roveByText(names, 0, "r"), 1);
  assert.equal(roveByText(names, 1, "r"), 0);
  assert.equal(roveByText(names, 0, "å"), 2);
  assert.equal(roveByText(names, 0, "x"), null);
});

test("initials are whole letters of the first and the last name", () => {
  assert.equal(initialsOf("Maja Lind"), "ML");
  assert.equal(initialsOf("  åsa-karin  von   öberg "), "ÅÖ");
  assert.equal(initialsOf("A\u030asa"), "Å");
  assert.equal(initialsOf("(konsult) Bo"), "KB");
  assert.equal(initialsOf("李小龙"), "李");
  assert.equal(initialsOf("𝒜lice"), "𝒜");
  assert.equal(initialsOf("🙂"), "?");
  assert.equal(initialsOf(""), "?");
});

test("a person keeps the same colour, and people differ", () => {
  const hues = new Set(Array.from({ length: 200 }, (_, i) => hueOf(`0197-${i}`)));
  assert.equal(hues.size, 10);
  assert.equal(hueOf("x"), hueOf("x"));
});

test("a link marks where one is, and not the start everywhere", () => {
  assert.ok(isWithin("/communities/7", "/communities"));
  assert.ok(!isWithin("/communities-old", "/communities"));
  assert.ok(!isWithin("/people", "/"));
});

test("a menu goes above when there is more room, and never leaves the window", () => {
  const room = { width: 400, height: 600 };
  const size = { width: 200, height: 300 };
  assert.deepEqual(placeFor({ left: 20, top: 50, width: 40, height: 40 }, size, room, false), {
    left: 20,
    top: 94,
    heightMax: 498,
  });
  const low = placeFor({ left: 380, top: 500, width: 20, height: 40 }, size, room, false);
  assert.deepEqual([low.left, low.top], [192, 196]);
  assert.equal(placeFor({ left: 300, top: 50, width: 40, height: 40 }, size, room, true).left, 140);
});

const shortcut = (keys: string): Shortcut => ({ keys, label: "shortcuts.help", run: () => {} });

test("a sequence waits for its second key, and another key begins anew", () => {
  const all = ["g h", "h", "mod+k"].map(shortcut);
  assert.equal(resolve(all, "", "g").pending, "g");
  assert.equal(resolve(all, "g", "h").found?.keys, "g h");
  assert.equal(resolve(all, "", "h").found?.keys, "h");
  assert.equal(resolve(all, "g", "mod+k").found?.keys, "mod+k");
  assert.deepEqual(resolve(all, "g", "x"), { found: undefined, pending: "" });
});

test("the latest of two shortcuts on the same keys wins", () => {
  const [older, newer] = [shortcut("e"), shortcut("e")];
  assert.equal(resolve([older, newer], "", "e").found, newer);
});

test("a press is named by what it writes; what AltGr writes is nobody's shortcut", () => {
  assert.equal(nameOf({ key: "?", mod: false, alt: false }), "?");
  assert.equal(nameOf({ key: "K", mod: true, alt: false }), "mod+k");
  assert.equal(nameOf({ key: "@", mod: false, alt: true }), null);
  assert.equal(nameOf({ key: "Shift", mod: false, alt: false }), null);
});
