// SPDX-License-Identifier: GPL-3.0-or-later
// Within the capability: asking to be let in, and keeping what follows from a community. Other
// capabilities include communities.h.
#pragma once

#include <fika/store/v1/domain.pb.h>

#include "server/domain/communities/communities.h"

namespace fika::domain {

// Puts, changes or (when private or merged into another) erases the listing, from the rows as they
// are now.
Status refresh_listing(storage::Transaction& txn, const v1::Community& community);

// One has become a redirect, which is not counted.
Status count_community_out(storage::Transaction& txn);
// Whether somebody is a steward follows from their Member entity, which is gone.
void forget_steward(storage::Transaction& txn, const Id& community, const Id& person);

// kNotFound when the person is not in.
Result<v1::Member> change_steward(storage::Transaction& txn, const Id& community, const Id& person,
                                  bool is_steward);

// Keeps the request and tells the stewards; one that waits already stays as it is. kLimit when too
// many wait.
Status ask_to_join(storage::Transaction& txn, const Id& community, const Id& person,
                   std::string_view note);
// The request, if one waits, is gone, and what the stewards were told of it is done. True if one
// waited.
Result<bool> settle_join_request(storage::Transaction& txn, const Id& community, const Id& person);
// When the person asked, in ms; 0: nothing waits.
Result<std::int64_t> asked_at(const storage::Reader& reader, const Id& community, const Id& person);
// Those who wait, the first first.
Result<std::vector<v1::JoinRequest>> waiting_requests(const storage::Reader& reader,
                                                      const Id& community);
// Tells the asker that there is an answer; whether they are in now says which.
Status tell_answer(storage::Transaction& txn, const Id& community, const Id& asker,
                   const Id& steward);

}  // namespace fika::domain
