// SPDX-License-Identifier: GPL-3.0-or-later
// Where the person has been lately, on this device: those places come first. Ids alone are kept.
import { signal, type ReadonlySignal } from "@preact/signals";

const kept = 40;
const visits = signal<{ readonly of: string; readonly paths: readonly string[] }>({ of: "", paths: [] });
const keyOf = (person: string): string => `fika.visited.${person}`;

// The latest first.
export function visited(person: string): ReadonlySignal<{ readonly paths: readonly string[] }> {
  if (visits.peek().of !== person) visits.value = { of: person, paths: read(person) };
  return visits;
}

export function noteVisit(person: string, path: string): void {
  const place = placeOf(path);
  if (!place) return;
  const before = visited(person).peek().paths;
  if (before[0] === place) return;
  const paths = [place, ...before.filter((other) => other !== place)].slice(0, kept);
  visits.value = { of: person, paths };
  try {
    localStorage.setItem(keyOf(person), JSON.stringify(paths));
  } catch {
    // Remembered for this visit alone.
  }
}

// A place is a community, thread, conversation, person or page; what stands below one is the same place.
export function placeOf(path: string): string | null {
  return /^\/(communities|threads|conversations|people|p)\/[0-9a-f-]{36}(?=\/|$)/.exec(path)?.[0] ?? null;
}

function read(person: string): readonly string[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(keyOf(person)) ?? "[]");
    return Array.isArray(found) ? found.filter((path) => typeof path === "string").slice(0, kept) : [];
  } catch {
    return [];
  }
}
