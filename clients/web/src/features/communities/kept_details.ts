// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody has written about a community and not sent yet: it outlives a way to another page and back.
import { Openness } from "../../store/entities";
import type { Details } from "./details";

const nameOf = (key: string): string => `fika.community.${key}`;

export function keepWritten(key: string, details: Details): void {
  try {
    sessionStorage.setItem(nameOf(key), JSON.stringify(details));
  } catch {
    // It then lasts as long as the page.
  }
}
export function forgetWritten(key: string): void {
  try {
    sessionStorage.removeItem(nameOf(key));
  } catch {
    // Nothing was kept.
  }
}
export function keptWritten(key: string): Details | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(nameOf(key)) ?? "null") as Partial<Details> | null;
    if (!kept) return undefined;
    return {
      name: String(kept.name ?? ""),
      purpose: String(kept.purpose ?? ""),
      theme: String(kept.theme ?? ""),
      rhythm: String(kept.rhythm ?? ""),
      languages: Array.isArray(kept.languages) ? kept.languages.map(String) : [],
      openness: typeof kept.openness === "number" ? kept.openness : Openness.OPEN,
    };
  } catch {
    return undefined;
  }
}
