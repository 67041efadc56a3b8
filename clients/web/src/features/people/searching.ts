// SPDX-License-Identifier: GPL-3.0-or-later
// Which of the people somebody looks for. Pure.
import type { Listed } from "../../store/directory";
import { foldWords } from "../../ui/fold";

export interface Searchable {
  readonly person: Listed;
  readonly name: string;
  readonly all: string;
}

// `languageName`: "sv" as the reader writes it, "Svenska".
export function searchable(people: readonly Listed[], languageName: (tag: string) => string): Searchable[] {
  return people.map((person) => ({
    person,
    name: foldWords(person.name),
    all: foldWords([person.name, person.unit, person.site, ...person.languages.map(languageName)].join(" ")),
  }));
}

// Each word typed begins a word of name, unit, site or languages; where it is the name itself that begins
// so, the person comes first. Nothing typed: all of them.
export function search(all: readonly Searchable[], typed: string): Listed[] {
  const whole = foldWords(typed);
  if (whole === " ") return all.map(({ person }) => person);
  const words = whole.slice(1).split(" ");
  const found = all.filter((each) => words.every((word) => each.all.includes(` ${word}`)));
  const isNamed = ({ name }: Searchable): boolean => name.includes(whole);
  return [...found.filter(isNamed), ...found.filter((each) => !isNamed(each))].map(({ person }) => person);
}
