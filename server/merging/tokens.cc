// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/merging/tokens.h"

#include "server/merging/characters.h"

namespace fika::merging {
namespace {

bool is_half_flag(char32_t point) { return point >= 0x1f1e6 && point <= 0x1f1ff; }

// Whether a character goes on with the word that `first` began and `last` ended; `size` is how many
// the word has.
bool goes_on(const Character& first, const Character& last, std::size_t size,
             const Character& next) {
  if (next.sign == Sign::kNewline || first.sign == Sign::kNewline) return false;
  if (next.sign == Sign::kExtends || next.sign == Sign::kJoiner) return true;
  if (last.sign == Sign::kJoiner && next.sign == Sign::kPicture) return true;
  switch (first.sign) {
    case Sign::kWord:
    case Sign::kSpace:
    case Sign::kExtends:
    case Sign::kJoiner:
      return next.sign == first.sign;
    case Sign::kMark:
      return next.point == last.point && next.sign == last.sign;
    case Sign::kPicture:
      return size == 1 && is_half_flag(first.point) && is_half_flag(next.point);
    default:
      return false;
  }
}

}  // namespace

std::vector<Range> words_of(std::string_view text) {
  std::vector<Range> words;
  std::size_t at = 0;
  while (at < text.size()) {
    const Character first = character_at(text, at);
    Character last = first;
    std::size_t end = at + first.size;
    for (std::size_t size = 1; end < text.size(); ++size) {
      const Character next = character_at(text, end);
      if (!goes_on(first, last, size, next)) break;
      last = next;
      end += next.size;
    }
    words.push_back({at, end});
    at = end;
  }
  return words;
}

std::vector<Range> lines_of(std::string_view text) {
  std::vector<Range> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t newline = text.find('\n', at);
    const std::size_t end = newline == std::string_view::npos ? text.size() : newline + 1;
    lines.push_back({at, end});
    at = end;
  }
  return lines;
}

std::uint32_t Numbering::number_of(std::string_view part) {
  return numbers_.try_emplace(part, static_cast<std::uint32_t>(numbers_.size())).first->second;
}

std::vector<std::uint32_t> Numbering::numbers_of(std::string_view text,
                                                 const std::vector<Range>& parts) {
  std::vector<std::uint32_t> numbers;
  numbers.reserve(parts.size());
  for (const Range& part : parts) numbers.push_back(number_of(part.of(text)));
  return numbers;
}

}  // namespace fika::merging
