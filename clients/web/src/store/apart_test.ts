// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { thoseAlike } from "./apart";

const of = (name: string, unit = "", site = "", isGuest = false) => ({ name, unit, site, isGuest });

test("those are alike whom a list shows alike, however their names are written", () => {
  const people = [of("Åsa Berg"), of("åsa berg"), of("Bo Ek", "Drift"), of("Bo Ek", "Lab"), of("Cilla Ek"), of("Cilla Ek", "", "", true)];
  assert.deepEqual(thoseAlike(people).map((group) => group.map(({ name }) => name)), [["Åsa Berg", "åsa berg"]]);
  assert.deepEqual(thoseAlike([]), []);
});
