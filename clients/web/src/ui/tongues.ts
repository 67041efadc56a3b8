// SPDX-License-Identifier: GPL-3.0-or-later
// Languages and time zones under the names that the person's own language has for them.
import { compareText, formatList, locale } from "../i18n";
import type { Choice } from "./select";

export function tongueName(tag: string): string {
  const name = plainName(tag);
  return name === tag ? tag : capitalised(name);
}
// "Svenska och engelska": only the first as at the beginning of a sentence.
export const tongueNames = (tags: readonly string[]): string => capitalised(formatList(tags.map(plainName)));

// As it stands within a sentence; what no browser knows stands as it is.
export function plainName(tag: string): string {
  try {
    return new Intl.DisplayNames(locale.value, { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
const capitalised = (name: string): string => name.charAt(0).toLocaleUpperCase(locale.value) + name.slice(1);

// Those that people at work most often ask for; others are taken by their tag.
const common =
  "ar bg bs ca cs cy da de el en es et eu fa fi fo fr ga gd gl he hi hr hu hy id is it ja ka ku lt lv mk ms mt nb nl nn pl ps pt ro ru se sk sl so sq sr sv sw ta th ti tr uk ur uz vi yi zh".split(" ");

export function tongueChoices(without: readonly string[]): Choice<string>[] {
  return common
    .filter((tag) => !without.includes(tag))
    .map((value) => ({ value, label: tongueName(value) }))
    .sort((a, b) => compareText(a.label, b.label));
}

// A time zone as people say it: the place first, so that typing its first letters finds it.
export function zoneName(zone: string): string {
  const parts = zone.replaceAll("_", " ").split("/");
  const place = parts.pop()!;
  return parts.length > 0 ? `${place} (${parts.join(", ")})` : place;
}

// All that this browser knows, with the given ones even if it does not list them.
export function zoneChoices(also: readonly string[]): Choice<string>[] {
  const listed = typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : [];
  return [...new Set([...listed, "UTC", ...also.filter(Boolean)])]
    .map((value) => ({ value, label: zoneName(value) }))
    .sort((a, b) => compareText(a.label, b.label));
}

export const deviceZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
