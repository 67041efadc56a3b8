// SPDX-License-Identifier: GPL-3.0-or-later
import type { Community, CommunityListing } from "../../store/entities";

// Which communities a newcomer chooses from, the liveliest first. Pure.
export function worthShowing(listed: readonly CommunityListing[], mine: readonly Community[]): CommunityListing[] {
  const held = new Set(mine.map(({ id }) => id));
  return listed
    .filter(({ community, archived }) => !archived && !held.has(community))
    .sort((a, b) => b.memberCount - a.memberCount || a.name.localeCompare(b.name));
}
