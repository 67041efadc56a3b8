// SPDX-License-Identifier: GPL-3.0-or-later
// What tells people of one name apart, where unit and site do not: their role, where one knows them from,
// and since when they have been here. Addresses are no colleague's business.
import { Role } from "../gen/fika/v1/people_pb";
import { type Listed, sharedCommunities } from "./directory";
import { person } from "./people";
import type { Store } from "./store";

export interface Apart {
  readonly isAdmin: boolean;
  // Names of the communities in which both the person and this one are, as far as it is known here.
  readonly communities: readonly string[];
  // 0: not known, as to guests.
  readonly sinceMs: number;
}

const communitiesMax = 2;

// By their ids; of those whom a list of these people shows alike, and of nobody else. Read where it is shown,
// so that it follows what comes to be known.
export function apartIn(store: Store, people: readonly Listed[]): ReadonlyMap<string, Apart> {
  const found = new Map<string, Apart>();
  for (const alike of thoseAlike(people)) {
    for (const { id } of alike) {
      const held = person(store, id).value;
      const communities = sharedCommunities(store, id).value.map(({ community }) => community.name);
      found.set(id, {
        isAdmin: held?.role === Role.ADMIN,
        communities: communities.slice(0, communitiesMax),
        sinceMs: Number(held?.createdAtMs ?? 0),
      });
    }
  }
  return found;
}

// Groups of two and more whose name, unit and site are the same to who reads them.
export function thoseAlike<T extends Pick<Listed, "name" | "unit" | "site" | "isGuest">>(people: readonly T[]): T[][] {
  const groups = new Map<string, T[]>();
  for (const each of people) {
    const shown = [each.name, each.unit, each.site, each.isGuest].join("\n").toLocaleLowerCase();
    const group = groups.get(shown);
    if (group) group.push(each);
    else groups.set(shown, [each]);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}
