// SPDX-License-Identifier: GPL-3.0-or-later
// Which sentences of a merged text hold work of both people.
#pragma once

#include <string_view>
#include <vector>

#include "server/merging/tokens.h"

namespace fika::merging {

// What one of the two changed alone.
struct Change {
  bool is_theirs = false;
  Range base;    // bytes that stood there
  Range merged;  // bytes that stand there now
};

// In order. To take out a whole sentence, or to put one in, touches none of those around it.
std::vector<Range> touched_sentences(std::string_view base, std::string_view merged,
                                     const std::vector<Change>& changes);

}  // namespace fika::merging
