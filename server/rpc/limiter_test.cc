// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rpc/limiter.h"

#include <gtest/gtest.h>

namespace fika::rpc {
namespace {

TEST(Limiter, LetsABurstThroughThenTheRate) {
  SimulatedClock clock(0);
  Limiter limiter(clock, 100);
  const Rate rate{.burst = 3, .per_second = 1};
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(limiter.take("a", rate));
  const Status refused = limiter.take("a", rate);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::kLimit);
  EXPECT_EQ(refused.error().retry_after_ms, 1000U);
  clock.advance(1000);
  EXPECT_TRUE(limiter.take("a", rate));
  EXPECT_FALSE(limiter.take("a", rate));
}

TEST(Limiter, SaysHowLongItIsUntilTheNextOne) {
  SimulatedClock clock(0);
  Limiter limiter(clock, 100);
  const Rate slow{.burst = 1, .per_second = 0.05};
  EXPECT_TRUE(limiter.take("a", slow));
  clock.advance(4500);
  EXPECT_EQ(limiter.take("a", slow).error().retry_after_ms, 15'500U);
  clock.advance(15'500);
  EXPECT_TRUE(limiter.take("a", slow));
}

TEST(Limiter, KeepsKeysApart) {
  SimulatedClock clock(0);
  Limiter limiter(clock, 100);
  const Rate rate{.burst = 1, .per_second = 1};
  EXPECT_TRUE(limiter.take("a", rate));
  EXPECT_TRUE(limiter.take("b", rate));
  EXPECT_FALSE(limiter.take("a", rate));
}

TEST(Limiter, RemembersTheSpentOnesWhenItForgetsTheFull) {
  SimulatedClock clock(0);
  Limiter limiter(clock, 4);
  const Rate slow{.burst = 2, .per_second = 0.001};
  EXPECT_TRUE(limiter.take("attacker", slow));
  EXPECT_TRUE(limiter.take("attacker", slow));
  const Rate fast{.burst = 1, .per_second = 1000};
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(limiter.take("other" + std::to_string(i), fast));
  clock.advance(100);
  EXPECT_TRUE(limiter.take("one more", slow));
  EXPECT_FALSE(limiter.take("attacker", slow));
}

}  // namespace
}  // namespace fika::rpc
