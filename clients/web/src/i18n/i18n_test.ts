// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { en } from "./en";
import { daysBetween, formatDay, formatRelative, t, tRich } from "./index";
import { bestLanguage, bestLocale, setLanguage, setPersonTimeZone } from "./language";
import { fill, namesIn, parseMessage } from "./message";
import { sv } from "./sv";

// Node 22 has a navigator with the machine's own language; these tests have theirs.
Object.defineProperty(globalThis, "navigator", { value: { languages: ["en-GB", "sv-SE"] }, configurable: true });

const plain = (source: string, values: Record<string, string | number>, locale = "en") =>
  fill<never>(source, values, locale, String).join("");

test("both catalogues have the same keys, and no message is empty", () => {
  assert.deepEqual(Object.keys(sv).sort(), Object.keys(en).sort());
  for (const [key, text] of [...Object.entries(en), ...Object.entries(sv)]) assert.notEqual(text.trim(), "", key);
});

test("both languages ask for the same values, and every message can be read", () => {
  for (const key of Object.keys(en) as (keyof typeof en)[]) {
    assert.deepEqual(namesIn(sv[key]), namesIn(en[key]), key);
  }
});

test("plurals follow the language's own rules", () => {
  const source = "{n, plural, =0 {none} one {# reply by {who}} other {# replies}}";
  assert.equal(plain(source, { n: 0, who: "Åsa" }), "none");
  assert.equal(plain(source, { n: 1, who: "Åsa" }), "1 reply by Åsa");
  assert.equal(plain(source, { n: 7, who: "Åsa" }), "7 replies");
});

test("a malformed message is refused", () => {
  for (const source of ["{", "}", "{a", "{a, choice, x {y}}", "{a, plural, one {x}}", "{a, plural, other {x}"]) {
    assert.throws(() => parseMessage(source), source);
  }
});

test("a value may be an element, and stays whole", () => {
  const link = { type: "a" };
  assert.deepEqual(fill("See {link}, {n}.", { link, n: 1200 }, "en", String), ["See ", link, ", 1200."]);
});

test("the browser's wishes choose language and locale", () => {
  assert.equal(bestLanguage(["de-DE", "sv-FI", "en"]), "sv");
  assert.equal(bestLanguage(["de"]), "en");
  assert.equal(bestLocale("en", ["sv", "en-IE"]), "en-IE");
  assert.equal(bestLocale("sv", ["en-US"]), "sv-SE");
});

test("words and dates follow the language and the person's time zone", async () => {
  setPersonTimeZone("Europe/Stockholm");
  await setLanguage("sv");
  const midsummer = Date.UTC(2026, 5, 19, 22, 30); // already the 20th in Stockholm
  assert.equal(formatDay(midsummer, midsummer), "lördag 20 juni");
  assert.equal(t("nav.home"), sv["nav.home"]);
  assert.deepEqual(tRich("nav.home"), [sv["nav.home"]]);
  await setLanguage("en");
  assert.match(formatDay(midsummer, Date.UTC(2027, 1, 1)), /^Saturday,? 20 June 2026$/);
  assert.equal(t("nav.home"), en["nav.home"]);
});

test("yesterday is a matter of the calendar, not of hours", () => {
  setPersonTimeZone("Europe/Stockholm");
  const lateEvening = Date.UTC(2026, 2, 28, 21, 0);
  const earlyMorning = Date.UTC(2026, 2, 29, 5, 0); // the night the clocks go forward
  assert.equal(daysBetween(lateEvening, earlyMorning), 1);
  assert.equal(formatRelative(lateEvening, earlyMorning), "yesterday");
  assert.equal(formatRelative(earlyMorning - 90_000, earlyMorning), "2 minutes ago");
  assert.equal(formatRelative(earlyMorning - 400 * 86_400_000, earlyMorning), "22 Feb 2025");
});

test("a time zone that nobody knows leaves the device's own", () => {
  setPersonTimeZone("Mars/Olympus");
  assert.doesNotThrow(() => formatDay(0));
});
