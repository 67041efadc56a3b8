// SPDX-License-Identifier: GPL-3.0-or-later
// While it is written, a mention reads "@Åsa Berg"; what is kept and sent is the link that the server
// knows a mention by, [@Åsa Berg](/people/ID). Pure.

// Names as they stand in the text, and whom they mean.
export type Mentioned = ReadonlyMap<string, string>;

const link = /\[@((?:\\.|[^\]\\\n])+)\]\(\/people\/([0-9a-f-]{36})\)/g;
// Code is left as it stands: nobody is mentioned in it.
const code = /(```[\s\S]*?(?:```|$)|`[^`\n]+`)/;

const escaped = (name: string): string => name.replace(/[\\[\]*_`<>~]/g, "\\$&");
const unescaped = (label: string): string => label.replace(/\\(.)/g, "$1");

// What is kept, as it is shown in the field. Two people of one name stay links, or they would become one.
export function collapse(kept: string): { readonly text: string; readonly mentioned: Mentioned } {
  const mentioned = new Map<string, string>();
  const outsideCode = (part: string): string =>
    part.replace(link, (whole, label: string, id: string) => {
      const name = unescaped(label);
      if ((mentioned.get(name) ?? id) !== id) return whole;
      mentioned.set(name, id);
      return `@${name}`;
    });
  const text = kept.split(code).map((part, at) => (at % 2 === 0 ? outsideCode(part) : part)).join("");
  return { text, mentioned };
}

// What is in the field, as it is kept and sent.
export function expand(text: string, mentioned: Mentioned): string {
  if (mentioned.size === 0) return text;
  // The longest name first: "@Åsa Berg" is not "@Åsa".
  const names = [...mentioned.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(?<!\\[)@(${names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})(?![\\p{L}\\p{N}])`, "gu");
  const outsideCode = (part: string): string =>
    part.replace(pattern, (_, name: string) => `[@${escaped(name)}](/people/${mentioned.get(name) ?? ""})`);
  return text.split(code).map((part, at) => (at % 2 === 0 ? outsideCode(part) : part)).join("");
}

export interface Token {
  readonly sign: "@" | ":";
  // Where its sign stands, and what has been written behind it.
  readonly from: number;
  readonly query: string;
}

// What is being written just before the caret and could be completed.
export function tokenAt(text: string, caret: number): Token | null {
  const before = text.slice(Math.max(0, caret - 50), caret);
  const at = /(?:^|[\s(])@([\p{L}\p{N}'.-]*(?: [\p{L}\p{N}'.-]+)?)$/u.exec(before);
  if (at) return { sign: "@", from: caret - (at[1] ?? "").length - 1, query: at[1] ?? "" };
  const colon = /(?:^|[\s(]):([\p{L}\p{N}+_-]{2,})$/u.exec(before);
  if (colon) return { sign: ":", from: caret - (colon[1] ?? "").length - 1, query: colon[1] ?? "" };
  return null;
}

// Whether a name goes on so from one of its words; accents and case do not matter here.
export function fitsName(name: string, query: string): boolean {
  const wanted = fold(query);
  const folded = fold(name);
  return folded.startsWith(wanted) || folded.includes(` ${wanted}`);
}
const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
