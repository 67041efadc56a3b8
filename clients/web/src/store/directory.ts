// SPDX-License-Identifier: GPL-3.0-or-later
// The directory of people: fetched whole, a page at a time, when somebody looks into it, and searched on
// this device from then on.
import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { CommunityService, type Community, type Member } from "../gen/fika/v1/communities_pb";
import { PeopleService, type Person, Role } from "../gen/fika/v1/people_pb";
import { CallRefused } from "../sync/calls";
import { community, members, myCommunities } from "./communities";
import { placesOf } from "./groups";
import { me, mySettings, people, person } from "./people";
import type { Store } from "./store";

export { Role } from "../gen/fika/v1/people_pb";
export type { Person } from "../gen/fika/v1/people_pb";

export type DirectoryState = "loading" | "whole" | "partial";
const state = (store: Store): Signal<DirectoryState> => store.memo("directory", () => signal<DirectoryState>("loading")) as Signal<DirectoryState>;
export function directoryState(store: Store): ReadonlySignal<DirectoryState> {
  return state(store);
}

const pageSize = 500;
const pagesMax = 100;

// Once a visit; again after it has failed.
export async function wantDirectory(store: Store): Promise<void> {
  if (store.wanted.has("directory")) return;
  store.wanted.add("directory");
  const own = state(store);
  own.value = "loading";
  try {
    let page = "";
    for (let pages = 0; pages < pagesMax; pages += 1) {
      page = (await store.query(PeopleService.method.listPeople, { limit: pageSize, page })).nextPage;
      if (page === "") break;
    }
    own.value = page === "" ? "whole" : "partial";
  } catch {
    store.wanted.delete("directory");
    own.value = "partial";
  }
}

// Guests do not hold the organisation, and so not even their own profile: only their settings.
export function isGuest(store: Store): ReadonlySignal<boolean> {
  return store.memo("is guest", () =>
    computed(() => (me(store).value ? me(store).value?.role === Role.GUEST : mySettings(store).value !== undefined)),
  );
}

export interface Listed {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly site: string;
  readonly languages: readonly string[];
  readonly isGuest: boolean;
  readonly isDeactivated: boolean;
}

// Everybody with an account that is known here. Administrators see those who are deactivated, too;
// guests, who have no directory, see the people of their communities.
export function directory(store: Store): ReadonlySignal<readonly Listed[]> {
  return store.memo("directory of people", () =>
    computed(() => {
      if (isGuest(store).value) return companions(store);
      const role = me(store).value?.role;
      return people(store)
        .value.filter(({ formerColleague, deactivated }) => !formerColleague && (!deactivated || role === Role.ADMIN))
        .map((each) => ({ ...each, isGuest: each.role === Role.GUEST, isDeactivated: each.deactivated }));
    }),
  );
}
function companions(store: Store): Listed[] {
  const found = new Map<string, Listed>();
  for (const { id } of myCommunities(store).value) {
    for (const { person: companion, name, guest } of members(store, id).value) {
      found.set(companion, { id: companion, name, unit: "", site: "", languages: [], isGuest: guest, isDeactivated: false });
    }
  }
  return [...found.values()];
}

// Brings the members of the communities that the person is in: who is where with whom, and for guests,
// whom there is to write to.
export async function wantCompanions(store: Store): Promise<void> {
  await Promise.all(
    myCommunities(store)
      .peek()
      .slice(0, communitiesMax)
      .map(async ({ id }) => {
        const name = `members ${id}`;
        if (store.wanted.has(name)) return;
        store.wanted.add(name);
        await store.query(CommunityService.method.listMembers, { root: id, limit: pageSize }).catch(() => store.wanted.delete(name));
      }),
  );
}
const communitiesMax = 12;

export interface Shared {
  readonly community: Community;
  readonly isSteward: boolean;
}
// The communities in which both are, as far as it is known here.
export function sharedCommunities(store: Store, id: string): ReadonlySignal<readonly Shared[]> {
  return store.memo(`shared with ${id}`, () => {
    const places = store.world.list(placesOf(id), "shared", (found: Member[]) => found.filter(({ left }) => !left));
    return computed(() => {
      const mine = new Set(myCommunities(store).value.map((own) => own.id));
      return places.value
        .flatMap(({ root, steward }) => {
          const own = mine.has(root) ? community(store, root).value : undefined;
          return own ? [{ community: own, isSteward: steward }] : [];
        })
        .sort((a, b) => a.community.name.localeCompare(b.community.name));
    });
  });
}

// Asks for the profile as it is now. "absent": gone, or not to be seen.
export async function fetchProfile(store: Store, id: string): Promise<"here" | "absent" | "unreachable"> {
  try {
    await store.query(PeopleService.method.getPerson, { person: id });
    return "here";
  } catch (error) {
    const isAbsent = error instanceof CallRefused && ["not_found", "permission_denied", "invalid_argument"].includes(error.code);
    return isAbsent ? "absent" : "unreachable";
  }
}
export const profile = (store: Store, id: string): ReadonlySignal<Person | undefined> => person(store, id);
