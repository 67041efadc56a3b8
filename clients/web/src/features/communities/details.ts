// SPDX-License-Identifier: GPL-3.0-or-later
// What a community says of itself, as somebody writes it: checked here as the server does, so that the
// person learns of it before anything is sent. Pure.
import type { Key } from "../../i18n";
import { Openness } from "../../store/entities";
import type { Shown } from "./selectors";

export interface Details {
  readonly name: string;
  readonly purpose: string;
  readonly theme: string;
  readonly rhythm: string;
  readonly languages: readonly string[];
  readonly openness: Openness;
}
export const noDetails: Details = { name: "", purpose: "", theme: "", rhythm: "", languages: [], openness: Openness.OPEN };

// Characters as people count them.
export const limits = { name: 80, purpose: 1000, theme: 80, rhythm: 80 } as const;

type Wrong = Extract<Key, "communities.nameMissing" | "communities.tooLong">;
export type Faults = Partial<Record<keyof typeof limits, Wrong>>;

export function checkDetails(details: Details): Faults {
  const faults: Faults = {};
  for (const field of ["name", "purpose", "theme", "rhythm"] as const) {
    if ([...details[field].trim()].length > limits[field]) faults[field] = "communities.tooLong";
  }
  if (details.name.trim() === "") faults.name = "communities.nameMissing";
  return faults;
}

// Spaces at the ends go, and lines where one alone is wanted.
export const tidied = ({ name, purpose, theme, rhythm, languages, openness }: Details): Details => ({
  name: name.trim().replace(/\s+/g, " "),
  purpose: purpose.trim(),
  theme: theme.trim().replace(/\s+/g, " "),
  rhythm: rhythm.trim().replace(/\s+/g, " "),
  languages,
  openness,
});

export const detailsOf = ({ name, purpose, theme, rhythm, languages, openness }: Shown): Details => ({
  name,
  purpose,
  theme,
  rhythm,
  languages,
  openness,
});

export interface Change {
  name?: string;
  purpose?: string;
  theme?: string;
  rhythm?: string;
  languages?: string[];
  replaceLanguages?: boolean;
  openness?: Openness;
}
// What is different alone: two stewards who change different things do not undo each other's.
export function changeOf(before: Details, after: Details): Change {
  const change: Change = {};
  for (const field of ["name", "purpose", "theme", "rhythm"] as const) if (before[field] !== after[field]) change[field] = after[field];
  if (before.openness !== after.openness) change.openness = after.openness;
  if (before.languages.join() !== after.languages.join()) {
    change.languages = [...after.languages];
    change.replaceLanguages = true;
  }
  return change;
}
