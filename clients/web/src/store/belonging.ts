// SPDX-License-Identifier: GPL-3.0-or-later
// Who belongs to a community: asking to be let in, answering those who ask, bringing people in, taking
// them out, and sharing the care for it.
import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { CommunityService, type JoinRequest, type JoinWish } from "../gen/fika/v1/communities_pb";
import { InboxKind } from "../gen/fika/v1/messages_pb";
import { PeopleService } from "../gen/fika/v1/people_pb";
import { keyOfIds } from "../sync/entity_kinds";
import { joinCommunity, leaveCommunity } from "./communities";
import { inbox } from "./people";
import type { Store } from "./store";

// When the person asked to be let in, in ms; 0: nothing waits for an answer. The server tells all devices.
export function askedAt(store: Store, community: string): ReadonlySignal<number> {
  return store.memo(`asked to join ${community}`, () => {
    const wish = store.world.entity<JoinWish>(keyOfIds(14, store.me, community));
    return computed(() => Number(wish.value?.askedAtMs ?? 0));
  });
}
export function askToJoin(store: Store, community: string, note: string): Promise<void> {
  return joinCommunity(store, community, note);
}
// Leaving what one is not in yet.
export function takeBackAsking(store: Store, community: string): Promise<void> {
  return leaveCommunity(store, community);
}

// Those who wait to be let in, as the stewards see them; undefined: not asked for yet.
export function joinRequests(store: Store, community: string): ReadonlySignal<readonly JoinRequest[] | undefined> {
  return requestsHeld(store, community);
}
const requestsHeld = (store: Store, community: string): Signal<readonly JoinRequest[] | undefined> =>
  store.memo(`join requests ${community}`, () => signal(undefined)) as Signal<readonly JoinRequest[] | undefined>;

// How many stewards were told of, and nobody has answered; it changes when somebody asks.
export function waitingToJoin(store: Store, community: string): ReadonlySignal<number> {
  return store.memo(`waiting to join ${community}`, () =>
    computed(
      () =>
        inbox(store).value.filter(({ kind, about, done }) => kind === InboxKind.JOIN_REQUEST && about === community && !done).length,
    ),
  );
}
export async function fetchJoinRequests(store: Store, community: string): Promise<void> {
  const { requests } = await store.query(CommunityService.method.listJoinRequests, { community });
  requestsHeld(store, community).value = requests;
}
export async function answerJoinRequest(store: Store, community: string, person: string, accept: boolean): Promise<void> {
  await store.command(CommunityService.method.answerJoinRequest, { community, person, accept }, { about: [community, person] });
  const own = requestsHeld(store, community);
  own.value = own.peek()?.filter((request) => request.person !== person);
}

// People whose name goes on so, fetched as far as one can choose among them; they are in people() then.
export async function findPeople(store: Store, namePrefix: string): Promise<void> {
  await store.query(PeopleService.method.listPeople, { namePrefix, limit: 50 });
}

// What is under way for one person in one community.
export function changing(store: Store, community: string, person: string): ReadonlySignal<boolean> {
  return store.memo(`changing ${person} in ${community}`, () =>
    computed(() => store.commandsAbout(person).value.some(({ about, state }) => about.includes(community) && state !== "refused")),
  );
}

export function addMember(store: Store, community: string, person: string): Promise<void> {
  return store.command(CommunityService.method.addMember, { community, person }, { about: [community, person] });
}
export function removeMember(store: Store, community: string, person: string): Promise<void> {
  return store.command(CommunityService.method.removeMember, { community, person }, { about: [community, person] });
}
export function setSteward(store: Store, community: string, person: string, steward: boolean): Promise<void> {
  return store.command(CommunityService.method.setSteward, { community, person, steward }, { about: [community, person] });
}
