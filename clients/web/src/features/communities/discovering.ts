// SPDX-License-Identifier: GPL-3.0-or-later
// Finding a community among all: by words, by language, by theme. Pure.
import type { Shown } from "./selectors";

export interface Search {
  readonly text: string;
  // A language without its region; "" for any.
  readonly language: string;
  // Given: only those.
  readonly among?: ReadonlySet<string> | undefined;
}

export interface Themed {
  readonly theme: string;
  readonly communities: readonly Shown[];
}

type Compare = (a: string, b: string) => number;

// Case and accents do not matter to somebody who looks for something: "malmo" finds Malmö.
const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

export const baseOf = (tag: string): string => (tag.split("-", 1)[0] ?? "").toLowerCase();

export function found(communities: readonly Shown[], { text, language, among }: Search): Shown[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  return communities.filter(({ id, name, purpose, theme, languages }) => {
    if (among && !among.has(id)) return false;
    if (language && !languages.some((tag) => baseOf(tag) === language)) return false;
    const all = plain(`${name} ${purpose} ${theme}`);
    return words.every((word) => all.includes(word));
  });
}

// By theme in the order of the person's language, those without one last; archived ones last within each.
export function byTheme(communities: readonly Shown[], compare: Compare): Themed[] {
  const themes = new Map<string, { theme: string; communities: Shown[] }>();
  for (const community of communities) {
    const key = plain(community.theme.trim());
    const theme = themes.get(key);
    if (theme) theme.communities.push(community);
    else themes.set(key, { theme: community.theme.trim(), communities: [community] });
  }
  const sorted = [...themes.values()].sort(
    (a, b) => Number(a.theme === "") - Number(b.theme === "") || compare(a.theme, b.theme),
  );
  for (const { communities: own } of sorted) {
    own.sort((a, b) => Number(a.isArchived) - Number(b.isArchived) || compare(a.name, b.name));
  }
  return sorted;
}

// The languages there are, for the choice.
export const languagesIn = (communities: readonly Shown[]): string[] => [
  ...new Set(communities.flatMap(({ languages }) => languages.map(baseOf)).filter(Boolean)),
];
// The themes there are, as suggestions for a new one; those that differ in case alone are one.
export function themesIn(communities: readonly Shown[]): string[] {
  const themes = new Map(communities.map(({ theme }) => [plain(theme.trim()), theme.trim()]));
  return [...themes.values()].filter(Boolean);
}
// Those with a word in their name that goes on as each word of the text does.
export function namedSo<T extends { readonly name: string }>(people: readonly T[], text: string): T[] {
  const wanted = plain(text).split(/\s+/).filter(Boolean);
  return people.filter(({ name }) => {
    const words = plain(name).split(/[\s-]+/);
    return wanted.every((start) => words.some((word) => word.startsWith(start)));
  });
}
