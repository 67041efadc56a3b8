// SPDX-License-Identifier: GPL-3.0-or-later
// Where a stretch of one text stands in another that was made from it. A
// function of the two texts, in bytes; milliseconds for a page, so it belongs
// in the pool.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "server/merging/edits.h"
#include "server/merging/tokens.h"

namespace fika::domain {

class Following {
 public:
  // Both texts outlive it.
  static Result<Following> between(std::string_view before, std::string_view after);

  // What is left of it, with what was written into it. Nothing when no word of
  // it is left. Words that nobody touched are found again even where the
  // comparison took them for others.
  std::optional<merging::Range> follow(const merging::Range& place) const;
  // Where the new text has the words and the old one had not.
  std::optional<merging::Range> come_back(std::string_view words) const;

 private:
  using Range = merging::Range;
  static constexpr std::uint32_t kNone = UINT32_MAX;

  Following(std::string_view before, std::string_view after);

  // What of the places of words from `first` to `last` is left, in bytes of the
  // new text.
  struct Rest {
    Range at;
    std::size_t words = 0, words_before = 0;
  };
  std::optional<Rest> rest_of(const Range& place, std::size_t first, std::size_t last) const;
  bool is_blank(const Range& word) const;
  bool is_untouched(const Range& found, std::size_t first, std::size_t last) const;
  std::size_t nearest_place(std::size_t first) const;

  std::string_view before_, after_;
  std::vector<Range> old_words_, new_words_;
  std::vector<std::uint32_t> to_,
      from_;  // the word's place in the other text, or kNone
  std::vector<merging::Edit> edits_;
};

// Where `words`, as they are read, stand in a Markdown text: compared by
// letters and digits alone, so that signs of markup and the addresses of links
// do not count.
std::optional<merging::Range> find_as_read(std::string_view markdown, std::string_view words);

}  // namespace fika::domain
