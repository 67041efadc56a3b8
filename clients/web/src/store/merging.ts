// SPDX-License-Identifier: GPL-3.0-or-later
// Acting: one community is merged into another. What leads from the one that went is in present.ts.
import { CommunityService, type Member } from "../gen/fika/v1/communities_pb";
import { fetchMembers, members } from "./communities";
import type { Store } from "./store";
import { fetchThreads, threads } from "./threads";

// Asked and answered at once: who can read what changes with it, so it waits for no connection. It may
// be asked again. Community.merge and merged_into then tell how far it is.
export async function mergeCommunities(store: Store, community: string, into: string, mayWiden: boolean): Promise<void> {
  await store.query(CommunityService.method.mergeCommunities, { community, into, mayWiden });
}

// What somebody should know before: those in both, and how many threads there are. Of very many
// not all are counted.
export interface MergeLook {
  readonly here: readonly Member[];
  readonly there: readonly Member[];
  readonly threads: number;
  readonly areAllMembers: boolean;
  readonly areAllThreads: boolean;
}
const pagesMax = 25;

export async function lookAtMerge(store: Store, community: string, into: string): Promise<MergeLook> {
  const membersOf = (id: string) => fetchAll((page) => fetchMembers(store, id, page));
  const areAllMembers = [await membersOf(community), await membersOf(into)].every(Boolean);
  const areAllThreads = await fetchAll((page) => fetchThreads(store, community, page));
  const [here, there] = [members(store, community).peek(), members(store, into).peek()];
  return { here, there, threads: threads(store, community).peek().length, areAllMembers, areAllThreads };
}
async function fetchAll(fetchPage: (page: string) => Promise<string>): Promise<boolean> {
  let page = "";
  for (let pages = 0; pages < pagesMax; pages++) if ((page = await fetchPage(page)) === "") return true;
  return false;
}
