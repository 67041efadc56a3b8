// SPDX-License-Identifier: GPL-3.0-or-later
// Where words begin and end. analysis.h is what others use; this is how it does the first half.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/analysis.h"

namespace fika::search {

// Reads a text once, from its beginning. Words are runs of letters, digits and marks. What joins:
//   an apostrophe before the short endings of English (don't, Anna's)
//   a point or comma between digits (1.4.22)
//   an underscore between letters (read_timeout)
//   soft hyphens and joiners, which are left out of the word
//   + and # behind at most three letters (C++, C#)
// Scripts without spaces give overlapping pairs.
class WordCutter {
 public:
  explicit WordCutter(std::string_view text) : text_(text) {}
  std::optional<Word> next();

 private:
  struct Letter;
  struct Unit {
    std::string text;
    std::size_t begin = 0, end = 0;
  };
  Letter letter_at(std::size_t at) const;
  bool is_word_at(std::size_t at) const;
  // Whether what stands at `at`, behind a character of a word, is within the word.
  bool is_joint(std::size_t at, bool is_behind_digit, bool is_behind_letter) const;
  std::optional<Word> cut();
  std::optional<Word> cut_word();
  std::optional<Word> cut_pair();
  void skip_to_word();
  bool is_hyphen_before(std::size_t at) const;

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t position_ = 0;
  std::optional<Unit> unit_;     // the first half of the next pair
  bool is_unit_alone_ = true;    // it has been in no pair yet
  std::optional<Word> pending_;  // cut already, to see what a hyphen leads on to
};

// In normal form and case folded, cut to kWordBytesMax; empty if nothing is left.
std::string folded(std::string_view word);

}  // namespace fika::search
