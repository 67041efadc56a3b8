// SPDX-License-Identifier: GPL-3.0-or-later
// Each question to each engine in turn, so that a slow second of the machine hits all of them, and
// the table of what it took.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "tests/bench/load/histogram.h"
#include "tests/bench/search/asked.h"

namespace fika::bench {

struct Times {
  Histogram took;
  std::uint64_t hits = 0;  // of all questions together
};

// As many as `questions`, and a tenth more before them that are not measured. One Times an engine.
Result<std::vector<Times>> time_answers(Shape shape, Asking& asking, std::size_t questions,
                                        std::span<const std::unique_ptr<Answering>> engines);

void print_times_heading(std::span<const std::unique_ptr<Answering>> engines);
// Milliseconds at p50, p95 and p99 of each; and of the first engine by each other at p50 and p99.
void print_times(Shape shape, std::span<const Times> times);

}  // namespace fika::bench
