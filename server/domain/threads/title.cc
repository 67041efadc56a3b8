// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "server/domain/threads/threads.h"

namespace fika::domain {

std::string title_from(std::string_view markdown) {
  // Of a link only the words are kept: an address makes no title.
  const std::string_view text = trim(markdown);
  const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
  std::string words;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t open = line.find('[', at);
    const std::size_t middle = open == line.npos ? line.npos : line.find("](", open);
    const std::size_t close = middle == line.npos ? line.npos : line.find(')', middle);
    if (close == line.npos) {
      words += line.substr(at);
      break;
    }
    words += line.substr(at, open - at);
    words += line.substr(open + 1, middle - open - 1);
    at = close + 1;
  }
  return first_line(words, kMadeTitleSizeMax);
}

}  // namespace fika::domain
