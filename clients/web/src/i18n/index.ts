// SPDX-License-Identifier: GPL-3.0-or-later
// Words on the screen: `t("nav.home")`. Reading it inside a component or a computed signal follows the
// person's language by itself.
import type { ComponentChild } from "preact";
import type { Arguments, Key } from "./catalogue";
import { formatNumber } from "./format";
import { catalogue, locale } from "./language";
import { fill, type Value } from "./message";

export type { Key, PlainKey } from "./catalogue";
export * from "./format";
export { chooseLanguage, language, languages, locale, timeZone } from "./language";
export type { Language } from "./language";

export function t<K extends Key>(key: K, ...[values]: Arguments<K>): string {
  return fill<never>(text(key), (values ?? {}) as Record<string, Value>, locale.value, formatNumber).join("");
}

// The same with elements as values, for a link or a <strong> inside a sentence.
export function tRich<K extends Key>(
  key: K,
  ...[values]: Arguments<K, Value | ComponentChild>
): ComponentChild[] {
  const given = (values ?? {}) as Record<string, Value | ComponentChild>;
  return fill<ComponentChild>(text(key), given, locale.value, formatNumber);
}

const text = (key: Key): string => catalogue.value?.[key] ?? key;
