// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { setLanguage } from "../../i18n/language";
import type { Findable } from "../../store/findable";
import { fold, foldWords } from "../../ui/fold";
import { deedsIn, placesIn } from "./entries";
import { find, Folds, makeIndex, type Work } from "./finding";
import { placeOf } from "./recent";

before(() => setLanguage("sv"));

const indexOf = (...names: string[]) => makeIndex(names.map((name) => ({ name })), new Folds());
const found = (names: string[], typed: string, limit = 20): string[] => find(indexOf(...names), typed, limit).map(({ name }) => name);

test("accents and case do not matter, in either", () => {
  assert.deepEqual(found(["Nya anställda", "Drift"], "anstallda"), ["Nya anställda"]);
  assert.deepEqual(found(["Malmo"], "MALMÖ"), ["Malmo"]);
  assert.deepEqual(found(["A\u030asa Berg"], "åsa"), ["A\u030asa Berg"]);
  assert.equal(fold("Ørsted Æbelø Straße"), "orsted aebelo strasse");
});

test("a beginning goes before the beginning of a word, and that before the middle of one", () => {
  assert.deepEqual(found(["Oljepump", "Stora pumpen", "Pumpar"], "pump"), ["Pumpar", "Stora pumpen", "Oljepump"]);
  assert.deepEqual(found(["Ritning: pump (ny)"], "ny pump"), ["Ritning: pump (ny)"]);
  assert.deepEqual(found(["pumpbyte och byte"], "byte"), ["pumpbyte och byte"]);
  assert.deepEqual(found(["Drift"], "drift pump"), []);
});

test("equals stay in their order, and nothing typed gives the first ones", () => {
  assert.deepEqual(found(["Pump 2", "Pump 1", "Pump 3"], "pump", 2), ["Pump 2", "Pump 1"]);
  assert.deepEqual(found(["b", "a", "c"], "  ", 2), ["b", "a"]);
});

test("five thousand names cost each of them a look or two, and are folded once", () => {
  const names = Array.from({ length: 5000 }, (_, index) => ({ name: `Tråd ${index} om pumpar och ventiler nummer ${index % 97}` }));
  const folds = new Folds();
  const index = makeIndex(names, folds);
  assert.equal(folds.made, 5000);
  makeIndex([...names.slice(1), { name: "En ny" }], folds);
  assert.equal(folds.made, 5001);
  for (const [typed, scansMax] of [["ventil", 10_000], ["zzz", 10_000], ["pump ventil 96", 20_000], ["trad 4", 20_000]] as const) {
    const work: Work = { scans: 0 };
    assert.ok(find(index, typed, 20, work).length <= 20);
    assert.ok(work.scans <= scansMax, `${typed}: ${work.scans}`);
  }
  const early: Work = { scans: 0 };
  find(index, "trad", 20, early);
  assert.equal(early.scans, 20);
});

test("places stand by visit, then by activity; conversations are named after their people", () => {
  const of = (kind: Findable["kind"], id: string, name: string, lastAtMs: number, others: string[] = []): Findable => ({
    kind, id, name, lastAtMs, others, detail: "", isMine: true, isGuest: false,
  });
  const all = [of("thread", "1", "Gammal", 1), of("thread", "2", "Ny", 9), of("conversation", "3", "", 5, ["bo"]), of("person", "bo", "Bo Ek", 0)];
  const names = placesIn(all, (id) => (id === "bo" ? "Bo Ek" : undefined), ["/threads/1"]).map(({ name }) => name);
  assert.deepEqual(names, ["Gammal", "Ny", "Bo Ek", "Bo Ek"]);
  const deeds = deedsIn([...all, of("community", "c", "Drift", 0)], "me");
  assert.deepEqual(deeds.map(({ name, to, writeTo }) => [name, to || writeTo]), [
    ["Ny tråd i Drift", "/communities/c/new-thread"],
    ["Skriv till Bo Ek", "bo"],
  ]);
});

test("people of one name are told apart by role, unit and community, never by address", () => {
  const person = (id: string, more: Partial<Findable>): Findable => ({
    kind: "person", id, name: "Anna Berg", lastAtMs: 0, others: [], detail: "", isMine: false, isGuest: false, ...more,
  });
  const all = [
    person("1", { detail: "Drift, Lund", apart: { isAdmin: false, communities: ["Pumpar", "Ventiler"] } }),
    person("2", { isGuest: true, apart: { isAdmin: false, communities: ["Pumpar"] } }),
    person("3", { apart: { isAdmin: true, communities: [] } }),
    person("4", { apart: { isAdmin: false, communities: [] } }),
    person("5", { name: "Bo Ek", isGuest: true }),
  ];
  const details = ["Pumpar, Ventiler · Drift, Lund", "Gäst · Pumpar", "Administratör", "Person", "Gäst"];
  assert.deepEqual(placesIn(all, () => undefined, []).map(({ detail }) => detail), details);
  assert.deepEqual(deedsIn(all, "me").map(({ detail }) => detail), [...details.slice(0, 4), ""]);
});

test("what stands below a place is a visit to it", () => {
  const id = "01a20253-9b98-75ef-8ee9-1d8c59c33d9c";
  assert.equal(placeOf(`/threads/${id}/x`), `/threads/${id}`);
  assert.equal(placeOf("/people"), null);
  assert.equal(placeOf("/communities/new"), null);
  assert.equal(foldWords("  Å, b!"), " a b");
});
