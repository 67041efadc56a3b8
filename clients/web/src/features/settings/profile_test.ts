// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { changeOf, type Profile } from "./profile";

const held: Profile = { name: "Maja Lind", pronouns: "", site: "Umeå", unit: "", languages: ["sv", "en"], timeZone: "Europe/Stockholm" };

test("a save sends only what differs", () => {
  assert.equal(changeOf(held, held), null);
  assert.equal(changeOf(held, { ...held, name: " Maja Lind " }), null);
  assert.deepEqual(changeOf(held, { ...held, name: "Maja L", site: "" }), { name: "Maja L", site: "" });
});

test("the order of languages counts, and an empty list is a list", () => {
  assert.deepEqual(changeOf(held, { ...held, languages: ["en", "sv"] }), { languages: ["en", "sv"], replaceLanguages: true });
  assert.deepEqual(changeOf(held, { ...held, languages: [] }), { languages: [], replaceLanguages: true });
});
