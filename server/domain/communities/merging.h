// SPDX-License-Identifier: GPL-3.0-or-later
// Within the capability: merging a community into another as a job. The command does the first
// stretch and the due table goes on with the rest; what is still to be done stands in a row beside
// the community and each stretch is one commit, so the job goes on from there after a crash.
//
// First those who wait to be let in and the members go over, a stretch at a time, while nothing can
// be written in the community. Then it is handed over in one step, whatever its size: its scope
// becomes an alias of the other's, so that all that is filed under it is there at once, and who
// reads either is given the other anew. Then its threads are filed in the other by name, and what
// its members had of it goes.
//
// A community takes part in one merge at a time as the one that goes, and not while others are
// still being merged into it.
#pragma once

#include <cstddef>
#include <string_view>

#include "server/domain/communities/communities.h"
#include "storage/index.h"
#include "storage/staging.h"
#include "storage/transaction.h"

namespace fika::domain {

// Requests, members and threads of one stretch.
inline constexpr std::size_t kMergedAtOnceMax = 500;
// What a stretch may come to; one thing more is well within kCommandBytesMax.
inline constexpr std::size_t kMergeBytesMax = storage::kCommandBytesMax * 3 / 4;

// target:16 community:16 -> nothing, beside each row of kMerges
inline constexpr storage::IndexTable kMergeTargets{.number = 206,
                                                   .name = "community_merge_targets"};

// kState while another is being merged into this one.
Status check_no_target(const storage::Reader& reader, const v1::Community& community);
// The first stretch. The caller has checked both.
Status begin_merge(storage::Transaction& txn, const v1::Community& community, const Id& into,
                   const Id& by);

// What falls due as kGoOnMerging: community:16. Nothing happens once it is done.
inline constexpr std::string_view kGoOnMerging = "communities.go_on_merging";
Status go_on_merging(storage::Transaction& txn, std::string_view payload);

// widening.cc: whether anybody could read something in one of them that they could not before.
Result<bool> merge_widens(const storage::Reader& reader, const v1::Community& community,
                          const v1::Community& into);

}  // namespace fika::domain
