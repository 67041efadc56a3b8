// SPDX-License-Identifier: GPL-3.0-or-later
// Words that can be typed as conditions, and what menus call them. Pure.
import type { PlainKey } from "../../i18n";

export interface TypedWord {
  readonly value: string;
  readonly label: PlainKey;
}

export const kindWords: readonly TypedWord[] = [
  { value: "page", label: "search.kinds.page" },
  { value: "lesson", label: "search.kinds.lesson" },
  { value: "thread", label: "search.kinds.thread" },
  { value: "question", label: "search.kinds.question" },
  { value: "message", label: "search.kinds.message" },
  { value: "person", label: "search.kinds.person" },
  { value: "community", label: "search.kinds.community" },
  { value: "file", label: "search.kinds.file" },
];
export const stateWords: readonly TypedWord[] = [
  { value: "unanswered", label: "search.is.unanswered" },
  { value: "resolved", label: "search.is.resolved" },
  { value: "pinned", label: "search.is.pinned" },
  { value: "imported", label: "search.is.imported" },
  { value: "obsolete", label: "search.is.obsolete" },
];
export const holdsWords: readonly TypedWord[] = [
  { value: "file", label: "search.has.file" },
  { value: "picture", label: "search.has.picture" },
  { value: "link", label: "search.has.link" },
  { value: "code", label: "search.has.code" },
];
export const orderWords: readonly TypedWord[] = [
  { value: "", label: "search.sort.best" },
  { value: "newest", label: "search.sort.newest" },
  { value: "oldest", label: "search.sort.oldest" },
];
export const timeWords: readonly { readonly days: number; readonly label: PlainKey }[] = [
  { days: 7, label: "search.time.week" },
  { days: 31, label: "search.time.month" },
  { days: 366, label: "search.time.year" },
];

// What a condition is about, for the chip that shows it.
export const conditionNames: Readonly<Record<string, PlainKey>> = {
  from: "search.filter.from",
  in: "search.filter.in",
  kind: "search.filter.kind",
  tag: "search.filter.tag",
  lang: "search.filter.lang",
  before: "search.filter.before",
  after: "search.filter.after",
  has: "search.filter.has",
  is: "search.filter.is",
  sort: "search.filter.sort",
};
const ofName: Readonly<Record<string, readonly TypedWord[]>> = { kind: kindWords, is: stateWords, has: holdsWords, sort: orderWords };
// A value in words of the person's language, where it is one that is known here.
export const wordOf = (name: string, value: string): PlainKey | undefined => ofName[name]?.find((word) => word.value === value.toLowerCase())?.label;
