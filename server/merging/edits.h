// SPDX-License-Identifier: GPL-3.0-or-later
// How one sequence becomes another: the only place that knows libgit2. Each number is written as a
// line of digits, so that nothing in a text can be taken for anything else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "server/merging/tokens.h"

namespace fika::merging {

// Of the two together, beyond the ends that they have in common; with more, all that differs is one
// edit. Sequences in no order at all take 3 ms for each 2,000.
inline constexpr std::size_t kComparedMax = 48'000;

// Places `before` of the one sequence became places `after` of the other. Either may be empty, not
// both.
struct Edit {
  Range before, after;
};

struct Edits {
  // In order, with at least one common place between two of them.
  std::vector<Edit> list;
  // False: there was too much to compare, and all that differs is one edit.
  bool is_exact = true;
};

using Numbers = std::span<const std::uint32_t>;

// kInternal when the library cannot, which means that memory is used up. From any thread.
Result<Edits> edits_between(Numbers before, Numbers after, std::size_t compared_max = kComparedMax);

}  // namespace fika::merging
