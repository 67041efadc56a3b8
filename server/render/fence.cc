// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/fence.h"

#include <algorithm>

namespace fika::render {
namespace {

constexpr std::string_view kBlanks = " \t";

}  // namespace

std::string_view without_blanks(std::string_view line) {
  return line.substr(std::min(line.find_first_not_of(kBlanks), line.size()));
}
bool is_empty_line(std::string_view line) { return line.find_first_not_of(" \t\r\n") == line.npos; }

std::string_view without_openings(std::string_view line) {
  for (;;) {
    line = without_blanks(line);
    const std::size_t digits =
        std::min({line.find_first_not_of("0123456789"), line.size(), std::size_t{9}});
    const std::size_t sign = line.starts_with('>')                    ? 1
                             : digits > 0 && digits + 1 < line.size() ? digits + 1
                             : line.size() > 1                        ? 1
                                                                      : 0;
    if (sign == 0 || !std::string_view(">-+*.)").contains(line[sign - 1])) return line;
    const bool is_apart = line[0] == '>' || (line.size() > sign && kBlanks.contains(line[sign]));
    if (!is_apart) return line;
    line.remove_prefix(sign);
  }
}

bool Fence::takes(std::string_view line) {
  const std::string_view marks = sign_ == 0 ? without_openings(line) : without_blanks(line);
  if (marks.empty() || (marks[0] != '`' && marks[0] != '~')) return sign_ != 0;
  const std::size_t size = std::min(marks.find_first_not_of(marks[0]), marks.size());
  const std::string_view rest = marks.substr(size);
  if (sign_ == 0) {
    if (size < 3 || (marks[0] == '`' && rest.contains('`'))) return false;
    sign_ = marks[0];
    size_ = size;
  } else if (marks[0] == sign_ && size >= size_ && is_empty_line(rest)) {
    sign_ = 0;
  }
  return true;
}

}  // namespace fika::render
