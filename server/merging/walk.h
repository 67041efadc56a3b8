// SPDX-License-Identifier: GPL-3.0-or-later
// The edits of two people to one sequence, gone through together: what either changed alone, what
// both changed to the same, and where they clash.
#pragma once

#include <cstdint>
#include <vector>

#include "server/merging/edits.h"

namespace fika::merging {

enum class Origin : std::uint8_t {
  kBase,    // as it was
  kYours,   // changed by one of the two
  kTheirs,  //
  kBoth,    // changed to the same
  kClash,   // to be chosen
};

// A stretch of the base and what stands for it on either side. They cover all three sequences.
struct Step {
  Origin origin = Origin::kBase;
  Range base, yours, theirs;
};

struct Sequences {
  Numbers base, yours, theirs;
};

// Changes that touch clash, as git has it: what to write between them is anybody's guess. Of a
// clash, what is the same on both sides at its ends is taken as changed by both.
std::vector<Step> steps_of(const Sequences& all, const std::vector<Edit>& yours,
                           const std::vector<Edit>& theirs);

}  // namespace fika::merging
