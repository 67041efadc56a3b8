// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/relevance/measures.h"

#include <cmath>

#include <gtest/gtest.h>

namespace fika::bench {
namespace {

JudgedQuestion question_with(std::map<std::size_t, int> grades) {
  return {.text = "?", .grades = std::move(grades)};
}

TEST(Measures, PerfectOrderIsOne) {
  const std::vector<std::size_t> ranked{3, 1, 2};
  const Quality quality = quality_of(question_with({{3, 4}, {1, 2}}), ranked);
  EXPECT_DOUBLE_EQ(quality.ndcg_at_10, 1);
  EXPECT_DOUBLE_EQ(quality.mrr_at_10, 1);
  EXPECT_DOUBLE_EQ(quality.recall_at_50, 1);
}

TEST(Measures, SecondPlaceGainsLess) {
  const std::vector<std::size_t> ranked{9, 3};
  const Quality quality = quality_of(question_with({{3, 1}, {5, 1}}), ranked);
  const double second = 1 / std::log2(3);
  EXPECT_DOUBLE_EQ(quality.ndcg_at_10, second / (1 + second));
  EXPECT_DOUBLE_EQ(quality.mrr_at_10, 0.5);
  EXPECT_DOUBLE_EQ(quality.recall_at_50, 0.5);
}

TEST(Measures, EleventhPlaceCountsForRecallAlone) {
  std::vector<std::size_t> ranked;
  for (std::size_t document = 100; document < 110; ++document) ranked.push_back(document);
  ranked.push_back(3);
  const Quality quality = quality_of(question_with({{3, 1}}), ranked);
  EXPECT_DOUBLE_EQ(quality.ndcg_at_10, 0);
  EXPECT_DOUBLE_EQ(quality.mrr_at_10, 0);
  EXPECT_DOUBLE_EQ(quality.recall_at_50, 1);
}

TEST(Measures, EqualFiguresAreNoDifference) {
  const std::vector<double> ours{0.5, 0.25, 1};
  EXPECT_DOUBLE_EQ(chance_of_difference(ours, ours), 1);
}

TEST(Measures, BetterEachTimeIsNoLuck) {
  const std::vector<double> ours(30, 0.6);
  const std::vector<double> theirs(30, 0.5);
  EXPECT_LT(chance_of_difference(ours, theirs), 0.001);
}

TEST(Measures, BetterAsOftenAsWorseIsLuck) {
  std::vector<double> ours;
  std::vector<double> theirs;
  for (int at = 0; at < 30; ++at) {
    ours.push_back(at % 2);
    theirs.push_back((at + 1) % 2);
  }
  EXPECT_GT(chance_of_difference(ours, theirs), 0.5);
}

TEST(Measures, ThreeOfThreeBetterCanBeLuck) {
  const std::vector<double> ours{1, 1, 1};
  const std::vector<double> theirs{0, 0, 0};
  // Two of the eight ways the coins may fall are as great.
  EXPECT_NEAR(chance_of_difference(ours, theirs), 0.25, 0.02);
}

}  // namespace
}  // namespace fika::bench
