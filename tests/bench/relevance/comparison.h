// SPDX-License-Identifier: GPL-3.0-or-later
// Every question of a set asked of each engine, and the table of what came of it.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "tests/bench/relevance/engine.h"
#include "tests/bench/relevance/measures.h"

namespace fika::bench {

struct Measured {
  std::string engine;
  std::vector<Quality> each;  // in the order of the set's questions
};

// The first engine is the one that the others are held against.
Result<std::vector<Measured>> measure(const Collection& set,
                                      std::span<const std::unique_ptr<Engine>> engines);

// A row of Markdown for each measure: the mean of each engine and, for all but the first, the
// chance that it and the first differ by luck alone.
void print_heading(std::span<const std::unique_ptr<Engine>> engines);
void print_rows(const Collection& set, std::span<const Measured> measured);

// Questions in which the first engine's nDCG@10 differs most from the second's, worst first, with
// what stood at the top: for whoever tunes.
Status print_worst(const Collection& set, std::span<const std::unique_ptr<Engine>> engines,
                   std::span<const Measured> measured, std::size_t count);

}  // namespace fika::bench
