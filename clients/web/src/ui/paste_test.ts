// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { el, words } from "./inert_for_tests";
import { markdownOf, pastedMarkdown } from "./paste";

const body = (...children: Parameters<typeof el>[2][]) => markdownOf(el("body", {}, ...children.filter((child) => child !== undefined)));

test("links, emphasis and code keep their form", () => {
  const made = body(el("p", {}, "Se ", el("a", { href: "https://example.org/a_(b)" }, "den ", el("b", {}, "här")), el("span", {}, " och "), el("code", {}, "ls -l")));
  assert.equal(made, "Se [den **här**](https://example.org/a_%28b%29) och `ls -l`");
});

test("lists keep their order and depth", () => {
  const inner = el("ul", {}, el("li", {}, "b1"), el("li", {}, "b2"));
  const made = body(words("Först"), el("ol", {}, el("li", {}, el("p", {}, "a")), "\n", el("li", {}, "b", inner), el("li", {}, "c")));
  assert.equal(made, "Först\n\n1. a\n2. b\n   - b1\n   - b2\n3. c");
});

test("headings, quotes and blocks of code stand apart", () => {
  const made = body(el("h1", {}, "R"), el("blockquote", {}, el("p", {}, "x"), el("p", {}, "y")), el("pre", {}, "a\n  b\n"));
  assert.equal(made, "### R\n\n> x\n>\n> y\n\n```\na\n  b\n```");
});

test("what runs leaves nothing, and a bad address only its words", () => {
  assert.equal(body(el("script", {}, "x()"), el("style", {}, "p{}"), el("a", { href: "javascript:x()" }, "ord"), el("img", { src: "x" })), "ord");
});

test("a whole page in a <b> that is none stays plain", () => {
  assert.equal(body(el("b", { style: "font-weight:normal;" }, el("p", {}, "a"), el("p", {}, "b"))), "a\n\nb");
});

test("an address pasted over words links them", () => {
  const from = { getData: (type: string) => (type === "text/plain" ? "https://example.org" : "") };
  assert.equal(pastedMarkdown(from, { text: "se manualen", from: 3, to: 11 }), "[manualen](https://example.org)");
  assert.equal(pastedMarkdown(from, { text: "se ", from: 3, to: 3 }), null);
});

test("inside a block of code everything is text", () => {
  const from = { getData: (type: string) => (type === "text/html" ? "<b>x</b>" : "x") };
  assert.equal(pastedMarkdown(from, { text: "```\n", from: 4, to: 4 }), null);
});

test("a table stays one, with its first row as the head", () => {
  const cell = (tag: string, text: string) => el(tag, {}, text);
  const table = el("table", {}, el("thead", {}, el("tr", {}, cell("th", "Del"), cell("th", "Antal"))), el("tbody", {}, el("tr", {}, cell("td", "A|B"), el("td", {}, el("p", {}, "1"), el("b", {}, "2")))));
  assert.equal(body(table), "| Del | Antal |\n| --- | --- |\n| A\\|B | 1 **2** |");
});

test("a table that only lays a page out leaves its content", () => {
  assert.equal(body(el("table", {}, el("tr", {}, el("td", {}, el("p", {}, "a"), el("p", {}, "b"))))), "a\n\nb");
});

test("tasks and pictures of elsewhere are taken along", () => {
  const task = (checked: boolean, text: string) => el("li", {}, el("input", checked ? { type: "checkbox", checked: "" } : { type: "checkbox" }), text);
  assert.equal(body(el("ul", {}, task(true, "Boka"), task(false, "Bjud in"))), "- [x] Boka\n- [ ] Bjud in");
  assert.equal(body(el("img", { src: "https://example.org/a.png", alt: "En [bild]" })), "![En \\[bild\\]](https://example.org/a.png)");
  assert.equal(markdownOf(el("body", {}, el("h1", {}, "R")), 2), "## R");
});
