// SPDX-License-Identifier: GPL-3.0-or-later
// Who is told that the server brought their text together with somebody else's: whoever had written
// the revision that the save met. One item waits for a page and a person; until it is ticked off it
// speaks of the newest merge.
#pragma once

#include <cstdint>
#include <fika/v1/messages.pb.h>

#include "server/domain/method.h"
#include "server/domain/pages/pages.h"
#include "storage/verify.h"

namespace fika::domain {

// page:16 person:16 inbox item:16 -> nothing, done or not
inline constexpr storage::IndexTable kMergeNotices{.number = 613, .name = "merge_notices"};

// `page` is as it was before the merge that made `revision`. Nobody is told of their own, nor
// whoever may not see the page any more.
Status tell_of_merge(Command& command, const v1::Page& page, std::uint64_t revision);

// What an item of a person who goes is found by.
Status forget_merge_notice(storage::Transaction& txn, const v1::InboxItem& item);
// Up to `rows_max` of those that tell of an erased page; false when there are more.
Result<bool> erase_merge_notices(storage::Transaction& txn, const Id& page, std::size_t rows_max);

Status check_merge_notices(const storage::Reader& reader, storage::Findings& findings);

}  // namespace fika::domain
