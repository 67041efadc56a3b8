// SPDX-License-Identifier: GPL-3.0-or-later
// Watching pages, trees of pages and tags. A watch is the person's own, and no
// save writes anything for it: what is new is a query over the pages changed
// lately, with the permission of whoever asks at the time. Whoever sees a page
// may watch it; one that goes out of sight stays watched and is not told of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <fika/v1/watching.pb.h>

#include "base/result.h"
#include "server/domain/method.h"
#include "storage/index.h"
#include "storage/transaction.h"

namespace fika::domain {

inline constexpr std::size_t kWatchesMax = 500;  // of one person, pages and tags together
inline constexpr std::uint32_t kWatchedListDefault = 50, kWatchedListMax = 200;
inline constexpr std::size_t kWatchedRowsMax = 2000;  // pages changed last that are looked through
inline constexpr std::uint32_t kWatchedRevisionsMax = 50;  // of one page

// person:16 -> time_ms:u64: what was changed up to then has been seen
inline constexpr storage::IndexTable kWatchedSeen{.number = 660, .name = "watched_seen"};

Capability watching();

}  // namespace fika::domain
