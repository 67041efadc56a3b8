// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { setLanguage } from "../i18n/language";
import { tongueChoices, tongueName, tongueNames, zoneChoices, zoneName } from "./tongues";

test("languages have the names that the person's own language has for them", async () => {
  await setLanguage("sv");
  assert.equal(tongueName("fi"), "Finska");
  await setLanguage("en");
  assert.equal(tongueName("fi"), "Finnish");
  assert.equal(tongueName("no language"), "no language");
  const labels = tongueChoices(["sv"]).map(({ label }) => label);
  assert.ok(!labels.includes("Swedish"));
  assert.deepEqual(labels, [...labels].sort((a, b) => a.localeCompare(b, "en")));
});

test("of several languages only the first has a capital where the language writes them small", async () => {
  await setLanguage("sv");
  assert.equal(tongueNames(["sv", "en"]), "Svenska och engelska");
  await setLanguage("en");
  assert.equal(tongueNames(["sv", "en"]), "Swedish and English");
});

test("time zones are found by their place, and one's own is always among them", () => {
  assert.equal(zoneName("Europe/Stockholm"), "Stockholm (Europe)");
  assert.equal(zoneName("America/Argentina/Buenos_Aires"), "Buenos Aires (America, Argentina)");
  assert.equal(zoneName("UTC"), "UTC");
  const values = zoneChoices(["Mars/Olympus", ""]).map(({ value }) => value);
  assert.ok(values.includes("Mars/Olympus") && values.includes("UTC") && values.includes("Europe/Stockholm"));
  assert.equal(new Set(values).size, values.length);
});
