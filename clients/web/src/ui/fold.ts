// SPDX-License-Identifier: GPL-3.0-or-later
// A text as somebody may type it who looks for it: without case, accents and dots, so that "anstallda"
// finds "anställda" and "o" finds "ø".
const letters: Readonly<Record<string, string>> = { ø: "o", æ: "ae", œ: "oe", ß: "ss", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i" };

export const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    .replace(/[øæœßđðþłı]/g, (letter) => letters[letter] ?? letter);

// The words of it, each behind one space: " asa berg". What is no letter or digit parts words.
export const foldWords = (text: string): string => ` ${fold(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim()}`;
