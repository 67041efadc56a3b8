// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { Openness, ThreadKind } from "../../store/entities";
import { changeOf, checkDetails, type Details, noDetails, tidied } from "./details";
import { byTheme, found, languagesIn, namedSo, themesIn } from "./discovering";
import { opennessWarning } from "./openness_choice";
import type { Shown } from "./selectors";
import { arrange, filterFrom, queryOf, type Row, type ThreadFilter } from "./thread_filters";

const community = (name: string, rest: Partial<Shown> = {}): Shown => ({
  id: name,
  name,
  purpose: "",
  theme: "",
  rhythm: "",
  languages: [],
  openness: Openness.OPEN,
  isArchived: false,
  memberCount: 1,
  stewards: [],
  createdAtMs: 0,
  createdBy: "",
  merge: undefined,
  isReadable: true,
  ...rest,
});
const compare = (a: string, b: string): number => a.localeCompare(b, "sv");
const names = (all: readonly Shown[]): string[] => all.map(({ name }) => name);

test("every word is looked for in name, purpose and theme, without case and accents", () => {
  const all = [community("Bröd", { purpose: "Surdeg i Malmö" }), community("Maps", { theme: "GIS" })];
  assert.deepEqual(names(found(all, { text: "malmo  BROD", language: "" })), ["Bröd"]);
  assert.deepEqual(names(found(all, { text: "gis", language: "" })), ["Maps"]);
  assert.deepEqual(names(found(all, { text: "gis surdeg", language: "" })), []);
  assert.equal(found(all, { text: "  ", language: "" }).length, 2);
  assert.deepEqual(names(found(all, { text: "", language: "", among: new Set(["Maps"]) })), ["Maps"]);
});

test("a language finds its regions, too", () => {
  const all = [community("A", { languages: ["en-GB", "sv"] }), community("B", { languages: ["sv-FI"] })];
  assert.deepEqual(names(found(all, { text: "", language: "sv" })), ["A", "B"]);
  assert.deepEqual(names(found(all, { text: "", language: "en" })), ["A"]);
  assert.deepEqual(languagesIn(all), ["en", "sv"]);
});

test("themes stand in the order of the language, those without one last, archived ones behind", () => {
  const all = [
    community("x"),
    community("old", { theme: "Data", isArchived: true }),
    community("young", { theme: "data " }),
    community("ö", { theme: "Översättning" }),
    community("a", { theme: "Arbetsmiljö" }),
  ];
  const themes = byTheme(all, compare);
  assert.deepEqual(themes.map(({ theme }) => theme), ["Arbetsmiljö", "Data", "Översättning", ""]);
  assert.deepEqual(names(themes[1]?.communities ?? []), ["young", "old"]);
  assert.deepEqual(themesIn(all), ["data", "Översättning", "Arbetsmiljö"]);
});

const row = (id: string, rest: Partial<Row> = {}): Row => ({
  id,
  kind: ThreadKind.DISCUSSION,
  pinned: false,
  resolved: false,
  createdAtMs: 0,
  lastAtMs: 0,
  ...rest,
});
const usual: ThreadFilter = { show: "all", kind: "any", order: "activity" };
const facts = { unread: (id: string) => (id === "u" ? 3 : 0), isFollowed: (id: string) => id === "f" };
const arranged = (rows: readonly Row[], filter: Partial<ThreadFilter>): string =>
  arrange(rows, { ...usual, ...filter }, facts)
    .map(({ id }) => id)
    .join(" ");

test("pinned threads come first in either order", () => {
  const rows = [
    row("a", { createdAtMs: 1, lastAtMs: 9 }),
    row("b", { createdAtMs: 2, lastAtMs: 3 }),
    row("p", { createdAtMs: 0, lastAtMs: 0, pinned: true }),
  ];
  assert.equal(arranged(rows, {}), "p a b");
  assert.equal(arranged(rows, { order: "newest" }), "p b a");
});

test("filters show what is unread, followed or unresolved, and one kind", () => {
  const question = ThreadKind.QUESTION;
  const rows = [row("u"), row("f", { resolved: true }), row("q", { kind: question }), row("n", { kind: ThreadKind.ANNOUNCEMENT })];
  assert.equal(arranged(rows, { show: "unread" }), "u");
  assert.equal(arranged(rows, { show: "followed" }), "f");
  assert.equal(arranged(rows, { show: "unresolved" }), "u q");
  assert.equal(arranged(rows, { kind: "question" }), "q");
  assert.equal(arranged(rows, { kind: "question", show: "followed" }), "");
});

test("a filter comes back from its own address, and nonsense in one is as usual", () => {
  const filter: ThreadFilter = { show: "unread", kind: "question", order: "newest" };
  assert.deepEqual(filterFrom(new URLSearchParams(queryOf(filter))), filter);
  assert.equal(queryOf(usual), "");
  assert.deepEqual(filterFrom(new URLSearchParams("show=everything&kind=&sort=__proto__")), usual);
});

test("people are found by the beginnings of their names", () => {
  const people = [{ name: "Åsa Berg-Lind" }, { name: "Bo Asp" }];
  assert.deepEqual(namedSo(people, "as").map(({ name }) => name), ["Åsa Berg-Lind", "Bo Asp"]);
  assert.deepEqual(namedSo(people, "lind å").map(({ name }) => name), ["Åsa Berg-Lind"]);
  assert.equal(namedSo(people, "").length, 2);
});

test("a community needs a name, and nothing longer than the server takes", () => {
  assert.deepEqual(checkDetails(noDetails), { name: "communities.nameMissing" });
  const long: Details = { ...noDetails, name: "å".repeat(81), purpose: "🙂".repeat(1000), theme: "x".repeat(81), rhythm: "🙂".repeat(81) };
  const tooLong = "communities.tooLong";
  assert.deepEqual(checkDetails(long), { name: tooLong, theme: tooLong, rhythm: tooLong });
  assert.deepEqual(checkDetails({ ...noDetails, name: "A", rhythm: "🙂".repeat(80) }), {});
  assert.equal(tidied({ ...noDetails, name: "  Two\n lines " }).name, "Two lines");
  assert.equal(tidied({ ...noDetails, rhythm: " every other\tThursday " }).rhythm, "every other Thursday");
});

test("only what is different is sent", () => {
  const before: Details = { ...noDetails, name: "A", languages: ["sv"] };
  assert.deepEqual(changeOf(before, before), {});
  assert.deepEqual(changeOf(before, { ...before, name: "B" }), { name: "B" });
  assert.deepEqual(changeOf({ ...before, rhythm: "weekly" }, { ...before, rhythm: "" }), { rhythm: "" });
  assert.deepEqual(changeOf(before, { ...before, languages: [] }), { languages: [], replaceLanguages: true });
});

test("every change of openness is warned of, and none without a change", () => {
  const all = [Openness.OPEN, Openness.ON_REQUEST, Openness.PRIVATE];
  for (const from of all) for (const to of all) assert.equal(opennessWarning(from, to) === undefined, from === to);
});
