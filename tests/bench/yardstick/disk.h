// SPDX-License-Identifier: GPL-3.0-or-later
// What the disk and RocksDB alone can do: the floor under every acknowledged post.
#pragma once

#include <string>

#include "base/result.h"
#include "tests/bench/load/load.h"

namespace fika::bench {

// Synced writes of `group` batches of 1.5 KB each, one after the other, for `seconds`. A write's
// time is what each of its operations waits.
Result<Figures> measure_rocksdb(const std::string& dir, int group, double seconds);
// Appends of 4 KB to a growing file, each followed by fdatasync, for `seconds`: one after the
// other, or `per_s` of them a second at random times, as posts fall due. A disk and a processor
// that have rested between two syncs are slower than busy ones.
Result<Figures> measure_fdatasync(const std::string& dir, double seconds, double per_s = 0);

}  // namespace fika::bench
