// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { markedIn, quoteWords, readAt } from "./passage_words";

const markdown = "# Så brygger vi\n\nVäg bönorna: **60 g** per [liter](/p/x-1), inte mindre.\n\n1. Skölj filtret 🫘 noga\n2. Skölj filtret igen\n\n```sh\nbrew 60\n```\n";
const read = "Så brygger viVäg bönorna: 60 g per liter, inte mindre.Skölj filtret 🫘 nogaSkölj filtret igenbrew 60\n";

const cut = (begin: string, from = 0) => read.indexOf(begin, from);
const pointsOf = (start: number, end: number) => [...markdown].slice(start, end).join("");

test("what is marked over emphasis and a link is found in the Markdown", () => {
  const begin = cut("bönorna");
  const marked = markedIn(markdown, read, begin, cut(" inte mindre"));
  assert.equal(marked.quote, "bönorna: **60 g** per [liter");
  assert.equal(pointsOf(marked.start, marked.end), marked.quote);
});

test("the second of two is the second, behind signs of two units as well", () => {
  const begin = cut("Skölj", cut("Skölj") + 1);
  const marked = markedIn(markdown, read, begin, begin + "Skölj filtret".length);
  assert.equal(marked.quote, "Skölj filtret");
  assert.equal(marked.start, [...markdown.slice(0, markdown.lastIndexOf("Skölj"))].length);
  const back = readAt(markdown, read, marked);
  assert.deepEqual(back, { begin, end: begin + "Skölj filtret".length });
});

test("what is written in code is told from the same in the text", () => {
  const begin = cut("60", cut("brew"));
  assert.equal(markedIn(markdown, read, begin, begin + 2).start, [...markdown.slice(0, markdown.indexOf("brew 60") + 5)].length);
});

test("what is not in the Markdown is left to the server, and nothing is no place", () => {
  assert.deepEqual(markedIn(markdown, "Footnote", 0, 8), { quote: "Footnote", start: 0, end: 0 });
  assert.equal(readAt(markdown, read, { start: 0, end: 1 }), null);
});

test("a quote is read without the signs of half a link", () => {
  assert.deepEqual(["a [litre", "litre](/p/1), no", "litre](/p", "**whole** [link](/p/1)", "an [x] y"].map((quote) => quoteWords(quote)), ["a litre", "litre, no", "litre", "whole link", "an [x] y"]);
});
