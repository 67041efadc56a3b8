// SPDX-License-Identifier: GPL-3.0-or-later
// Whom one may choose, and what the address asks for. Pure.
import type { Listed } from "../../store/directory";
import { foldWords } from "../../ui/fold";

export interface Candidate {
  readonly person: Listed;
  readonly name: string;
  readonly all: string;
}
export function prepare(people: readonly Listed[]): Candidate[] {
  return people
    .filter(({ isDeactivated }) => !isDeactivated)
    .map((person) => ({ person, name: foldWords(person.name), all: foldWords(`${person.name} ${person.unit} ${person.site}`) }));
}

// Nobody while nothing is typed: a list of everybody helps nobody. Names that begin so come first.
export function candidatesIn(all: readonly Candidate[], typed: string, without: ReadonlySet<string>, max: number): Listed[] {
  const whole = foldWords(typed);
  if (whole === " ") return [];
  const words = whole.slice(1).split(" ");
  const named: Listed[] = [];
  const others: Listed[] = [];
  for (const { person, name, all: told } of all) {
    if (without.has(person.id)) continue;
    if (words.every((word) => name.includes(` ${word}`))) named.push(person);
    else if (words.every((word) => told.includes(` ${word}`))) others.push(person);
    if (named.length === max) break;
  }
  return [...named, ...others].slice(0, max);
}

export interface Asked {
  // Chosen from the beginning.
  readonly with: readonly string[];
  // The conversation that is to have more people.
  readonly from: string;
}
const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

// "/conversations/new?with=ID,ID" or "?from=ID".
export function askedFor(query: URLSearchParams): Asked {
  const from = query.get("from") ?? "";
  const people = (query.get("with") ?? "").split(",").filter(isId);
  return { with: [...new Set(people)], from: isId(from) ? from : "" };
}
