// SPDX-License-Identifier: GPL-3.0-or-later
// Which lists an entity is in. A new list of a view is a name here.
import type { Message } from "@bufbuild/protobuf";
import type { Member } from "../gen/fika/v1/communities_pb";
import type { Message as Post, Reaction } from "../gen/fika/v1/messages_pb";
import type { Page } from "../gen/fika/v1/pages_pb";
import type { Thread } from "../gen/fika/v1/threads_pb";

export const all = (typeName: string): string => `all ${typeName}`;
export const threadsOf = (community: string): string => `threads ${community}`;
export const messagesOf = (root: string): string => `messages ${root}`;
export const reactionsTo = (message: string): string => `reactions ${message}`;
export const membersOf = (root: string): string => `members ${root}`;
// A guest has people's names from these alone.
export const placesOf = (person: string): string => `places ${person}`;

// Those below a page or, without one, at the top of a place; no community: the organisation's.
export const pagesBelow = (community: string, parent: string): string => (parent ? `pages below ${parent}` : `pages at ${community}`);

export function groupsOf(entity: Message): string[] {
  switch (entity.$typeName) {
    case "fika.v1.Thread":
      return [threadsOf((entity as Thread).community), all(entity.$typeName)];
    case "fika.v1.Message":
      return [messagesOf((entity as Post).root)];
    case "fika.v1.Reaction":
      return [reactionsTo((entity as Reaction).message)];
    case "fika.v1.Member":
      return [membersOf((entity as Member).root), placesOf((entity as Member).person)];
    case "fika.v1.Page":
      return [pagesBelow((entity as Page).community, (entity as Page).parent), all(entity.$typeName)];
    default:
      return [all(entity.$typeName)];
  }
}
