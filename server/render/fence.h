// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of Markdown as what looks at them before md4c does needs them.
#pragma once

#include <cstddef>
#include <string_view>

namespace fika::render {

std::string_view without_blanks(std::string_view line);
bool is_empty_line(std::string_view line);
// Past the signs of quotes and lists that something may stand behind, and blanks.
std::string_view without_openings(std::string_view line);

// Where code is between fences. To be shown every line of a text in turn. A guess where fences
// stand in lists and quotes: those end with their lists, which is not looked into here.
class Fence {
 public:
  // Whether the line is a fence or between two.
  bool takes(std::string_view line);

 private:
  char sign_ = 0;
  std::size_t size_ = 0;
};

}  // namespace fika::render
