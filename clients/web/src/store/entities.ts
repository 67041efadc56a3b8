// SPDX-License-Identifier: GPL-3.0-or-later
// The types and enumerations that views name: they see what is generated through here alone.
export { Level, Openness } from "../gen/fika/v1/communities_pb";
export type { Community, CommunityListing, JoinRequest, Member } from "../gen/fika/v1/communities_pb";
export { Role } from "../gen/fika/v1/people_pb";
export type { Person } from "../gen/fika/v1/people_pb";
export { ThreadFollow, ThreadKind } from "../gen/fika/v1/threads_pb";
export type { Head, Thread, ThreadView } from "../gen/fika/v1/threads_pb";
