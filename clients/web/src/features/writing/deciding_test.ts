// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import type { FieldConflict, MergePart, PageConflict, SavePageRequest } from "../../store/page_saving";
import { assembled, bothOf, type Decision, placesOf, resolved, undecided } from "./deciding";
import { wordsApart } from "./words_apart";

const text = (written: string): MergePart => ({ text: written }) as MergePart;
const hunk = (base: string, yours: string, theirs: string): MergePart => ({ text: "", conflict: { base, yours, theirs } }) as MergePart;
const choices = (...given: [string, Decision][]): ReadonlyMap<string, Decision> => new Map(given);

const parts = [text("# Kaffe\n\nVi brygger "), hunk("svart", "starkt", "ljust"), text(" kaffe klockan "), hunk("nio", "åtta", "tio"), text(".\n\nSlut.\n")];
const field = { field: "title", base: "Kaffe", yours: "Kaffet", theirs: "Fika" } as FieldConflict;
const conflict = { baseRevision: 4n, headRevision: 7n, headAuthor: "x", parts, fields: [field] } as unknown as PageConflict;

test("each place stands in its own paragraph", () => {
  assert.deepEqual(placesOf(parts).map(({ key, lead, trail }) => [key, lead, trail]), [
    ["1", "Vi brygger ", " kaffe klockan "],
    ["3", " kaffe klockan ", "."],
  ]);
});

test("what was decided is put together, and what was not is one's own", () => {
  const made = assembled(parts, choices(["3", { choice: "both" }]));
  assert.equal(made, "# Kaffe\n\nVi brygger starkt kaffe klockan åtta tio.\n\nSlut.\n");
  assert.equal(assembled(parts, choices(["1", { choice: "theirs" }], ["3", { choice: "own", own: "sju" }])), "# Kaffe\n\nVi brygger ljust kaffe klockan sju.\n\nSlut.\n");
  assert.equal(bothOf({ yours: "a\nb", theirs: "c" }), "a\nb\nc");
  assert.equal(bothOf({ yours: "a ", theirs: "c" }), "a c");
});

test("nothing is ready before every place and field is decided", () => {
  const places = placesOf(parts);
  assert.equal(undecided(conflict, places, choices()), 3);
  assert.equal(undecided(conflict, places, choices(["1", { choice: "base" }], ["3", { choice: "base" }], ["title", { choice: "theirs" }])), 0);
});

test("it is saved again on top of what the others saved, and tags from where they were written", () => {
  const request = { $typeName: "fika.v1.SavePageRequest", page: "p", baseRevision: 4n, text: "x", summary: "s", minor: true, title: "Kaffet", tags: ["a"], replaceTags: true, translatedRevision: 0n } as SavePageRequest;
  const decisions = choices(["title", { choice: "theirs" }]);
  const [first, second] = resolved(request, conflict, decisions, "hela texten\n");
  assert.deepEqual([first?.baseRevision, first?.text, first?.title, first?.tags, first?.summary], [7n, "hela texten\n", "Fika", undefined, "s"]);
  assert.deepEqual([second?.baseRevision, second?.text, second?.title, second?.tags, second?.replaceTags], [4n, undefined, undefined, ["a"], true]);
});

test("where only fields clash they are settled first, and the text follows", () => {
  const request = { $typeName: "fika.v1.SavePageRequest", page: "p", baseRevision: 4n, text: "x", summary: "s", minor: false, title: "Kaffet", tags: [], replaceTags: false, translatedRevision: 0n } as unknown as SavePageRequest;
  const [first, second] = resolved(request, conflict, choices(["title", { choice: "own", own: "Fikat" }]), undefined);
  assert.deepEqual([first?.baseRevision, first?.text, first?.title], [7n, undefined, "Fikat"]);
  assert.deepEqual([second?.baseRevision, second?.text, second?.title, second?.summary], [4n, "x", undefined, "s"]);
});

test("words that differ are marked, and nothing else", () => {
  const signs = { same: "", gone: "-", new: "+" } as const;
  const apart = (a: string, b: string) => wordsApart(a, b).map(({ is, text: own }) => (is === "same" ? own : `{${signs[is]}${own}}`)).join("");
  assert.equal(apart("Vi brygger kaffe.", "Vi brygger starkt kaffe."), "Vi brygger {+starkt }kaffe.");
  assert.equal(apart("nio eller tio", "åtta eller elva"), "{-nio}{+åtta} eller {-tio}{+elva}");
  assert.equal(apart("", "ny"), "{+ny}");
  assert.equal(apart("lika", "lika"), "lika");
  assert.equal(apart("ett stort gammalt hus", "två små nya hus"), "{-ett stort gammalt}{+två små nya} hus");
});

test("both texts can be read out of what differs, whatever they are", () => {
  let seed = 7;
  const random = (below: number): number => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
  const words = ["kaffe", "te", " ", "\n", ".", "åäö", "2", "  "];
  for (let round = 0; round < 300; round += 1) {
    const make = () => Array.from({ length: random(30) }, () => words[random(words.length)]).join("");
    const [a, b] = [make(), make()];
    const apart = wordsApart(a, b);
    const side = (without: string) => apart.filter(({ is }) => is !== without).map((each) => each.text).join("");
    assert.deepEqual([side("new"), side("gone")], [a, b]);
  }
});

test("long texts without a word in common end soon", () => {
  const make = (word: string) => Array.from({ length: 20_000 }, (_, index) => `${word}${index}`).join(" ");
  const began = Date.now();
  assert.ok(wordsApart(make("a"), make("b")).length >= 2);
  assert.ok(Date.now() - began < 3000);
});
