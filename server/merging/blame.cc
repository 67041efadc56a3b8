// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/merging/blame.h"

#include <utility>

#include "server/merging/edits.h"

namespace fika::merging {
namespace {

// Whether the last line ends with a newline changes nothing about who wrote it.
std::vector<std::uint32_t> numbers_of(std::string_view text, const std::vector<Range>& lines,
                                      Numbering& numbering) {
  std::vector<std::uint32_t> numbers;
  numbers.reserve(lines.size());
  for (const Range& line : lines) {
    std::string_view words = line.of(text);
    if (words.ends_with('\n')) words.remove_suffix(1);
    numbers.push_back(numbering.number_of(words));
  }
  return numbers;
}

}  // namespace

Status Blame::add(std::uint32_t revision, std::string_view text) {
  if (text.size() > kBlamedBytesMax) {
    return fail(Code::kInvalid, "The text is longer than {} KB, too long to say who wrote what.",
                kBlamedBytesMax / 1024);
  }
  std::vector<Range> lines = lines_of(text);
  Numbering numbering;
  const auto before = numbers_of(text_, lines_, numbering);
  const auto after = numbers_of(text, lines, numbering);
  TRY(const Edits edits, edits_between(before, after));
  std::vector<std::uint32_t> revisions;
  revisions.reserve(lines.size());
  std::size_t kept = 0;
  const auto keep_until = [&](std::size_t end) {
    for (; kept < end; ++kept) revisions.push_back(revisions_[kept]);
  };
  for (const Edit& edit : edits.list) {
    keep_until(edit.before.begin);
    revisions.insert(revisions.end(), edit.after.size(), revision);
    kept = edit.before.end;
  }
  keep_until(revisions_.size());
  text_ = text;
  lines_ = std::move(lines);
  revisions_ = std::move(revisions);
  return {};
}

std::string_view Blame::line(std::size_t place) const {
  std::string_view words = lines_.at(place).of(text_);
  if (words.ends_with('\n')) words.remove_suffix(1);
  return words;
}

}  // namespace fika::merging
