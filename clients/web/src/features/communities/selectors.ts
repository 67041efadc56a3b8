// SPDX-License-Identifier: GPL-3.0-or-later
// A community as these views draw it, whether one is in it, may look into it or only finds it listed.
import { computed, type ReadonlySignal } from "@preact/signals";
import { community, listings, myCommunities, myMembership } from "../../store/communities";
import { type Community, type CommunityListing, type Head, Openness, Role, type Thread } from "../../store/entities";
import { glimpse } from "../../store/glimpses";
import { me } from "../../store/people";
import type { Store } from "../../store/store";
import { head, threads } from "../../store/threads";

export interface Shown {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly theme: string;
  // In the stewards' own words: "every other Thursday".
  readonly rhythm: string;
  readonly languages: readonly string[];
  readonly openness: Openness;
  readonly isArchived: boolean;
  // 0: not known, as of private ones.
  readonly memberCount: number;
  readonly stewards: readonly string[];
  readonly createdAtMs: number;
  readonly createdBy: string;
  // It is on its way into another.
  readonly merge: { readonly into: string; readonly done: number; readonly total: number } | undefined;
  // Its threads may be read.
  readonly isReadable: boolean;
}

export function shownOf(entity: Community | undefined, listing: CommunityListing | undefined): Shown | undefined {
  const told = entity ?? listing;
  if (!told) return undefined;
  return {
    id: entity?.id ?? listing?.community ?? "",
    name: told.name,
    purpose: told.purpose,
    theme: told.theme,
    rhythm: told.rhythm,
    languages: told.languages,
    openness: told.openness,
    isArchived: told.archived,
    memberCount: listing?.memberCount ?? 0,
    stewards: listing?.stewards ?? [],
    createdAtMs: Number(entity?.createdAtMs ?? 0),
    createdBy: entity?.createdBy ?? "",
    merge: entity?.merge && { into: entity.merge.into, done: Number(entity.merge.done), total: Number(entity.merge.total) },
    isReadable: entity !== undefined || told.openness === Openness.OPEN,
  };
}

// One community, from whatever is known of it; undefined: nothing yet, or nothing at all.
export function shown(store: Store, id: string): ReadonlySignal<Shown | undefined> {
  return store.memo(`shown ${id}`, () =>
    computed(() => {
      const { view } = glimpse(store, id).value;
      const listing = listings(store).value.find((each) => each.community === id);
      return shownOf(community(store, id).value ?? view?.community, listing ?? view?.listing);
    }),
  );
}

// All that the person may know of: what is listed, and the private ones they are in.
export function known(store: Store): ReadonlySignal<readonly Shown[]> {
  return store.memo("known communities", () =>
    computed(() => {
      const byId = new Map<string, Shown>();
      for (const listing of listings(store).value) byId.set(listing.community, shownOf(undefined, listing)!);
      for (const mine of myCommunities(store).value) {
        const listing = byId.get(mine.id);
        byId.set(mine.id, { ...shownOf(mine, undefined)!, memberCount: listing?.memberCount ?? 0, stewards: listing?.stewards ?? [] });
      }
      return [...byId.values()];
    }),
  );
}

export interface Standing {
  readonly isMember: boolean;
  readonly isSteward: boolean;
  readonly isGuest: boolean;
  readonly isAdmin: boolean;
  // Made here and not confirmed by the server.
  readonly isBeingMade: boolean;
}

export function standing(store: Store, id: string): ReadonlySignal<Standing> {
  return store.memo(`standing ${id}`, () =>
    computed(() => {
      const own = myMembership(store, id).value;
      const role = me(store).value?.role;
      const isMember = own !== undefined && !own.left;
      const isBeingMade = !isMember && store.commandsAbout(id).value.some(({ makes }) => makes.includes(id));
      const isGuest = own?.guest === true || role === Role.GUEST;
      return { isMember, isSteward: isMember && own.steward && !isGuest, isGuest, isAdmin: role === Role.ADMIN, isBeingMade };
    }),
  );
}

export interface HeadedThread {
  readonly thread?: Thread | undefined;
  readonly head?: Head | undefined;
}
// Its threads with their heads: those that sync tells of for members, what was asked for else.
export function threadViews(store: Store, id: string): ReadonlySignal<readonly HeadedThread[]> {
  return store.memo(`thread views ${id}`, () =>
    computed((): readonly HeadedThread[] => {
      const { isMember, isBeingMade } = standing(store, id).value;
      if (!isMember && !isBeingMade) return glimpse(store, id).value.threads.filter(({ thread }) => !thread?.mergedInto);
      return threads(store, id).value.map((thread) => ({ thread, head: head(store, thread.id).value }));
    }),
  );
}
