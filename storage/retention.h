// SPDX-License-Identifier: GPL-3.0-or-later
// What the log keeps and for how long. Entities stay; change lines and kept answers go after the
// retention, and a client whose cursor is older than the floor gets a bootstrap.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "storage/overlay.h"

namespace fika::storage {

// Stages the removal of kept answers older than `cutoff_ms`, at most 1,000; says how many.
Result<std::size_t> expire_replies(Overlay& group, std::int64_t cutoff_ms);

// The first commit at or after `cutoff_ms`; the next commit's number if all are older.
Result<std::uint64_t> floor_for(const Reader& reader, std::uint64_t present_floor,
                                std::int64_t cutoff_ms);

}  // namespace fika::storage
