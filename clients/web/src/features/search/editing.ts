// SPDX-License-Identifier: GPL-3.0-or-later
// The query is a line of words, and conditions among them: what menus and chips do is to write in it what a
// person could have typed in their language.
import { language } from "../../i18n";
import { isSameValue, typedName, typedValue } from "./typed_words";

export interface Stretch {
  // In bytes of UTF-8, as the server counts.
  readonly begin: number;
  readonly end: number;
}
export interface Condition extends Stretch {
  // In English whatever was typed: "from", "in", "kind", ...
  readonly name: string;
  // As typed.
  readonly value: string;
}

// Without these places of it.
export function without(query: string, stretches: readonly Stretch[]): string {
  const bytes = new TextEncoder().encode(query);
  const decoder = new TextDecoder();
  let rest = "";
  let at = 0;
  for (const { begin, end } of [...stretches].sort((a, b) => a.begin - b.begin)) {
    if (begin < at) continue;
    rest += decoder.decode(bytes.subarray(at, begin));
    at = Math.max(begin, end);
  }
  return tidy(rest + decoder.decode(bytes.subarray(at)));
}

// With a condition of this name and value, in the place of all others of that name; an empty value: without any.
export function withCondition(query: string, known: readonly Condition[], name: string, value: string): string {
  const rest = without(query, known.filter((each) => each.name === name));
  return value === "" ? rest : tidy(`${rest} ${conditionText(name, value)}`);
}
// With one more of them, or without it if it is there.
export function withToggled(query: string, known: readonly Condition[], name: string, value: string): string {
  const same = known.filter((each) => each.name === name && isSameValue(name, each.value, value));
  return same.length > 0 ? without(query, same) : tidy(`${query} ${conditionText(name, value)}`);
}
export const hasCondition = (known: readonly Condition[], name: string, value: string): boolean =>
  known.some((each) => each.name === name && isSameValue(name, each.value, value));

// A value with spaces stands in quotes; none can stand inside.
export function conditionText(name: string, value: string): string {
  const plain = typedValue(name, value, language.value).replaceAll('"', " ").replace(/\s+/g, " ").trim();
  const typed = typedName(name, language.value);
  return /[\s:]/.test(plain) ? `${typed}:"${plain}"` : `${typed}:${plain}`;
}

const tidy = (query: string): string => query.replace(/\s+/g, " ").trim();

// The day so many days before another, as conditions write it: 2026-10-01.
export function dayBefore(nowMs: number, days: number): string {
  const day = new Date(nowMs - days * 86_400_000);
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

// Whether the condition is one that hits must not meet: "-kind:page".
export const isExcluding = (query: string, { begin }: Stretch): boolean => new TextEncoder().encode(query)[begin] === 0x2d;

// As the page's address says it.
export interface Asked {
  readonly query: string;
  readonly root: string;
  readonly isExact: boolean;
}
export function askedIn(address: URLSearchParams): Asked {
  return { query: address.get("q") ?? "", root: address.get("root") ?? "", isExact: address.get("exact") === "1" };
}
export function searchPath({ query, root = "", isExact = false }: { query: string; root?: string; isExact?: boolean }): string {
  const address = new URLSearchParams();
  if (query.trim() !== "") address.set("q", query);
  if (root) address.set("root", root);
  if (isExact) address.set("exact", "1");
  const text = address.toString();
  return text ? `/search?${text}` : "/search";
}

// Narrowed to one month, written 2026-10; `times`: the conditions that give way to it.
export function monthIn(query: string, times: readonly Condition[], month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
  return tidy(`${without(query, times)} ${conditionText("after", `${month}-01`)} ${conditionText("before", `${next}-01`)}`);
}
