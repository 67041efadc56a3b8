// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/relevance/measures.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>

#include "base/check.h"

namespace fika::bench {
namespace {

constexpr std::size_t kTop = 10;
constexpr int kTosses = 20'000;
constexpr std::uint64_t kSeed = 20'261'122;

double discount(std::size_t place) { return 1 / std::log2(static_cast<double>(place) + 2); }

}  // namespace

Quality quality_of(const JudgedQuestion& question, std::span<const std::size_t> ranked) {
  Quality quality;
  double gained = 0;
  double found = 0;
  for (std::size_t place = 0; place < std::min(ranked.size(), kRankedMax); ++place) {
    const auto grade = question.grades.find(ranked[place]);
    if (grade == question.grades.end()) continue;
    ++found;
    if (place >= kTop) continue;
    gained += grade->second * discount(place);
    if (quality.mrr_at_10 == 0) quality.mrr_at_10 = 1 / static_cast<double>(place + 1);
  }
  std::vector<int> best;
  for (const auto& [document, grade] : question.grades) best.push_back(grade);
  std::ranges::sort(best, std::greater());
  double most = 0;
  for (std::size_t place = 0; place < std::min(best.size(), kTop); ++place) {
    most += best[place] * discount(place);
  }
  quality.ndcg_at_10 = most > 0 ? gained / most : 0;
  quality.recall_at_50 = best.empty() ? 0 : found / static_cast<double>(best.size());
  return quality;
}

Quality mean_of(std::span<const Quality> each) {
  Quality mean;
  if (each.empty()) return mean;
  for (const Quality& one : each) {
    mean.ndcg_at_10 += one.ndcg_at_10;
    mean.mrr_at_10 += one.mrr_at_10;
    mean.recall_at_50 += one.recall_at_50;
  }
  const auto count = static_cast<double>(each.size());
  return {mean.ndcg_at_10 / count, mean.mrr_at_10 / count, mean.recall_at_50 / count};
}

double chance_of_difference(std::span<const double> ours, std::span<const double> theirs) {
  FIKA_CHECK(ours.size() == theirs.size());
  std::vector<double> differences;
  double seen = 0;
  for (std::size_t at = 0; at < ours.size(); ++at) {
    const double difference = ours[at] - theirs[at];
    // Equal figures stay equal however the coin falls.
    if (difference != 0) differences.push_back(difference);
    seen += difference;
  }
  std::mt19937_64 random(kSeed);
  // The differences are added up in another order than `seen` was, so a hair's breadth is equal.
  const double least = std::abs(seen) - 1e-9;
  int as_great = 0;
  for (int toss = 0; toss < kTosses; ++toss) {
    double sum = 0;
    std::uint64_t bits = 0;
    for (std::size_t at = 0; at < differences.size(); ++at, bits >>= 1) {
      if (at % 64 == 0) bits = random();
      sum += (bits & 1) != 0 ? differences[at] : -differences[at];
    }
    as_great += std::abs(sum) >= least ? 1 : 0;
  }
  // What was seen is one of the ways the coins may fall.
  return (as_great + 1.0) / (kTosses + 1.0);
}

}  // namespace fika::bench
