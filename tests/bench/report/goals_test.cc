// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/report/goals.h"

#include <map>
#include <tuple>

#include <gtest/gtest.h>

namespace fika::bench {
namespace {

using Known = std::map<std::tuple<std::string, std::string, std::string>, double>;

Medians medians_of(Known known) {
  return [known = std::move(known)](std::string_view scenario, std::string_view variant,
                                    std::string_view figure) -> std::optional<double> {
    const auto found =
        known.find({std::string(scenario), std::string(variant), std::string(figure)});
    if (found == known.end()) return std::nullopt;
    return found->second;
  };
}

TEST(Goals, AFixedBoundIsMetUpToItself) {
  EXPECT_EQ(goal_cell("bootstrap", "bytes", medians_of({{{"bootstrap", "fika", "bytes"}, 65'536}})),
            "at most 65,536: met");
  EXPECT_EQ(goal_cell("bootstrap", "bytes", medians_of({{{"bootstrap", "fika", "bytes"}, 65'537}})),
            "at most 65,536: not yet");
  EXPECT_EQ(goal_cell("bootstrap", "plain_bytes", medians_of({})), "");
}

TEST(Goals, ARatioHoldsAgainstTheYardstickOfTheSameRunAndIsOpenWithoutIt) {
  const Known fika{{{"big-room", "fika", "deliveries_per_s"}, 800}};
  Known both = fika;
  both[{"big-room", "beast", "deliveries_per_s"}] = 100;
  EXPECT_EQ(goal_cell("big-room", "deliveries_per_s", medians_of(fika)), "at least 8 x beast");
  EXPECT_EQ(goal_cell("big-room", "deliveries_per_s", medians_of(both)), "at least 8 x beast: met");
  both[{"big-room", "beast", "deliveries_per_s"}] = 101;
  EXPECT_EQ(goal_cell("big-room", "deliveries_per_s", medians_of(both)),
            "at least 8 x beast: not yet");
}

TEST(Goals, TwoGoalsOfOneFigureStandBesideEachOther) {
  EXPECT_EQ(goal_cell("big-room-100", "p99_ms",
                      medians_of({{{"big-room-100", "fika", "p99_ms"}, 26},
                                  {{"big-room-100", "beast", "p99_ms"}, 250}})),
            "at most 27: met; at most beast / 10: not yet");
}

TEST(Goals, AnAcknowledgementMayTakeOneSyncOfThisDiskAndAMillisecond) {
  const auto cell = [](double ack_ms) {
    return goal_cell("durable-100", "ack_p99_ms",
                     medians_of({{{"durable-100", "fika", "ack_p99_ms"}, ack_ms},
                                 {{"disk", "fdatasync 4 KB, 100/s", "p99_ms"}, 2.5}}));
  };
  EXPECT_EQ(cell(3.5), "at most one sync's p99 + 1 ms: met");
  EXPECT_EQ(cell(3.6), "at most one sync's p99 + 1 ms: not yet");
}

TEST(Goals, ASumOfTwoYardsticksNeedsBoth) {
  Known known{{{"small-rooms-1000", "fika", "p50_ms"}, 0.8},
              {{"small-rooms-1000", "bare", "p50_ms"}, 0.2}};
  EXPECT_EQ(goal_cell("small-rooms-1000", "p50_ms", medians_of(known)), "at most bare + two syncs");
  known[{"disk", "fdatasync 4 KB", "p50_ms"}] = 0.32;
  EXPECT_EQ(goal_cell("small-rooms-1000", "p50_ms", medians_of(known)),
            "at most bare + two syncs: met");
}

TEST(Goals, OneOfTwoAlternativesIsEnough) {
  Known known{{{"small-rooms", "fika", "posts_per_s"}, 6000},
              {{"small-rooms", "bare", "posts_per_s"}, 11'000}};
  EXPECT_EQ(goal_cell("small-rooms", "posts_per_s", medians_of(known)),
            "at least 7,000, or half of bare: met");
  known[{"small-rooms", "bare", "posts_per_s"}] = 13'000;
  EXPECT_EQ(goal_cell("small-rooms", "posts_per_s", medians_of(known)),
            "at least 7,000, or half of bare: not yet");
}

}  // namespace
}  // namespace fika::bench
