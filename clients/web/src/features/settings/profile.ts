// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of a profile that a person changes together, and what a save sends: only what differs. Pure.
import type { Person } from "../../store/entities";
import type { updateProfile } from "../../store/people";

export interface Profile {
  readonly name: string;
  readonly pronouns: string;
  readonly site: string;
  readonly unit: string;
  // BCP 47 tags, the preferred first.
  readonly languages: readonly string[];
  readonly timeZone: string;
}
type Change = Parameters<typeof updateProfile>[1];

export function profileOf(person: Person, { timeZone }: { readonly timeZone: string }): Profile {
  const { name, pronouns, site, unit, languages } = person;
  return { name, pronouns, site, unit, languages, timeZone };
}

// Nothing when all is as it was.
export function changeOf(held: Profile, wanted: Profile): Change | null {
  const change: Record<string, unknown> = {};
  for (const field of ["name", "pronouns", "site", "unit", "timeZone"] as const) {
    const value = wanted[field].trim();
    if (value !== held[field]) change[field] = value;
  }
  if (wanted.languages.join() !== held.languages.join()) {
    change["languages"] = [...wanted.languages];
    change["replaceLanguages"] = true;
  }
  return Object.keys(change).length > 0 ? (change as Change) : null;
}
