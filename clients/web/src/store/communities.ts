// SPDX-License-Identifier: GPL-3.0-or-later
// Reading and acting: communities, their listings and members.
import type { MessageInitShape } from "@bufbuild/protobuf";
import type { ReadonlySignal } from "@preact/signals";
import {
  type Community,
  type CommunityLevel,
  type CommunityListing,
  CommunityListingSchema,
  CommunitySchema,
  CommunityService,
  type CreateCommunityRequestSchema,
  type Level,
  type Member,
  type UpdateCommunityRequestSchema,
} from "../gen/fika/v1/communities_pb";
import { keyOfIds } from "../sync/entity_kinds";
import { makeId } from "../sync/ids";
import { all, membersOf } from "./groups";
import type { Store } from "./store";

const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name);

// Those the person is in, archived ones too.
export function myCommunities({ world, me }: Store): ReadonlySignal<readonly Community[]> {
  return world.list(all(CommunitySchema.typeName), "mine", (communities: Community[]) =>
    communities
      .filter(({ id, mergedInto }) => !mergedInto && (world.get(keyOfIds(12, id, me)) as Member | undefined)?.left === false)
      .sort(byName),
  );
}
// All that are listed: what one may find before joining.
export function listings({ world }: Store): ReadonlySignal<readonly CommunityListing[]> {
  return world.list(all(CommunityListingSchema.typeName), "by name", (found: CommunityListing[]) => found.sort(byName));
}
export function community({ world }: Store, id: string): ReadonlySignal<Community | undefined> {
  return world.entity(keyOfIds(10, id));
}
export function myMembership({ world, me }: Store, root: string): ReadonlySignal<Member | undefined> {
  return world.entity(keyOfIds(12, root, me));
}
export function myLevel({ world, me }: Store, id: string): ReadonlySignal<CommunityLevel | undefined> {
  return world.entity(keyOfIds(13, me, id));
}
// Those held here; fetchMembers() brings a page.
export function members({ world }: Store, root: string): ReadonlySignal<readonly Member[]> {
  return world.list(membersOf(root), "by name", (found: Member[]) => found.filter((member) => !member.left).sort(byName));
}

export async function fetchMembers(store: Store, root: string, page = ""): Promise<string> {
  const { nextPage } = await store.query(CommunityService.method.listMembers, { root, limit: 200, page });
  return nextPage;
}

type Fields<T> = Omit<T, "$typeName" | "id" | "community">;

// Returns the new community's id.
export async function createCommunity(store: Store, fields: Fields<MessageInitShape<typeof CreateCommunityRequestSchema>>): Promise<string> {
  const id = makeId();
  await store.command(CommunityService.method.createCommunity, { ...fields, id } as never, { makes: [id] });
  return id;
}
export function updateCommunity(store: Store, id: string, change: Fields<MessageInitShape<typeof UpdateCommunityRequestSchema>>): Promise<void> {
  return store.command(CommunityService.method.updateCommunity, { ...change, community: id } as never, { about: [id] });
}
export function joinCommunity(store: Store, id: string, note = ""): Promise<void> {
  return store.command(CommunityService.method.joinCommunity, { community: id, note }, { about: [id] });
}
export function leaveCommunity(store: Store, id: string): Promise<void> {
  return store.command(CommunityService.method.leaveCommunity, { community: id }, { about: [id] });
}
export function setCommunityLevel(store: Store, id: string, level: Level): Promise<void> {
  return store.command(CommunityService.method.setCommunityLevel, { community: id, level }, { about: [id] });
}
export function setArchived(store: Store, id: string, archived: boolean): Promise<void> {
  return store.command(CommunityService.method.setArchived, { community: id, archived }, { about: [id] });
}
