// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { setLanguage } from "../../i18n/language";
import { around } from "./around";
import { greeting } from "./greeting";
import { pathOf, pathOfNews } from "./words";

before(() => setLanguage("sv"));

test("the greeting goes by the clock where the person is", () => {
  const now = new Date("2026-01-15T07:30:00Z");
  assert.equal(greeting("Maja Lind", "Europe/Stockholm", now), "God morgon, Maja");
  assert.equal(greeting("Maja Lind", "Asia/Tokyo", now), "Hej, Maja");
  assert.equal(greeting("Maja Lind", "America/Los_Angeles", now), "God kväll, Maja");
});

test("three communities to look at: not one's own, not archived, in a known language first", () => {
  const of = (community: string, languages: string[], archived = false) => ({ community, languages, archived });
  const listed = [of("mine", []), of("old", ["sv"], true), of("fi", ["fi"]), of("sv", ["sv-FI"]), of("any", []), of("de", ["de"])];
  for (let day = 0; day < 20; day += 1) {
    const shown = around(listed, new Set(["mine"]), ["sv"], day).map(({ community }) => community);
    assert.deepEqual(shown.slice(0, 2).sort(), ["any", "sv"]);
    assert.match(shown[2] ?? "", /^(fi|de)$/);
  }
});

test("other days show others", () => {
  const listed = Array.from({ length: 12 }, (_, index) => ({ community: `c${index}`, languages: [], archived: false }));
  const seen = new Set(Array.from({ length: 40 }, (_, day) => around(listed, new Set(), [], day)[0]?.community));
  assert.ok(seen.size > 6);
});

test("news leads to the message, and to where requests are answered", () => {
  const item = { id: "i", from: "p", atMs: 1, isDone: false, revision: 0n } as const;
  const thread = { is: "thread", id: "t", title: "Pump", community: "c" } as const;
  const community = { is: "community", id: "c", name: "Drift" } as const;
  assert.equal(pathOfNews({ ...item, kind: "mention", place: thread, message: "m" }), "/threads/t/m");
  assert.equal(pathOfNews({ ...item, kind: "join_request", place: community, message: "" }), "/communities/c/members");
  const page = { is: "page", id: "p", title: "Pump", community: "c" } as const;
  assert.equal(pathOfNews({ ...item, kind: "page_merged", place: page, message: "", revision: 7n }), "/p/p/compare?from=6&to=7");
  assert.equal(pathOf({ is: "unknown", id: "x" }), undefined);
});
