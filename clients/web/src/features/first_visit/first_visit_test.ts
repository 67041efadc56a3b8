// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Community, CommunityListing } from "../../store/entities";
import { worthShowing } from "./worth_showing";

const listing = (community: string, memberCount: number, archived = false): CommunityListing =>
  ({ community, name: community, memberCount, archived }) as CommunityListing;

test("a newcomer chooses among communities that live and that they are not in, the liveliest first", () => {
  const listed = [listing("a", 3), listing("b", 9), listing("c", 40, true), listing("d", 5), listing("e", 9)];
  const mine = [{ id: "d" } as Community];
  assert.deepEqual(worthShowing(listed, mine).map(({ community }) => community), ["b", "e", "a"]);
});
