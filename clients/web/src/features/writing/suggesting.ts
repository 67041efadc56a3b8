// SPDX-License-Identifier: GPL-3.0-or-later
// What is being written at the caret and could be completed: a page behind [[, somebody behind an @, and
// behind a slash at the beginning of a line what can be put there. Pure.
import type { PlainKey } from "../../i18n";
import { fold } from "../../ui/fold";

export interface Token {
  readonly is: "page" | "person" | "slash";
  // Where its sign stands, and what has been written behind it.
  readonly from: number;
  readonly query: string;
}

export const suggestNames: Readonly<Record<Token["is"], PlainKey>> = {
  page: "writing.suggest.pages",
  person: "writing.suggest.people",
  slash: "writing.suggest.slash",
};

// `line` is what stands on the caret's line before it, which begins at `start`.
export function tokenIn(line: string, start: number): Token | null {
  const page = /\[\[([^[\]\n]{0,100})$/.exec(line);
  if (page) return { is: "page", from: start + page.index, query: page[1] ?? "" };
  const person = /(?:^|[\s(])@([\p{L}\p{N}'.-]*(?: [\p{L}\p{N}'.-]+)?)$/u.exec(line);
  if (person) return { is: "person", from: start + line.length - (person[1] ?? "").length - 1, query: person[1] ?? "" };
  const slash = /^\s*\/([\p{L}\p{N}-]*)$/u.exec(line);
  if (slash) return { is: "slash", from: start + line.length - (slash[1] ?? "").length - 1, query: slash[1] ?? "" };
  return null;
}

// Those whose name or one of its words begins so; then those that have it somewhere.
export function fitting<T extends { readonly label: string }>(all: readonly T[], query: string, max: number): readonly T[] {
  const wanted = fold(query.trim());
  if (wanted === "") return all.slice(0, max);
  const rank = ({ label }: T): number => {
    const name = fold(label);
    return name.startsWith(wanted) ? 0 : name.includes(` ${wanted}`) ? 1 : name.includes(wanted) ? 2 : 3;
  };
  return all
    .map((each) => ({ each, at: rank(each) }))
    .filter(({ at }) => at < 3)
    .sort((a, b) => a.at - b.at)
    .slice(0, max)
    .map(({ each }) => each);
}

// A title that is the only one of its name is written as a title; others by the page's own address.
export function pageLink(title: string, id: string, isOnlyOne: boolean): string {
  return isOnlyOne && !/[[\]|\n]/.test(title) && title.length <= 100 ? `[[${title}]]` : `[${title.replace(/[[\]\\]/g, "\\$&")}](/p/${id})`;
}
export const mentionLink = (name: string, id: string): string => `[@${name.replace(/[\\[\]*_`<>~]/g, "\\$&")}](/people/${id})`;
