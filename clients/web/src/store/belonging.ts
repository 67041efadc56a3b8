// SPDX-License-Identifier: GPL-3.0-or-later
// Who belongs to a community: asking to be let in, answering those who ask, bringing people in, taking
// them out, and sharing the care for it.
import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { CommunityService, type JoinRequest } from "../gen/fika/v1/communities_pb";
import { InboxKind } from "../gen/fika/v1/messages_pb";
import { PeopleService } from "../gen/fika/v1/people_pb";
import { joinCommunity, myMembership } from "./communities";
import { inbox } from "./people";
import type { Store } from "./store";

// No entity says that one has asked, so this device remembers it until there is an answer.
const keyOf = (store: Store): string => `fika.asked.${store.me}`;
type Asked = Readonly<Record<string, number>>;

function asked(store: Store): Signal<Asked> {
  return store.memo("asked to join", () => signal(read(keyOf(store)))) as Signal<Asked>;
}
function read(key: string): Asked {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    return kept !== null && typeof kept === "object" ? (kept as Asked) : {};
  } catch {
    return {};
  }
}

// When the person asked to be let in, in ms; 0: not, or there has been an answer.
export function askedAt(store: Store, community: string): ReadonlySignal<number> {
  return store.memo(`asked to join ${community}`, () =>
    computed(() => {
      const at = asked(store).value[community] ?? 0;
      if (at === 0 || myMembership(store, community).value?.left === false) return 0;
      const isAnswered = inbox(store).value.some(
        (item) => item.kind === InboxKind.JOIN_ANSWER && item.about === community && Number(item.createdAtMs) >= at,
      );
      return isAnswered ? 0 : at;
    }),
  );
}

export async function askToJoin(store: Store, community: string, note: string): Promise<void> {
  await joinCommunity(store, community, note);
  const all = { ...asked(store).peek(), [community]: Date.now() };
  asked(store).value = all;
  try {
    localStorage.setItem(keyOf(store), JSON.stringify(all));
  } catch {
    // Kept for this visit alone; asking twice is the same as asking once.
  }
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
