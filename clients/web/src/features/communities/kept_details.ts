// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody has written about a community and not sent yet: it outlives
// the way to another page, the tab and the sign-in.
import { Openness } from "../../store/entities";
import { keepFields, keptFields } from "../../store/kept_texts";
import type { Store } from "../../store/store";
import type { Details } from "./details";

const nameOf = (key: string): string => `community.${key}`;

// `key`: the community's id, or "new".
export function keepWritten(store: Store, key: string, details: Details): void {
  keepFields(store, nameOf(key), details);
}
export function forgetWritten(store: Store, key: string): void {
  keepFields(store, nameOf(key), null);
}
export function keptWritten(store: Store, key: string): Details | undefined {
  const kept = keptFields(store, nameOf(key)) as Partial<Details> | undefined;
  if (!kept) return undefined;
  return {
    name: String(kept.name ?? ""),
    purpose: String(kept.purpose ?? ""),
    theme: String(kept.theme ?? ""),
    rhythm: String(kept.rhythm ?? ""),
    languages: Array.isArray(kept.languages) ? kept.languages.map(String) : [],
    openness: typeof kept.openness === "number" ? kept.openness : Openness.OPEN,
  };
}
