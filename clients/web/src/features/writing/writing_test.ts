// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { composed, faultsOf, tagsOf } from "./composing";
import { format, type PageFormat } from "./formats";
import { fitting, mentionLink, pageLink, tokenIn } from "./suggesting";

const id = "0197a3d2-5c00-7abc-8def-0123456789ab";

test("a template's fields become a text with a heading each", () => {
  const fields = [
    { id: "happened", label: "Vad hände" },
    { id: "learnt", label: "Vad lärde vi oss" },
    { id: "next", label: "Nästa gång" },
  ];
  const made = composed(fields, { happened: "  Kaffet tog slut.  \r\n\r\n# Klockan nio", learnt: " \n", next: "```\n# köp\n```" }, "Av Åsa");
  assert.equal(made, "## Vad hände\n\nKaffet tog slut.\n\n### Klockan nio\n\n## Nästa gång\n\n```\n# köp\n```\n\nAv Åsa\n");
  assert.equal(composed(fields, {}), "");
});

test("tags are taken once each, as they were first written", () => {
  assert.deepEqual(tagsOf(" Kaffe, möten ,kaffe;#Fika \n"), ["Kaffe", "möten", "Fika"]);
  assert.deepEqual(faultsOf({ title: " ", text: "", tags: "x".repeat(41), summary: "" }), ["title", "tagLong"]);
  assert.deepEqual(faultsOf({ title: "x", text: "å".repeat(262_145), tags: "", summary: "" }), ["textLong"]);
});

// "⟦b⟧" is selected; "|" is the caret.
function marked(text: string): { text: string; from: number; to: number } {
  const from = text.search(/[⟦¦]/);
  const to = text.includes("⟧") ? text.indexOf("⟧") - 1 : from;
  return { text: text.replace(/[⟦⟧¦]/g, ""), from, to };
}
const shown = ({ text, from, to }: { text: string; from: number; to: number }): string =>
  from === to ? `${text.slice(0, from)}¦${text.slice(from)}` : `${text.slice(0, from)}⟦${text.slice(from, to)}⟧${text.slice(to)}`;

test("the toolbar writes Markdown, and takes it back", () => {
  const cases: [PageFormat, string, string][] = [
    ["heading", "a\nb¦c", "a\n## b¦c"],
    ["heading", "## b¦c", "b¦c"],
    ["subheading", "## bc¦", "### bc¦"],
    ["numbered", "⟦a\nb⟧", "⟦1. a\n2. b⟧"],
    ["numbered", "⟦1. a\n2. b⟧", "⟦a\nb⟧"],
    ["tasks", "⟦a\nb⟧", "⟦- [ ] a\n- [ ] b⟧"],
    ["block", "a ⟦b⟧ c", "a \n\n```\n⟦b⟧\n```\n\n c"],
    ["rule", "a\n¦", "a\n\n---¦"],
    ["pageLink", "se ⟦Kaffe⟧", "se [[⟦Kaffe⟧]]"],
    ["table", "¦", "| ¦ |  |\n| --- | --- |\n|  |  |\n|  |  |"],
    ["table", "⟦Del;Antal\nA;1⟧", "| ¦Del | Antal |\n| --- | --- |\n| A | 1 |"],
  ];
  for (const [wanted, before, after] of cases) {
    const made = format(marked(before), wanted);
    assert.equal(shown(made), after, `${wanted} ${before}`);
  }
});

test("what is being written says what could complete it", () => {
  assert.deepEqual(tokenIn("se [[Kaf", 10), { is: "page", from: 13, query: "Kaf" });
  assert.deepEqual(tokenIn("hej @Åsa B", 0), { is: "person", from: 4, query: "Åsa B" });
  assert.deepEqual(tokenIn("/tab", 5), { is: "slash", from: 5, query: "tab" });
  for (const line of ["se [[Kaffe]] ", "a@b", "och/eller", "https://x/y", "[x](y"]) assert.equal(tokenIn(line, 0), null, line);
});

test("the beginning of a name counts before the middle of one", () => {
  const named = (...labels: string[]) => labels.map((label) => ({ label }));
  assert.deepEqual(fitting(named("Våra möten", "Kaffemöte", "Möten", "Åka"), "mo", 9), named("Möten", "Våra möten", "Kaffemöte"));
  assert.equal(fitting(named("a", "b", "c"), "", 2).length, 2);
});

test("a link to a page is its title, unless that would not lead there", () => {
  assert.equal(pageLink("Kaffe", id, true), "[[Kaffe]]");
  assert.equal(pageLink("Kaffe", id, false), `[Kaffe](/p/${id})`);
  assert.equal(pageLink("A|B [c]", id, true), `[A|B \\[c\\]](/p/${id})`);
  assert.equal(mentionLink("Åsa_B", id), `[@Åsa\\_B](/people/${id})`);
});
