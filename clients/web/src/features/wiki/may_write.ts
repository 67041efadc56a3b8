// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the person may begin and move pages in a place: its members may, in the organisation's all but
// guests. The server decides; this is what is offered.
import { community, myMembership } from "../../store/communities";
import { organisation } from "../../store/people";
import { presentCommunity } from "../../store/present";
import type { Store } from "../../store/store";

export function canWriteIn(store: Store, id: string): boolean {
  if (!id) return organisation(store).value !== undefined;
  const present = presentCommunity(store, id).value;
  const isMember = myMembership(store, present).value?.left === false;
  return isMember && community(store, present).value?.archived === false;
}
