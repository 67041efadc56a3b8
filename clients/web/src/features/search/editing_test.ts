// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { setLanguage } from "../../i18n/language";
import { askedIn, type Condition, conditionText, dayBefore, hasCondition, isExcluding, monthIn, searchPath, without, withCondition, withToggled } from "./editing";
import { faultOf, wordsIn } from "./synonym_words";

before(() => setLanguage("en"));

// As the server marks them: in bytes.
function known(query: string, ...written: [name: string, value: string, text: string][]): Condition[] {
  return written.map(([name, value, text]) => {
    const begin = new TextEncoder().encode(query.slice(0, query.indexOf(text))).length;
    return { name, value, begin, end: begin + new TextEncoder().encode(text).length };
  });
}

test("a condition is taken out of its place, also behind letters that take two bytes", () => {
  const query = 'åäö från:"Åsa Berg" smörgås kind:page';
  const [from, kind] = known(query, ["from", "Åsa Berg", 'från:"Åsa Berg"'], ["kind", "page", "kind:page"]);
  assert.equal(without(query, [from!]), "åäö smörgås kind:page");
  assert.equal(without(query, [kind!, from!]), "åäö smörgås");
  assert.equal(without(query, []), query);
});

test("choosing replaces what was chosen, and nothing chosen takes it out", () => {
  const query = "kaffe sort:newest";
  const conditions = known(query, ["sort", "newest", "sort:newest"]);
  assert.equal(withCondition(query, conditions, "sort", "oldest"), "kaffe sort:oldest");
  assert.equal(withCondition(query, conditions, "sort", ""), "kaffe");
  assert.equal(withCondition("", [], "lang", "sv"), "lang:sv");
});

test("one of several is put in and taken out by itself", () => {
  const query = "kaffe kind:page kind:thread";
  const conditions = known(query, ["kind", "page", "kind:page"], ["kind", "thread", "kind:thread"]);
  assert.equal(withToggled(query, conditions, "kind", "Page"), "kaffe kind:thread");
  assert.equal(withToggled(query, conditions, "kind", "file"), "kaffe kind:page kind:thread kind:file");
  assert.equal(hasCondition(conditions, "kind", "thread"), true);
  assert.equal(hasCondition(conditions, "kind", "file"), false);
});

test("what was typed in the other language is the same, and is written in one's own", async () => {
  const query = "kaffe typ:Sidor -är:löst";
  const conditions = known(query, ["kind", "Sidor", "typ:Sidor"], ["is", "löst", "-är:löst"]);
  assert.equal(hasCondition(conditions, "kind", "page"), true);
  assert.equal(withToggled(query, conditions, "kind", "page"), "kaffe -är:löst");
  assert.deepEqual(conditions.map((each) => isExcluding(query, each)), [false, true]);
  await setLanguage("sv");
  assert.equal(withToggled("kaffe", [], "kind", "lesson"), "kaffe typ:lärdom");
  assert.equal(withCondition("kaffe", [], "sort", "newest"), "kaffe ordning:nyast");
  assert.equal(monthIn("", [], "2026-03"), "efter:2026-03-01 före:2026-04-01");
  await setLanguage("en");
});

test("values with spaces stand in quotes, and no quote gets inside", () => {
  assert.equal(conditionText("in", "Weld shop"), 'in:"Weld shop"');
  assert.equal(conditionText("in", 'The "old" shop'), 'in:"The old shop"');
  assert.equal(conditionText("from", "Anna"), "from:Anna");
  assert.equal(conditionText("in", "a:b"), 'in:"a:b"');
});

test("days and months are written as one types them", () => {
  assert.equal(dayBefore(new Date(2026, 0, 3, 12).getTime(), 7), "2025-12-27");
  assert.equal(monthIn("kaffe", [], "2026-12"), "kaffe after:2026-12-01 before:2027-01-01");
  const query = "kaffe after:2020-01-01";
  assert.equal(monthIn(query, known(query, ["after", "2020-01-01", "after:2020-01-01"]), "2026-03"), "kaffe after:2026-03-01 before:2026-04-01");
});

test("an address says what is asked, and the other way round", () => {
  const asked = { query: 'a&b "c d" #', root: "r", isExact: true };
  assert.deepEqual(askedIn(new URL(searchPath(asked), "http://x").searchParams), asked);
  assert.equal(searchPath({ query: "  " }), "/search");
});

test("words that mean the same are read from one line, each once", () => {
  assert.deepEqual(wordsIn(" HR, human  resources;hr\n personalavdelningen "), ["HR", "human resources", "personalavdelningen"]);
  assert.equal(faultOf(["HR"]), "search.synonyms.tooFew");
  assert.equal(faultOf(["HR", "ö".repeat(41)]), "search.synonyms.tooLong");
  assert.equal(faultOf(Array.from({ length: 11 }, (_, n) => `w${n}`)), "search.synonyms.tooMany");
  assert.equal(faultOf(["HR", "human resources"]), null);
});
