// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/report/goals.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace fika::bench {
namespace {

constexpr std::string_view kDisk = "disk";
constexpr std::string_view kPacedSync = "fdatasync 4 KB, 100/s";
constexpr std::string_view kBusySync = "fdatasync 4 KB";

enum class Side { kAtMost, kAtLeast };

// fixed + factor * the yardstick's figure; without a yardstick just `fixed`.
struct Bound {
  double fixed = 0;
  double factor = 0;
  std::string_view scenario, variant, figure;
};

constexpr Bound fixed(double value) { return {value, 0, {}, {}, {}}; }

struct Goal {
  std::string_view scenario, figure;
  Side side;
  std::string_view words;
  // One of the two has to be kept: the bare loop's limit on a machine too slow for the fixed one.
  Bound bound;
  Bound or_else = {};
  // Added to the bound, for sums of two yardsticks.
  Bound plus = {};
};

constexpr std::array kGoals{
    Goal{.scenario = "big-room",
         .figure = "deliveries_per_s",
         .side = Side::kAtLeast,
         .words = "8 x beast",
         .bound = {0, 8, "big-room", "beast", "deliveries_per_s"}},
    Goal{.scenario = "big-room",
         .figure = "cpu_per_delivery_us",
         .side = Side::kAtMost,
         .words = "1.6 x bare",
         .bound = {0, 1.6, "big-room", "bare", "cpu_per_delivery_us"}},
    Goal{.scenario = "small-rooms",
         .figure = "posts_per_s",
         .side = Side::kAtLeast,
         .words = "7,000, or half of bare",
         .bound = fixed(7000),
         .or_else = {0, 0.5, "small-rooms", "bare", "posts_per_s"}},
    Goal{.scenario = "big-room-20",
         .figure = "p50_ms",
         .side = Side::kAtMost,
         .words = "5",
         .bound = fixed(5)},
    Goal{.scenario = "big-room-20",
         .figure = "p99_ms",
         .side = Side::kAtMost,
         .words = "17",
         .bound = fixed(17)},
    Goal{.scenario = "big-room-100",
         .figure = "p99_ms",
         .side = Side::kAtMost,
         .words = "27",
         .bound = fixed(27)},
    Goal{.scenario = "big-room-100",
         .figure = "p99_ms",
         .side = Side::kAtMost,
         .words = "beast / 10",
         .bound = {0, 0.1, "big-room-100", "beast", "p99_ms"}},
    Goal{.scenario = "small-rooms-1000",
         .figure = "p50_ms",
         .side = Side::kAtMost,
         .words = "bare + two syncs",
         .bound = {0, 1, "small-rooms-1000", "bare", "p50_ms"},
         .plus = {0, 2, kDisk, kBusySync, "p50_ms"}},
    Goal{.scenario = "small-rooms-1000",
         .figure = "p99_ms",
         .side = Side::kAtMost,
         .words = "5",
         .bound = fixed(5)},
    Goal{.scenario = "durable-100",
         .figure = "ack_p99_ms",
         .side = Side::kAtMost,
         .words = "one sync's p99 + 1 ms",
         .bound = {1, 1, kDisk, kPacedSync, "p99_ms"}},
    Goal{.scenario = "idle",
         .figure = "last_copy_ms",
         .side = Side::kAtMost,
         .words = "1.1 x bare",
         .bound = {0, 1.1, "idle", "bare", "last_copy_ms"}},
    Goal{.scenario = "idle",
         .figure = "memory_per_connection_bytes",
         .side = Side::kAtMost,
         .words = "8,192",
         .bound = fixed(8192)},
    Goal{.scenario = "idle",
         .figure = "joins_per_s",
         .side = Side::kAtLeast,
         .words = "10,000",
         .bound = fixed(10'000)},
    Goal{.scenario = "bootstrap",
         .figure = "bytes",
         .side = Side::kAtMost,
         .words = "65,536",
         .bound = fixed(65'536)},
    Goal{.scenario = "cold-start",
         .figure = "after_stop_max_ms",
         .side = Side::kAtMost,
         .words = "1,000",
         .bound = fixed(1000)},
    Goal{.scenario = "cold-start",
         .figure = "after_stop_uncached_max_ms",
         .side = Side::kAtMost,
         .words = "1,000",
         .bound = fixed(1000)},
    Goal{.scenario = "cold-start",
         .figure = "after_kill_max_ms",
         .side = Side::kAtMost,
         .words = "1,000",
         .bound = fixed(1000)},
    Goal{.scenario = "pages",
         .figure = "requests_per_s",
         .side = Side::kAtLeast,
         .words = "nginx / 2",
         .bound = {0, 0.5, "pages", "nginx", "requests_per_s"}},
    Goal{.scenario = "pages",
         .figure = "p99_ms",
         .side = Side::kAtMost,
         .words = "5",
         .bound = fixed(5)},
    Goal{.scenario = "saves",
         .figure = "saves_per_s",
         .side = Side::kAtLeast,
         .words = "2,000",
         .bound = fixed(2000)},
    Goal{.scenario = "saves",
         .figure = "p99_ms",
         .side = Side::kAtMost,
         .words = "20",
         .bound = fixed(20)},
    Goal{.scenario = "tree",
         .figure = "top_ms",
         .side = Side::kAtMost,
         .words = "200",
         .bound = fixed(200)},
    Goal{.scenario = "tree",
         .figure = "folder_all_5000_ms",
         .side = Side::kAtMost,
         .words = "200",
         .bound = fixed(200)},
    Goal{.scenario = "tree",
         .figure = "rename_max_ms",
         .side = Side::kAtMost,
         .words = "100",
         .bound = fixed(100)},
    // 256 KB may wait, and the frames of one more commit.
    Goal{.scenario = "slow-reader",
         .figure = "memory_per_reader_bytes",
         .side = Side::kAtMost,
         .words = "294,912",
         .bound = fixed(294'912)},
};

std::optional<double> value_of(const Bound& bound, const Medians& medians) {
  if (bound.variant.empty()) return bound.fixed;
  const auto yardstick = medians(bound.scenario, bound.variant, bound.figure);
  if (!yardstick) return std::nullopt;
  return bound.fixed + bound.factor * *yardstick;
}

// Nothing when it cannot be said.
std::optional<bool> is_met(const Goal& goal, double value, const Medians& medians) {
  const auto bound = value_of(goal.bound, medians);
  const auto plus = value_of(goal.plus, medians);
  if (!bound || !plus) return std::nullopt;
  const auto keeps = [&](double limit) {
    return goal.side == Side::kAtMost ? value <= limit : value >= limit;
  };
  if (keeps(*bound + *plus)) return true;
  if (goal.or_else.variant.empty()) return false;
  const auto other = value_of(goal.or_else, medians);
  if (!other) return std::nullopt;
  return keeps(*other);
}

}  // namespace

std::string goal_cell(std::string_view scenario, std::string_view figure, const Medians& medians) {
  std::string cell;
  for (const Goal& goal : kGoals) {
    if (goal.scenario != scenario || goal.figure != figure) continue;
    if (!cell.empty()) cell += "; ";
    cell += fmt::format("{} {}", goal.side == Side::kAtMost ? "at most" : "at least", goal.words);
    const auto value = medians(scenario, "fika", figure);
    if (!value) continue;
    if (const auto met = is_met(goal, *value, medians)) cell += *met ? ": met" : ": not yet";
  }
  return cell;
}

}  // namespace fika::bench
