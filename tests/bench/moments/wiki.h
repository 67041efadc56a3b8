// SPDX-License-Identifier: GPL-3.0-or-later
// The wiki as it is written and found: durable saves, and a tree of 10,000 pages.
#pragma once

#include <filesystem>

#include "base/result.h"
#include "tests/bench/load/load.h"
#include "tests/bench/moments/server_process.h"

namespace fika::bench {

// 32 people, each saving a page of 2 KB of their own, again as soon as the last save is
// acknowledged: saves_per_s and the latency of the acknowledgement.
Result<Figures> measure_saves(const Programs& programs, const std::filesystem::path& texts,
                              std::uint64_t seed, double seconds);

// 100 pages at the top, of which one has 5,000 pages below it. Each figure is the median of 20
// calls, for renames also the greatest. It fails when an old title or address does not lead to its
// page any more.
Result<Figures> measure_tree(const Programs& programs);

}  // namespace fika::bench
