// SPDX-License-Identifier: GPL-3.0-or-later
// Two people changed the same text: one text of both, or where somebody must choose. A function of
// its three texts alone; it takes milliseconds for a page, so it belongs in the pool.
//
// Words are merged, not lines, so that people who correct different words of a paragraph do not
// meet. It clashes where they changed the same words or words side by side, except to the same.
// Nothing is ever written into a text that neither wrote: a text may hold <<<<<<< and means it.
//
// Texts are taken to be normal already: line ends are "\n" alone, characters composed.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "server/merging/tokens.h"

namespace fika::merging {

inline constexpr std::size_t kTextBytesMax = 512 * 1024;
// Words and lines that are compared, of two texts together and without the ends that they have in
// common. Beyond the first, only the words of changed lines are compared; where these are too many,
// too, whole lines are merged, and beyond the second all that differs is one change. So texts made
// to be slow take a tenth of a second.
inline constexpr std::size_t kMergedWordsMax = 32'000;
inline constexpr std::size_t kMergedLinesMax = 48'000;

struct Conflict {
  // What stood there, and what either made of it; any may be empty.
  std::string base, yours, theirs;
  // Where that is in each of the three texts, in bytes.
  Range base_at, yours_at, theirs_at;
  // Where the choice goes in Merge::text, which holds nothing of it.
  std::size_t at = 0;
};

struct Merge {
  bool is_clean() const { return conflicts.empty(); }

  // What both made. With conflicts: all that lies between them.
  std::string text;
  // In order.
  std::vector<Conflict> conflicts;
  // Of a clean text: sentences, in bytes of `text`, that are neither's because both changed
  // something in them. They may say what nobody meant, and their authors are asked to look.
  std::vector<Range> touched_sentences;
};

// kInvalid when a text is too long, is no UTF-8 or holds a NUL.
Result<Merge> merge_texts(std::string_view base, std::string_view yours, std::string_view theirs);

// The text with each conflict's choice in its place, one for each.
std::string with_choices(const Merge& merge, const std::vector<std::string_view>& choices);

}  // namespace fika::merging
