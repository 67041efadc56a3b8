// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the query language as far as menus write them and chips read them. They are no words for the eye but
// what a person types, in either language: the server reads both (search/query_vocabulary.cc). Pure.
import type { Language, PlainKey } from "../../i18n";

export interface TypedWord {
  // In English, by which it is known here.
  readonly value: string;
  readonly sv: string;
  // Other spellings that mean the same.
  readonly also?: readonly string[];
  readonly label: PlainKey;
}

export const kindWords: readonly TypedWord[] = [
  { value: "page", sv: "sida", also: ["pages", "sidor", "wiki"], label: "search.kinds.page" },
  { value: "lesson", sv: "lärdom", also: ["lessons", "lärdomar"], label: "search.kinds.lesson" },
  { value: "thread", sv: "tråd", also: ["threads", "trådar"], label: "search.kinds.thread" },
  { value: "question", sv: "fråga", also: ["questions", "frågor"], label: "search.kinds.question" },
  { value: "message", sv: "meddelande", also: ["messages", "meddelanden"], label: "search.kinds.message" },
  { value: "person", sv: "person", also: ["people", "personer"], label: "search.kinds.person" },
  { value: "community", sv: "gemenskap", also: ["communities", "gemenskaper"], label: "search.kinds.community" },
  { value: "file", sv: "fil", also: ["files", "filer"], label: "search.kinds.file" },
];
export const stateWords: readonly TypedWord[] = [
  { value: "unanswered", sv: "obesvarad", also: ["obesvarade", "obesvarat"], label: "search.is.unanswered" },
  { value: "resolved", sv: "löst", also: ["solved", "answered", "lösta"], label: "search.is.resolved" },
  { value: "pinned", sv: "fäst", also: ["fästa"], label: "search.is.pinned" },
  { value: "imported", sv: "importerad", also: ["importerat", "importerade"], label: "search.is.imported" },
  { value: "obsolete", sv: "föråldrad", also: ["föråldrat"], label: "search.is.obsolete" },
];
export const holdsWords: readonly TypedWord[] = [
  { value: "file", sv: "fil", also: ["files", "filer", "bilaga", "attachment"], label: "search.has.file" },
  { value: "picture", sv: "bild", also: ["pictures", "image", "bilder"], label: "search.has.picture" },
  { value: "link", sv: "länk", also: ["links", "länkar"], label: "search.has.link" },
  { value: "code", sv: "kod", label: "search.has.code" },
];
export const orderWords: readonly TypedWord[] = [
  { value: "", sv: "", label: "search.sort.best" },
  { value: "newest", sv: "nyast", also: ["new", "nyaste", "senaste"], label: "search.sort.newest" },
  { value: "oldest", sv: "äldst", also: ["old", "äldsta"], label: "search.sort.oldest" },
];
export const timeWords: readonly { readonly days: number; readonly label: PlainKey }[] = [
  { days: 7, label: "search.time.week" },
  { days: 31, label: "search.time.month" },
  { days: 366, label: "search.time.year" },
];

interface NameWord {
  readonly sv: string;
  readonly label: PlainKey;
  readonly values?: readonly TypedWord[];
}
const names: Readonly<Record<string, NameWord>> = {
  from: { sv: "från", label: "search.filter.from" },
  in: { sv: "i", label: "search.filter.in" },
  kind: { sv: "typ", label: "search.filter.kind", values: kindWords },
  tag: { sv: "tagg", label: "search.filter.tag" },
  lang: { sv: "språk", label: "search.filter.lang" },
  before: { sv: "före", label: "search.filter.before" },
  after: { sv: "efter", label: "search.filter.after" },
  has: { sv: "har", label: "search.filter.has", values: holdsWords },
  is: { sv: "är", label: "search.filter.is", values: stateWords },
  sort: { sv: "ordning", label: "search.filter.sort", values: orderWords },
};

export const labelOf = (name: string): PlainKey | undefined => names[name]?.label;

// What somebody has typed, as one of those that are known here.
export function wordOf(name: string, value: string): TypedWord | undefined {
  const small = value.normalize("NFC").toLowerCase();
  return names[name]?.values?.find((word) => word.value === small || word.sv === small || word.also?.includes(small));
}
export function isSameValue(name: string, a: string, b: string): boolean {
  const canonical = (value: string): string => wordOf(name, value)?.value ?? value.normalize("NFC").toLowerCase();
  return canonical(a) === canonical(b);
}

// As one types it in this language.
export const typedName = (name: string, language: Language): string => (language === "sv" ? (names[name]?.sv ?? name) : name);
export const typedValue = (name: string, value: string, language: Language): string => (language === "sv" ? (wordOf(name, value)?.sv ?? value) : value);
