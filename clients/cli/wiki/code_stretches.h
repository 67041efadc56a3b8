// SPDX-License-Identifier: GPL-3.0-or-later
// Where in a Markdown text code stands, fenced or between backticks, and comments of HTML: nothing
// in there is a link, a heading or a tag. Blocks that are code by their indentation alone count as
// text: what is found in them is as a rule a list's.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace fika::cli::wiki {

struct Stretch {
  std::size_t begin, end;
};

// In their order, apart from each other.
std::vector<Stretch> code_stretches(std::string_view markdown);

// Walks along with a position that only rises.
class CodeWalk {
 public:
  explicit CodeWalk(std::string_view markdown) : stretches_(code_stretches(markdown)) {}

  // The end of the stretch that `at` lies in, or `at` itself.
  std::size_t skip(std::size_t at) {
    while (next_ < stretches_.size() && stretches_[next_].end <= at) ++next_;
    const bool is_inside = next_ < stretches_.size() && stretches_[next_].begin <= at;
    return is_inside ? stretches_[next_].end : at;
  }

 private:
  const std::vector<Stretch> stretches_;
  std::size_t next_ = 0;
};

}  // namespace fika::cli::wiki
