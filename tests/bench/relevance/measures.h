// SPDX-License-Identifier: GPL-3.0-or-later
// How good a ranking is, and whether one way of ranking is better than another by more than luck.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "tests/bench/relevance/collection.h"

namespace fika::bench {

inline constexpr std::size_t kRankedMax = 50;

// Each from 0 to 1.
struct Quality {
  // What the first ten gain, less the further down it stands, of what the best ten could: the gain
  // of a document is its grade.
  double ndcg_at_10 = 0;
  double mrr_at_10 = 0;     // 1 / the place of the first right one, 0 below the tenth
  double recall_at_50 = 0;  // the share of all right ones that are among the first fifty
};

// `ranked`: documents, the best first, none twice; those beyond kRankedMax do not count.
Quality quality_of(const JudgedQuestion& question, std::span<const std::size_t> ranked);

Quality mean_of(std::span<const Quality> each);

// The chance of a difference of the means at least as great, either way, if for each question it
// were a toss which of the two gave which figure (Fisher's paired randomisation; 20,000 tosses
// from a fixed seed). Both are as long as each other.
double chance_of_difference(std::span<const double> ours, std::span<const double> theirs);

}  // namespace fika::bench
