// SPDX-License-Identifier: GPL-3.0-or-later
// What /metrics tells, in Prometheus' text format (version 0.0.4). Counts of the whole, never of a
// person.
#pragma once

#include <cstdint>
#include <string>

namespace fika::app {

struct Metrics {
  std::uint64_t requests = 0;
  std::uint64_t sockets_open = 0;
  std::uint64_t commits = 0;
  std::uint64_t commands = 0;
  std::uint64_t commands_waiting = 0;
  std::uint64_t log_head = 0;
  std::uint64_t log_floor = 0;
  std::uint64_t search_documents = 0;
  std::uint64_t search_lag = 0;
  std::int64_t uptime_ms = 0;
};

std::string metrics_text(const Metrics& metrics);

}  // namespace fika::app
