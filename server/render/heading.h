// SPDX-License-Identifier: GPL-3.0-or-later
// The names by which headings are linked to.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/heading_words.h"

namespace fika::render {

using fika::heading_words;

// Gives each heading of a page its own id: "h-" and the words, and a number for those that have
// words of an earlier one.
class HeadingIds {
 public:
  std::string add(std::string_view text);
  // The id that a link's fragment (without #) means; "" if there is no such heading.
  std::string find(std::string_view fragment) const;

 private:
  std::unordered_map<std::string, std::size_t> taken_;  // id → the last number tried after it
};

}  // namespace fika::render
