// SPDX-License-Identifier: GPL-3.0-or-later
// The Member entity of communities and conversations, and what goes with it: whoever is in receives
// the scope live. Used by communities, conversations, people, sign-in (invitations) and import.
#pragma once

#include <fika/v1/communities.pb.h>
#include <fika/v1/people.pb.h>
#include <string_view>

#include "base/result.h"
#include "server/domain/scopes.h"

namespace fika::domain {

// What stands where the name of somebody was who has been erased.
inline constexpr std::string_view kFormerColleague = "Former colleague";

// Puts the person in (again), with name and guest mark of now, and subscribes them to the scope.
// People without an account (former colleagues) are put in without a subscription.
Result<v1::Member> add_member(storage::Transaction& txn, const storage::Scope& scope,
                              const v1::Person& person, bool is_steward);
// Puts somebody who never belonged there and is named there all the same, marked left from the
// start. False when there is a Member of theirs already; then nothing changes.
Result<bool> remember_member(storage::Transaction& txn, const storage::Scope& scope,
                             const v1::Person& person);
// Marks the person left and ends the subscription; nothing happens if they are not in.
Status remove_member(storage::Transaction& txn, const storage::Scope& scope, const Id& person);

// person:16 scope:17 -> nothing: where a person is or ever was a Member, so that a new name reaches
// every place that shows it.
inline constexpr storage::IndexTable kMemberships{.number = 2, .name = "memberships"};
// Writes the person's present name and guest mark into all their Member entities.
Status rename_member(storage::Transaction& txn, const v1::Person& person);

}  // namespace fika::domain
