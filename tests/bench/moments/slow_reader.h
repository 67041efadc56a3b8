// SPDX-License-Identifier: GPL-3.0-or-later
// What a reader costs the server who follows a busy room and takes nothing, and whether it gets
// everything once it reads again.
#pragma once

#include "base/result.h"
#include "tests/bench/load/load.h"
#include "tests/bench/moments/server_process.h"

namespace fika::bench {

// Two runs of the same 20,000 posts, each on a fresh server: without slow readers and with 48 of
// them, who stop reading one after the other, so that different frames wait for each. The growth of
// the server's anonymous memory in the second run beyond that in the first, over 48, is what one
// costs. kInternal when one has not caught up half a minute after it reads again.
Result<Figures> measure_slow_readers(const Programs& programs);

}  // namespace fika::bench
