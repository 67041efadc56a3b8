// SPDX-License-Identifier: GPL-3.0-or-later
// Reading: what is each person's own. How far they have read each thread and conversation, what
// they have typed and not sent, and what they must be told. Everything here is under the person's
// own root: nobody else sees or changes it.
#pragma once

#include <cstdint>
#include <fika/v1/reading.pb.h>
#include <fika/v1/threads.pb.h>
#include <vector>

#include "base/result.h"
#include "server/domain/method.h"
#include "storage/transaction.h"

namespace fika::domain {

inline constexpr std::size_t kDraftBytesMax = 40 * 1024;
inline constexpr std::size_t kDraftTitleSizeMax = 200;
inline constexpr std::size_t kDraftsMax = 200;
// A bootstrap carries all drafts of a person, so together they must stay small.
inline constexpr std::size_t kDraftsBytesMax = 512 * 1024;
inline constexpr std::size_t kInboxListMax = 200;
// Looking for what is not done ends after so many items; what is older has been passed over for
// long.
inline constexpr std::size_t kInboxScanMax = 5000;

// The person's marker; zeros if they have none.
Result<v1::ReadMarker> read_marker(const storage::Reader& reader, const Id& person, const Id& root);

// How far the person has read, when `head` is the root's: as far as their marker says. Without one,
// everything if the newest message is older than their place in the community, else nothing: who
// joins finds what was talked over before them read, and joining writes no row for any thread.
// Unread is Head.last_ordinal less this.
Result<std::uint64_t> read_up_to(const storage::Reader& reader, const Id& person, const Id& root,
                                 const v1::Head& head);
// As above, for who has the Member at hand.
Result<std::uint64_t> read_up_to(const storage::Reader& reader, const Id& person, const Id& root,
                                 const v1::Head& head, std::int64_t joined_at_ms);

// Called when the person has posted: who had read all that `before` tells of has now read up to
// `new_last`.
Status advance_own_marker(storage::Transaction& txn, const Id& person, const Id& root,
                          const v1::Head& before, std::uint64_t new_last);

// What the person must be told, newest first, at most kInboxListMax.
Result<std::vector<v1::InboxItem>> inbox_of(const storage::Reader& reader, const Id& person,
                                            bool include_done);

Capability reading();

}  // namespace fika::domain
