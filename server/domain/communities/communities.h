// SPDX-License-Identifier: GPL-3.0-or-later
// A community of practice: purpose, theme, stewards, members. It is a root of its own scope;
// threads are filed under it. Open ones are read by every member of the organisation and joining
// means following; to on-request ones a steward lets people in; private ones are joined by
// invitation only and unknown to everybody else. Guests never join by themselves.
//
// Stewards look after it. Administrators may archive it and, when no active steward is left, name
// one; they do not read what is private. The last steward hands over or archives before leaving.
//
// One can be merged into another (merging.h) and is then a redirect: its scope is an alias of the
// other's.
//
// What everybody sees of it before joining is its CommunityListing, which follows from the
// community and its members; the functions below keep it so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <fika/v1/communities.pb.h>
#include <fika/v1/people.pb.h>
#include <optional>
#include <vector>

#include "server/domain/method.h"
#include "storage/index.h"

namespace fika::domain {

inline constexpr std::size_t kCommunityNameMax = 80;       // characters
inline constexpr std::size_t kCommunityPurposeMax = 1000;  // characters
inline constexpr std::size_t kCommunityThemeMax = 80;      // characters
inline constexpr std::size_t kCommunityRhythmMax = 80;     // characters
inline constexpr int kCommunityLanguagesMax = 10;
inline constexpr std::size_t kJoinNoteMax = 1000;       // characters
inline constexpr std::uint64_t kCommunitiesMax = 1000;  // redirects are not counted
inline constexpr std::uint64_t kJoinRequestsMax = 200;  // waiting in one community
inline constexpr std::size_t kListedStewardsMax = 10;   // also: told of a join request

// community:16 -> members:u64, those who are in now.
inline constexpr storage::IndexTable kMemberCounts{.number = 200, .name = "member_counts"};
// community:16 person:16 -> nothing.
inline constexpr storage::IndexTable kStewards{.number = 201, .name = "stewards"};
// community:16 person:16 -> store.v1.StoredJoinRequest
inline constexpr storage::IndexTable kJoinRequests{.number = 202, .name = "join_requests"};
// community:16 asker:16 steward:16 -> the steward's inbox item:16, to be marked done with the
// answer.
inline constexpr storage::IndexTable kJoinRequestItems{.number = 203, .name = "join_request_items"};
// "all" -> communities:u64, listed or not, those that were merged into another left out.
inline constexpr storage::IndexTable kCommunityCount{.number = 204, .name = "community_count"};
// community:16 -> store.v1.StoredMerge, while it is being merged into another
inline constexpr storage::IndexTable kMerges{.number = 205, .name = "community_merges"};

Capability communities();

// Puts the person in (a steward stays one) and brings count, stewards, listing and a waiting
// request up to date, whatever the size of the community. kNotFound when there is no such
// community. Of one that is being merged or has been, it puts them into the one that stays. This is
// how to bring somebody in; the caller has checked that they may be.
Result<v1::Member> admit_member(storage::Transaction& txn, const Id& community,
                                const v1::Person& person, bool is_steward = false);
// Takes the person out, with the level they had chosen. Nothing happens if they are not in.
Status dismiss_member(storage::Transaction& txn, const Id& community, const Id& person);
// Counts the members again and makes the listing anew. It reads every member: for those who have
// put in many at once by add_member(); one at a time goes by admit_member().
Status community_changed(storage::Transaction& txn, const Id& community);

// Puts a new community: its scope, the entity, the count against kCommunitiesMax. The caller has
// checked the fields and adds members next. kExists when the id is taken, kLimit when there are too
// many.
Status put_new_community(storage::Transaction& txn, const v1::Community& community);

// Stewards who are in now, at most `count_max`, in the order of their ids.
Result<std::vector<Id>> stewards_of(const storage::Reader& reader, const Id& community,
                                    std::size_t count_max = kListedStewardsMax);

// kState, with a sentence for the writer, when the community is archived or being merged; kNotFound
// when there is none. What is filed under one that was merged is the other's to decide.
Status check_writable(const storage::Reader& reader, const Id& community);
// For what names the community itself: kState when it has been merged into another, or is about to
// be. kNotFound when there is none.
Status check_stands(const storage::Reader& reader, const Id& community);
// The one that `id` leads to: itself unless it was merged. Nothing when it is no community.
Result<std::optional<v1::Community>> present_community(const storage::Reader& reader, const Id& id);
// Where people are who come into the community `id` now: itself, or the one that it is being merged
// into or has been.
Result<Id> heir_of(const storage::Reader& reader, const Id& id);

// Trimmed and checked; `purpose` and `theme` may be empty.
Result<std::string> checked_purpose(std::string_view purpose);

}  // namespace fika::domain
