// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { applyFormat, differenceOf, type Format, formatOf, newLine, type Selected } from "../../ui/markdown_keys";
import { collapse, expand, fitsName, tokenAt } from "./mentions";

const id = "0197a3d2-5c00-7abc-8def-0123456789ab";
const other = "0197a3d2-5c00-7abc-8def-0123456789ac";

// "a[b]c": b is selected; "a|c": the caret.
function marked(text: string): Selected {
  const from = text.search(/[⟦|]/);
  const bare = text.replace(/[⟦⟧|]/g, "");
  const to = text.includes("⟧") ? text.indexOf("⟧") - 1 : from;
  return { text: bare, from, to };
}
const shown = ({ text, from, to }: Selected): string =>
  from === to ? `${text.slice(0, from)}|${text.slice(from)}` : `${text.slice(0, from)}⟦${text.slice(from, to)}⟧${text.slice(to)}`;

test("a mention reads as a name while it is written, and is kept as the server's link", () => {
  const kept = `Hej [@Åsa Berg](/people/${id}), och \`[@Åsa Berg](/people/${id})\``;
  const { text, mentioned } = collapse(kept);
  assert.equal(text, `Hej @Åsa Berg, och \`[@Åsa Berg](/people/${id})\``);
  assert.equal(expand(text, mentioned), kept);
});

test("two people of one name stay two people", () => {
  const kept = `[@Bo Ek](/people/${id}) [@Bo Ek](/people/${other})`;
  const { text, mentioned } = collapse(kept);
  assert.equal(text, `@Bo Ek [@Bo Ek](/people/${other})`);
  assert.equal(expand(text, mentioned), kept);
});

test("the longer name wins, a longer word is none, and marks in names are escaped", () => {
  const mentioned = new Map([["Bo", id], ["Bo Ek", other], ["[x]_y", id]]);
  assert.equal(expand("@Bo Ek @Bo @Boris", mentioned), `[@Bo Ek](/people/${other}) [@Bo](/people/${id}) @Boris`);
  const kept = expand("@[x]_y", mentioned);
  assert.equal(kept, `[@\\[x\\]\\_y](/people/${id})`);
  assert.equal(collapse(kept).text, "@[x]_y");
});

test("nobody is mentioned in code", () => {
  const mentioned = new Map([["Bo", id]]);
  assert.equal(expand("`@Bo`\n```\n@Bo\n```", mentioned), "`@Bo`\n```\n@Bo\n```");
});

test("what is being written is found before the caret", () => {
  const find = (text: string) => tokenAt(text, text.length);
  assert.deepEqual(find("hej @ås"), { sign: "@", from: 4, query: "ås" });
  assert.deepEqual(find("@Åsa Be"), { sign: "@", from: 0, query: "Åsa Be" });
  assert.deepEqual(find("tack :kaf"), { sign: ":", from: 5, query: "kaf" });
  assert.equal(find("a@b.example"), null);
  assert.equal(find("kl 10:30"), null);
  assert.equal(find("så: "), null);
});

test("names are found by any of their words, with or without accents", () => {
  assert.ok(fitsName("Åsa Berg", "as"));
  assert.ok(fitsName("Åsa Berg", "berg"));
  assert.ok(!fitsName("Åsa Berg", "er"));
});

test("marks go around what is selected, and off again", () => {
  const cases: [Format, string, string][] = [
    ["bold", "en ⟦stor⟧ sak", "en **⟦stor⟧** sak"],
    ["bold", "en **⟦stor⟧** sak", "en ⟦stor⟧ sak"],
    ["italic", "en ⟦stor ⟧sak", "en *⟦stor⟧* sak"],
    ["italic", "**⟦a⟧**", "***⟦a⟧***"],
    ["code", "kör ⟦ls⟧", "kör `⟦ls⟧`"],
    ["code", "⟦a\nb⟧", "```\n⟦a\nb⟧\n```"],
    ["bold", "|", "**|**"],
    ["link", "se ⟦manualen⟧", "se [manualen](|)"],
    ["link", "⟦https://example.org⟧", "[|](https://example.org)"],
    ["quote", "a\n|b", "a\n> |b"],
    ["list", "⟦a\nb⟧", "⟦- a\n- b⟧"],
    ["list", "⟦- a\n- b⟧", "⟦a\nb⟧"],
  ];
  for (const [format, before, after] of cases) assert.equal(shown(applyFormat(marked(before), format)), after, `${format} ${before}`);
});

test("Enter goes on with a list, and ends it on an empty item", () => {
  const cases: [string, string | null][] = [
    ["- a|", "- a\n- |"],
    ["9. a|", "9. a\n10. |"],
    ["> a|", "> a\n> |"],
    ["- a\n- |", "- a\n|"],
    ["- [x] a|", "- [x] a\n- [ ] |"],
    ["- [ ] a\n- [ ] |", "- [ ] a\n|"],
    ["a|", null],
    ["- ⟦a⟧", null],
  ];
  for (const [before, after] of cases) {
    const made = newLine(marked(before));
    assert.equal(made && shown(made), after, before);
  }
});

test("only what differs is typed anew", () => {
  assert.deepEqual(differenceOf("en sak", "en **sak"), { start: 3, end: 3, inserted: "**" });
  assert.deepEqual(differenceOf("aaa", "aa"), { start: 2, end: 3, inserted: "" });
  assert.deepEqual(differenceOf("", "x"), { start: 0, end: 0, inserted: "x" });
});

test("shortcuts go by the letter, and leave what belongs to the system", () => {
  const press = (key: string, held: object = {}) => formatOf({ key, ctrlKey: true, metaKey: false, altKey: false, shiftKey: false, ...held });
  assert.equal(press("B"), "bold");
  assert.equal(press("e", { ctrlKey: false, metaKey: true }), "code");
  assert.equal(press("b", { altKey: true }), null);
  assert.equal(press("b", { ctrlKey: false }), null);
  assert.equal(press("(", { shiftKey: true }), "list");
});
