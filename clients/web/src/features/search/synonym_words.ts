// SPDX-License-Identifier: GPL-3.0-or-later
// Words that mean the same, as somebody writes them in one line. Pure.
import type { PlainKey } from "../../i18n";

const wordsMin = 2;
const wordsMax = 10;
const bytesMax = 80;

// Each once, whatever its case.
export function wordsIn(text: string): string[] {
  const found = new Map<string, string>();
  for (const part of text.split(/[,;=\n]/)) {
    const word = part.replace(/\s+/g, " ").trim();
    if (word && !found.has(word.toLowerCase())) found.set(word.toLowerCase(), word);
  }
  return [...found.values()];
}

export function faultOf(words: readonly string[]): PlainKey | null {
  if (words.length < wordsMin) return "search.synonyms.tooFew";
  if (words.length > wordsMax) return "search.synonyms.tooMany";
  return words.some((word) => new TextEncoder().encode(word).length > bytesMax) ? "search.synonyms.tooLong" : null;
}
