// SPDX-License-Identifier: GPL-3.0-or-later
// Which heading of a page another tool's #anchor means.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fika::cli::wiki {

class PageAnchors {
 public:
  explicit PageAnchors(std::string_view markdown);
  // The id that the page's heading has here. What fits no heading becomes the id that such a
  // heading would have; "" for one without letters.
  std::string find(std::string_view fragment) const;

 private:
  struct Anchor {
    std::string words;
    // The letters and digits alone, for tools that join otherwise; once more with "and" for "&".
    std::string letters, spoken;
  };
  std::vector<Anchor> anchors_;
};

}  // namespace fika::cli::wiki
