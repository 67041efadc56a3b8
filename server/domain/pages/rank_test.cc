// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/pages/rank.h"

#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace fika::domain {
namespace {

TEST(Rank, CountsAtBothEnds) {
  EXPECT_EQ(rank_between("", ""), "a0");
  EXPECT_EQ(rank_between("a0", ""), "a1");
  EXPECT_EQ(rank_between("az", ""), "b00");
  EXPECT_EQ(rank_between("", "a0"), "Zz");
  EXPECT_EQ(rank_between("", "Z0"), "Yzz");
  EXPECT_EQ(rank_between("Zz", ""), "a0");
  EXPECT_EQ(rank_between("", "a0V"), "a0");
}

TEST(Rank, IsFoundBetweenNeighbours) {
  EXPECT_EQ(rank_between("a0", "a1"), "a0V");
  EXPECT_EQ(rank_between("a0", "a2"), "a1");
  EXPECT_EQ(rank_between("a0", "a0V"), "a0G");
  EXPECT_EQ(rank_between("a0V", "a1"), "a0l");
  EXPECT_EQ(rank_between("Zz", "a0"), "ZzV");
  EXPECT_EQ(rank_between("a0", "a01"), "a00V");
}

TEST(Rank, StaysShortWhereThingsAreAddedAtTheEnds) {
  std::string first = "a0", last = "a0";
  for (int i = 0; i < 10'000; ++i) {
    const std::string before = rank_between("", first), behind = rank_between(last, "");
    ASSERT_LT(before, first);
    ASSERT_GT(behind, last);
    first = before;
    last = behind;
  }
  EXPECT_LE(first.size(), 4U);
  EXPECT_LE(last.size(), 4U);
}

TEST(Rank, RandomInsertionsKeepTheOrder) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  std::vector<std::string> ranks;
  for (int i = 0; i < 2'000; ++i) {
    const std::size_t at = std::uniform_int_distribution<std::size_t>(0, ranks.size())(random);
    const std::string low = at == 0 ? "" : ranks[at - 1], high = at < ranks.size() ? ranks[at] : "";
    const std::string rank = rank_between(low, high);
    ASSERT_TRUE(is_rank(rank)) << rank;
    ASSERT_TRUE(low.empty() || low < rank) << low << " " << rank;
    ASSERT_TRUE(high.empty() || rank < high) << rank << " " << high;
    ranks.insert(ranks.begin() + static_cast<std::ptrdiff_t>(at), rank);
  }
}

TEST(Rank, KnowsWhatIsNone) {
  for (const char* text : {"", "a", "a00", "b0", "!0", "a0 ", "0"})
    EXPECT_FALSE(is_rank(text)) << text;
}

}  // namespace
}  // namespace fika::domain
