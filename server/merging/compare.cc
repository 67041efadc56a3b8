// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/merging/compare.h"

#include <algorithm>
#include <utility>

#include "server/merging/edits.h"

namespace fika::merging {
namespace {

struct Text {
  std::string_view whole;
  std::vector<Range> lines;
  std::vector<std::uint32_t> numbers;

  Text(std::string_view text, Numbering& numbering)
      : whole(text), lines(lines_of(text)), numbers(numbering.numbers_of(text, lines)) {}
  // The bytes of a stretch of lines.
  Range bytes_of(Range stretch) const {
    if (stretch.is_empty()) return {};
    return {lines[stretch.begin].begin, lines[stretch.end - 1].end};
  }
};

// The words of `line` among `words`, both in bytes of the whole text; the newline is none of them.
std::vector<Range> words_within(const std::vector<Range>& words, Range line) {
  std::vector<Range> found;
  auto word = std::ranges::upper_bound(words, line.begin, {}, &Range::end);
  for (; word != words.end() && word->begin < line.end; ++word) {
    const Range part{std::max(word->begin, line.begin) - line.begin,
                     std::min(word->end, line.end) - line.begin};
    if (!part.is_empty()) found.push_back(part);
  }
  return found;
}

struct ChangedWords {
  std::vector<Range> before, after;  // bytes of either text
};

// All of them where one side has nothing, or there are too many to compare.
Result<ChangedWords> changed_words(const Text& before, const Text& after, const Edit& edit) {
  const Range old_bytes = before.bytes_of(edit.before), new_bytes = after.bytes_of(edit.after);
  const std::string_view old_text = old_bytes.of(before.whole);
  const std::string_view new_text = new_bytes.of(after.whole);
  ChangedWords changed;
  const std::vector<Range> old_words = words_of(old_text), new_words = words_of(new_text);
  if (old_text.empty() || new_text.empty() ||
      old_words.size() + new_words.size() > kComparedWordsMax) {
    changed.before.push_back(old_bytes);
    changed.after.push_back(new_bytes);
    return changed;
  }
  Numbering numbering;
  const auto old_numbers = numbering.numbers_of(old_text, old_words);
  const auto new_numbers = numbering.numbers_of(new_text, new_words);
  TRY(const Edits edits, edits_between(old_numbers, new_numbers));
  const auto add = [](const std::vector<Range>& words, Range places, std::size_t shift,
                      std::vector<Range>& to) {
    if (places.is_empty()) return;
    to.push_back({words[places.begin].begin + shift, words[places.end - 1].end + shift});
  };
  for (const Edit& each : edits.list) {
    add(old_words, each.before, old_bytes.begin, changed.before);
    add(new_words, each.after, new_bytes.begin, changed.after);
  }
  return changed;
}

class Comparing {
 public:
  Comparing(const Text& before, const Text& after, std::size_t context)
      : before_(before), after_(after), context_(std::min(context, kContextLinesMax)) {}

  Result<Comparison> run(const std::vector<Edit>& edits) {
    for (const Edit& edit : edits) {
      found_.removed_lines += edit.before.size();
      found_.added_lines += edit.after.size();
    }
    for (std::size_t i = 0; i < edits.size() && !found_.has_more; ++i) {
      const bool is_near = i > 0 && edits[i].before.begin - edits[i - 1].before.end <= 2 * context_;
      if (!is_near) begin_hunk(edits[i]);
      CHECKED(add_edit(edits[i]));
      const std::size_t next =
          i + 1 < edits.size() ? edits[i + 1].before.begin : before_.lines.size();
      const std::size_t gap = next - edits[i].before.end;
      const bool is_joined = i + 1 < edits.size() && gap <= 2 * context_;
      add_same(edits[i].before.end, edits[i].after.end, is_joined ? gap : std::min(gap, context_));
    }
    return std::move(found_);
  }

 private:
  using Kind = ComparedLine::Kind;

  void begin_hunk(const Edit& edit) {
    found_.hunks.emplace_back();
    const std::size_t first = edit.before.begin - std::min(edit.before.begin, context_);
    const std::size_t count = edit.before.begin - first;
    // Never into the hunk before: that one would be near.
    add_same(first, edit.after.begin - count, count);
  }
  void add_same(std::size_t before, std::size_t after, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      add({.kind = Kind::kSame,
           .before = static_cast<std::uint32_t>(before + i + 1),
           .after = static_cast<std::uint32_t>(after + i + 1)},
          before_, before + i);
    }
  }
  Status add_edit(const Edit& edit) {
    TRY(const ChangedWords words, changed_words(before_, after_, edit));
    for (std::size_t i = edit.before.begin; i < edit.before.end; ++i) {
      add({.kind = Kind::kRemoved,
           .before = static_cast<std::uint32_t>(i + 1),
           .words = words_within(words.before, before_.lines[i])},
          before_, i);
    }
    for (std::size_t i = edit.after.begin; i < edit.after.end; ++i) {
      add({.kind = Kind::kAdded,
           .after = static_cast<std::uint32_t>(i + 1),
           .words = words_within(words.after, after_.lines[i])},
          after_, i);
    }
    return {};
  }
  void add(ComparedLine line, const Text& text, std::size_t place) {
    std::string_view words = text.lines[place].of(text.whole);
    if (words.ends_with('\n')) words.remove_suffix(1);
    bytes_ += words.size() + sizeof(ComparedLine) + line.words.size() * sizeof(Range);
    if (found_.has_more || bytes_ > kComparisonBytesMax) {
      found_.has_more = true;
      return;
    }
    line.text = words;
    // The newline is not shown, so it is no changed word either.
    std::erase_if(line.words, [&](const Range& word) { return word.begin >= words.size(); });
    if (!line.words.empty()) {
      line.words.back().end = std::min(line.words.back().end, words.size());
    }
    found_.hunks.back().lines.push_back(std::move(line));
  }

  const Text& before_;
  const Text& after_;
  const std::size_t context_;
  Comparison found_;
  std::size_t bytes_ = 0;
};

}  // namespace

Result<Comparison> compare_texts(std::string_view before, std::string_view after,
                                 std::size_t context_lines) {
  for (const std::string_view text : {before, after}) {
    if (text.size() > kComparedBytesMax) {
      return fail(Code::kInvalid, "The text is longer than {} KB, too long to be compared.",
                  kComparedBytesMax / 1024);
    }
  }
  Numbering numbering;
  const Text old_text(before, numbering), new_text(after, numbering);
  TRY(const Edits edits, edits_between(old_text.numbers, new_text.numbers));
  return Comparing(old_text, new_text, context_lines).run(edits.list);
}

}  // namespace fika::merging
