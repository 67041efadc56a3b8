// SPDX-License-Identifier: GPL-3.0-or-later
// What is measured: something that takes the documents of a set in, and ranks them for a question.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "tests/bench/relevance/collection.h"

namespace fika::bench {

class Engine {
 public:
  virtual ~Engine() = default;
  virtual std::string_view name() const = 0;
  // In place of those it had.
  virtual Status take_in(const Collection& set) = 0;
  // Documents of the set, the best first, at most kRankedMax.
  virtual Result<std::vector<std::size_t>> rank(const std::string& question) = 0;
};

}  // namespace fika::bench
