// SPDX-License-Identifier: GPL-3.0-or-later
// A text cut into the parts that are compared: words or whole lines. Joined they are the text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace fika::merging {

// From `begin` up to and without `end`: bytes of a text, or places in a sequence.
struct Range {
  std::size_t begin = 0, end = 0;

  std::size_t size() const { return end - begin; }
  bool is_empty() const { return begin == end; }
  std::string_view of(std::string_view text) const { return text.substr(begin, size()); }
  bool operator==(const Range&) const = default;
};

// A word, a run of white space, a newline, a run of one and the same punctuation sign, a character
// of a script without spaces, an emoji with all that belongs to it.
std::vector<Range> words_of(std::string_view text);
// Each with its newline; the last may be without. Empty for an empty text.
std::vector<Range> lines_of(std::string_view text);

// Gives equal parts of several texts equal numbers. The texts outlive it.
class Numbering {
 public:
  std::uint32_t number_of(std::string_view part);
  std::vector<std::uint32_t> numbers_of(std::string_view text, const std::vector<Range>& parts);

 private:
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

}  // namespace fika::merging
