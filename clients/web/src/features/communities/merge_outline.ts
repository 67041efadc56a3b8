// SPDX-License-Identifier: GPL-3.0-or-later
// What a merge of two communities does to who may read: by what they are open to, and by who is in one and
// not in the other. As the server reckons it. Pure.
import { Openness } from "../../store/entities";

export interface Side {
  readonly openness: Openness;
  readonly members: readonly { readonly person: string; readonly guest: boolean }[];
}

export interface Outline {
  // Of both, each person once.
  readonly people: number;
  // They come to read what they could not: those of the one that goes, and those of the one that stays.
  readonly newThere: number;
  readonly newHere: number;
  readonly guests: number;
  // What was for fewer is open to more.
  readonly opens: Openness | undefined;
  readonly widens: boolean;
}

const rank = (openness: Openness): number => (openness === Openness.OPEN ? 2 : openness === Openness.ON_REQUEST ? 1 : 0);

export function outlineOf(from: Side, into: Side): Outline {
  const newThere = newcomers(from, into);
  const newHere = newcomers(into, from);
  const opens = rank(into.openness) > rank(from.openness) ? into.openness : undefined;
  return {
    people: new Set([...from.members, ...into.members].map(({ person }) => person)).size,
    newThere: newThere.length,
    newHere: newHere.length,
    guests: [...newThere, ...newHere].filter(({ guest }) => guest).length,
    opens,
    widens: opens !== undefined || newThere.length + newHere.length > 0,
  };
}

// An open community is read by every member of the organisation already, and by no guest but its own.
function newcomers(of: Side, other: Side): Side["members"] {
  const inside = new Set(other.members.map(({ person }) => person));
  return of.members.filter(({ person, guest }) => !inside.has(person) && (guest || other.openness !== Openness.OPEN));
}
