// SPDX-License-Identifier: GPL-3.0-or-later
// Runs one scenario against a server that listens on loopback, and says how it went. One thread
// holds all connections; it should have a core for itself, and the figure load_core_share tells
// whether that core, and not the server, was the limit (near 1.0).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <sys/types.h>
#include <utility>
#include <vector>

#include "base/result.h"
#include "tests/bench/load/protocol.h"
#include "tests/bench/load/scenario.h"

namespace fika::bench {

struct LoadOptions {
  std::uint16_t port = 0;
  pid_t server = 0;    // whose use of core and memory is measured
  double seconds = 5;  // measured, after `warmup_seconds` of the same load
  double warmup_seconds = 0.5;
  std::size_t text_bytes = 200;
  std::uint64_t seed = 1;  // of the Poisson schedule: equal seeds, equal schedules
};

// Name and value; the unit is the end of the name.
using Figures = std::vector<std::pair<std::string, double>>;

// An error when a connection breaks, a call is refused, or a reader got something twice or wrong.
// Posts that did not reach all readers before the server stopped making progress are counted as
// `lost`.
Result<Figures> run_load(const Scenario& scenario, Protocol& protocol, const LoadOptions& options);

}  // namespace fika::bench
