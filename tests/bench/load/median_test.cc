// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/median.h"

#include <gtest/gtest.h>

namespace fika::bench {
namespace {

TEST(Median, IsTheMiddleOneOrTheMeanOfTheMiddleTwo) {
  EXPECT_EQ(median({}), 0);
  EXPECT_EQ(median({7}), 7);
  EXPECT_EQ(median({9, 1, 5}), 5);
  EXPECT_EQ(median({9, 1, 5, 6}), 5.5);
}

}  // namespace
}  // namespace fika::bench
