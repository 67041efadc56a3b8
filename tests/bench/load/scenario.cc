// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/scenario.h"

#include <algorithm>
#include <array>

namespace fika::bench {
namespace {

constexpr std::array kScenarios{
    Scenario{.name = "big-room",
             .title = "one room of 1,000, ten senders, next post on ack",
             .rooms = 1,
             .readers = 1000,
             .senders = 10,
             .pace = Pace::kOnAck,
             .posts_per_s = 0},
    Scenario{.name = "small-rooms",
             .title = "100 rooms of 10, one sender each, next post on ack",
             .rooms = 100,
             .readers = 10,
             .senders = 1,
             .pace = Pace::kOnAck,
             .posts_per_s = 0},
    Scenario{.name = "big-room-20",
             .title = "one room of 1,000, 20 posts/s",
             .rooms = 1,
             .readers = 1000,
             .senders = 10,
             .pace = Pace::kPoisson,
             .posts_per_s = 20},
    Scenario{.name = "big-room-100",
             .title = "one room of 1,000, 100 posts/s",
             .rooms = 1,
             .readers = 1000,
             .senders = 10,
             .pace = Pace::kPoisson,
             .posts_per_s = 100},
    Scenario{.name = "small-rooms-1000",
             .title = "100 rooms of 10, 1,000 posts/s",
             .rooms = 100,
             .readers = 10,
             .senders = 1,
             .pace = Pace::kPoisson,
             .posts_per_s = 1000},
    Scenario{.name = "durable-100",
             .title = "acknowledged posts: 10 rooms of 10, 100 posts/s",
             .rooms = 10,
             .readers = 10,
             .senders = 1,
             .pace = Pace::kPoisson,
             .posts_per_s = 100},
    Scenario{.name = "idle",
             .title = "10,000 idle, then one post to all",
             .rooms = 1,
             .readers = 10'000,
             .senders = 1,
             .pace = Pace::kRarely,
             .posts_per_s = 0},
};

}  // namespace

std::span<const Scenario> scenarios() { return kScenarios; }

const Scenario* find_scenario(std::string_view name) {
  const auto* found = std::ranges::find(kScenarios, name, &Scenario::name);
  return found == kScenarios.end() ? nullptr : found;
}

}  // namespace fika::bench
