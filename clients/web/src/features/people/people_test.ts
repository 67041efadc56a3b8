// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Listed } from "../../store/directory";
import { isSameName } from "./manage_dialogs";
import { search, searchable } from "./searching";

const of = (name: string, unit = "", site = "", languages: string[] = []): Listed => ({
  id: name, name, unit, site, languages, isGuest: false, isDeactivated: false,
});
const names: Record<string, string> = { sv: "Svenska", fi: "Finska" };
const all = searchable(
  [of("Åsa Berg", "Drift", "Luleå", ["sv"]), of("Bo Ek", "Bergteknik", "Kiruna", ["sv", "fi"]), of("Cilla Ek", "Drift", "Gävle")],
  (tag) => names[tag] ?? tag,
);
const found = (typed: string): string[] => search(all, typed).map(({ name }) => name);

test("people are found by name, unit, site and language, without accents", () => {
  assert.deepEqual(found("asa"), ["Åsa Berg"]);
  assert.deepEqual(found("drift lulea"), ["Åsa Berg"]);
  assert.deepEqual(found("finska"), ["Bo Ek"]);
  assert.deepEqual(found("ek drift"), ["Cilla Ek"]);
  assert.deepEqual(found("rift"), []);
});

test("whose name it is comes before whose unit it is, and nothing typed is everybody", () => {
  assert.deepEqual(found("berg"), ["Åsa Berg", "Bo Ek"]);
  assert.equal(found(" ").length, 3);
});

test("a name is confirmed as it is written, however its letters are made", () => {
  assert.ok(isSameName(" A\u030asa  Berg ", "Åsa Berg"));
  assert.ok(!isSameName("asa berg", "Åsa Berg"));
  assert.ok(!isSameName("", "Åsa Berg"));
});
