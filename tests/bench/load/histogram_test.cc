// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/histogram.h"

#include <gtest/gtest.h>

namespace fika::bench {
namespace {

TEST(Histogram, QuantilesOfARampAreRightWithinTwoPercent) {
  Histogram histogram;
  for (std::int64_t value = 1; value <= 1'000'000; ++value) histogram.record(value);
  EXPECT_NEAR(static_cast<double>(histogram.quantile_ns(0.5)), 500'000, 10'000);
  EXPECT_NEAR(static_cast<double>(histogram.quantile_ns(0.99)), 990'000, 20'000);
  EXPECT_EQ(histogram.max_ns(), 1'000'000);
  EXPECT_EQ(histogram.quantile_ns(1.0), 1'000'000);
  EXPECT_EQ(histogram.count(), 1'000'000U);
}

TEST(Histogram, OneValueIsEveryQuantile) {
  for (const std::int64_t value : {0LL, 1LL, 63LL, 64LL, 65LL, 4'000'000'000'000LL}) {
    Histogram histogram;
    histogram.record(value);
    EXPECT_EQ(histogram.quantile_ns(0.5), value);
    EXPECT_EQ(histogram.quantile_ns(0.999), value);
  }
}

TEST(Histogram, WithoutValuesIsZero) { EXPECT_EQ(Histogram{}.quantile_ns(0.99), 0); }

TEST(Histogram, ATailOfOneInAHundredShowsAtP999AndNotAtP50) {
  Histogram histogram;
  for (int i = 0; i < 990; ++i) histogram.record(1000);
  for (int i = 0; i < 10; ++i) histogram.record(5'000'000);
  EXPECT_NEAR(static_cast<double>(histogram.quantile_ns(0.5)), 1000, 20);
  EXPECT_EQ(histogram.quantile_ns(0.999), 5'000'000);
}

}  // namespace
}  // namespace fika::bench
