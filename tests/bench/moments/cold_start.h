// SPDX-License-Identifier: GPL-3.0-or-later
// How soon a server with a long history is ready: from exec to the first 200 of /readyz.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

#include "base/result.h"
#include "tests/bench/load/load.h"
#include "tests/bench/moments/server_process.h"

namespace fika::bench {

// Imports so many messages, then starts the server several times: after a stop, after a stop with
// nothing of the data folder left in the page cache, and after SIGKILL in the middle of an import,
// each time of another length, so that there is more and less of the write-ahead log to replay.
Result<Figures> measure_cold_start(const Programs& programs, const std::filesystem::path& texts,
                                   std::size_t messages, std::uint64_t seed);

}  // namespace fika::bench
