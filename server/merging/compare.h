// SPDX-License-Identifier: GPL-3.0-or-later
// What changed from one text to another, for people to read: changed lines with some around them,
// and in changed lines the words that changed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "server/merging/tokens.h"

namespace fika::merging {

inline constexpr std::size_t kComparedBytesMax = 512 * 1024;  // each
inline constexpr std::size_t kContextLinesMax = 1'000;
// Words are compared within a group of changed lines up to so many; longer groups show lines alone.
inline constexpr std::size_t kComparedWordsMax = 20'000;
// A comparison ends early when it has grown to this.
inline constexpr std::size_t kComparisonBytesMax = 512 * 1024;

struct ComparedLine {
  enum class Kind : std::uint8_t { kSame, kRemoved, kAdded };
  Kind kind = Kind::kSame;
  // From 1; 0: not in that text.
  std::uint32_t before = 0, after = 0;
  // Without its newline.
  std::string text = {};
  // Bytes of `text` that changed, in order; all of them where its words were not compared. None in
  // a changed line: only its newline or its place among the others did.
  std::vector<Range> words = {};
};

struct Hunk {
  std::vector<ComparedLine> lines;
};

struct Comparison {
  std::vector<Hunk> hunks;
  std::size_t added_lines = 0, removed_lines = 0;
  // Ended early: there are more hunks. The counts are of the whole.
  bool has_more = false;
};

// kInvalid when a text is too long. With `context_lines` unchanged lines around each change.
Result<Comparison> compare_texts(std::string_view before, std::string_view after,
                                 std::size_t context_lines = 3);

}  // namespace fika::merging
