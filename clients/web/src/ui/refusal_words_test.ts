// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { setLanguage } from "../i18n/language";
import { refusalWords } from "./refusal_words";

const refused = (code: string, message = "", retryAfterMs = 0) => Object.assign(new Error(message), { code, retryAfterMs });

test("a view's own words go first, then the general ones, then the server's", async () => {
  await setLanguage("en");
  assert.match(refusalWords(refused("unavailable")), /cannot be reached/);
  assert.equal(refusalWords(refused("unavailable"), { unavailable: "ui.close" }), "Close");
  assert.equal(refusalWords(refused("already_exists", "That is taken.")), "That is taken.");
  assert.match(refusalWords(new Error("x")), /went wrong/);
  assert.match(refusalWords(undefined), /went wrong/);
});

test("who tried too often is told for how long to wait", async () => {
  await setLanguage("en");
  assert.match(refusalWords(refused("resource_exhausted", "Slow down.", 15_500)), /in 16 seconds/);
  assert.match(refusalWords(refused("resource_exhausted", "", 120_001)), /in 3 minutes/);
  assert.equal(refusalWords(refused("resource_exhausted", "Full.")), "Full.");
});
