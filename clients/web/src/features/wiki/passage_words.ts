// SPDX-License-Identifier: GPL-3.0-or-later
// Where words that are read stand in the Markdown, and the other way round. Only letters and digits are compared:
// signs and spaces differ between the two. Pure.
import { excerptOf } from "../../store/excerpt";
import type { Marked } from "../../store/passages";

// A quote as it is read. Half of a link leaves its bracket behind.
export const quoteWords = (quote: string, length = 200): string => excerptOf(quote.replace(/\[([^\]]*)$/, "$1").replace(/^([^[]*)\](\([^)]*\)?)?/, "$1"), length);

export interface Squeezed {
  readonly letters: string;
  // Of each of them, its place in the text.
  readonly at: readonly number[];
}

// What is written in Markdown and never read.
const unread = [
  /^[ \t]*(?:```|~~~).*$/gm,
  /!\[[^\]\n]*\]\([^)\n]*\)/g,
  /\]\([^)\n]*\)/g,
  /\[\[[^\]|\n]*\|/g,
  /<\/?[a-z][^>\n]*>/gi,
  /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?/gm,
  /&(?:#x?)?[0-9a-z]{1,20};/gi,
];

export function squeeze(text: string, isMarkdown: boolean): Squeezed {
  const skipped = new Uint8Array(text.length);
  for (const pattern of isMarkdown ? unread : []) {
    for (const found of text.matchAll(pattern)) skipped.fill(1, found.index, found.index + found[0].length);
  }
  let letters = "";
  const at: number[] = [];
  for (const { index, 0: sign } of text.matchAll(/[\p{L}\p{N}]/gu)) {
    if (skipped[index]) continue;
    letters += sign;
    for (let unit = 0; unit < sign.length; unit += 1) at.push(index);
  }
  return { letters, at };
}

const countBefore = (letters: string, quote: string, end: number): number => {
  let count = 0;
  for (let at = letters.indexOf(quote); at >= 0 && at < end; at = letters.indexOf(quote, at + 1)) count += 1;
  return count;
};
function placeOf(letters: string, quote: string, turn: number): number {
  let at = letters.indexOf(quote);
  for (let left = turn; left > 0 && at >= 0; left -= 1) at = letters.indexOf(quote, at + 1);
  return at;
}

// The same words in another text, at the same turn: from the first letter up to behind the last.
export function sameIn(from: Squeezed, begin: number, end: number, to: Squeezed): { readonly begin: number; readonly end: number } | null {
  const first = from.at.findIndex((at) => at >= begin);
  const behind = from.at.findIndex((at) => at >= end);
  const quote = first < 0 ? "" : from.letters.slice(first, behind < 0 ? undefined : behind);
  if (!quote) return null;
  const found = placeOf(to.letters, quote, countBefore(from.letters, quote, first));
  if (found < 0) return null;
  return { begin: to.at[found]!, end: to.at[found + quote.length - 1]! + 1 };
}

const points = (text: string): number => [...text].length;

// What was marked in the text as it is read, as a stretch of the Markdown. Where it is not found the server looks.
export function markedIn(markdown: string, read: string, begin: number, end: number): Marked {
  const found = sameIn(squeeze(read, false), begin, end, squeeze(markdown, true));
  if (!found) return { quote: read.slice(begin, end).trim(), start: 0, end: 0 };
  // Of a sign of two units, both.
  const last = found.end + ((markdown.codePointAt(found.end - 1) ?? 0) > 0xffff ? 1 : 0);
  const start = points(markdown.slice(0, found.begin));
  const quote = markdown.slice(found.begin, last);
  return { quote, start, end: start + points(quote) };
}

// Where a passage is read: in units of the text that is read.
export function readAt(markdown: string, read: string, { start, end }: { readonly start: number; readonly end: number }): { readonly begin: number; readonly end: number } | null {
  const signs = [...markdown];
  const begin = signs.slice(0, start).join("").length;
  return sameIn(squeeze(markdown, true), begin, begin + signs.slice(start, end).join("").length, squeeze(read, false));
}
