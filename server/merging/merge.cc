// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/merging/merge.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/text.h"
#include "server/merging/touched.h"
#include "server/merging/walk.h"

namespace fika::merging {
namespace {

Status check_text(std::string_view text) {
  if (text.size() > kTextBytesMax) {
    return fail(Code::kInvalid, "The text is longer than {} KB. Take some of it to another page.",
                kTextBytesMax / 1024);
  }
  if (is_utf8(text) && !text.contains('\0')) return {};
  return fail(Code::kInvalid, "The text holds bytes that are no text. Paste it again as text.");
}

// A last line without its newline is the same line as one with it, so all texts get one, and
// whether the whole ends with it is decided apart.
struct Body {
  explicit Body(std::string_view whole) : text(whole), has_end(whole.ends_with('\n')) {
    if (!has_end) text += '\n';
  }
  // Without what the person did not write.
  Range clamped(Range bytes) const {
    const std::size_t size = text.size() - (has_end ? 0 : 1);
    return {std::min(bytes.begin, size), std::min(bytes.end, size)};
  }

  std::string text;
  bool has_end;
};

struct Three {
  Body base, yours, theirs;
};

struct Parts {
  std::vector<Range> ranges;
  std::vector<std::uint32_t> numbers;

  // The bytes of a stretch of parts, which is a place when there are none.
  Range bytes_of(Range places) const { return {begin_of(places.begin), begin_of(places.end)}; }
  std::size_t begin_of(std::size_t place) const {
    return place < ranges.size() ? ranges[place].begin : ranges.back().end;
  }
  // The parts that lie in a stretch of bytes that begins and ends with parts.
  Range within(Range bytes) const {
    const auto place_of = [&](std::size_t at) {
      const auto found = std::ranges::lower_bound(ranges, at, {}, &Range::begin);
      return static_cast<std::size_t>(found - ranges.begin());
    };
    return {place_of(bytes.begin), place_of(bytes.end)};
  }
};

// The three texts in words or in lines.
struct Cut {
  template <class Parting>
  Cut(const Three& texts, Parting parting) {
    Numbering numbering;
    const auto cut = [&](const Body& body, Parts& parts) {
      parts.ranges = parting(body.text);
      parts.numbers = numbering.numbers_of(body.text, parts.ranges);
    };
    cut(texts.base, base);
    cut(texts.yours, yours);
    cut(texts.theirs, theirs);
  }
  Parts base, yours, theirs;
};

// What either side did.
struct Both {
  Edits yours, theirs;
  bool is_exact() const { return yours.is_exact && theirs.is_exact; }
};

Result<Both> edits_of(const Cut& cut, std::size_t compared_max) {
  Both both;
  TRY(both.yours, edits_between(cut.base.numbers, cut.yours.numbers, compared_max));
  TRY(both.theirs, edits_between(cut.base.numbers, cut.theirs.numbers, compared_max));
  return both;
}

// One side of a Cut: the base's parts and its own.
struct Pair {
  const Parts& before;
  const Parts& after;
};

// The words that changed in lines that changed. A newline is a word, so lines begin with words.
Result<Edits> words_in_lines(const Edits& line_edits, Pair lines, Pair words) {
  Edits edits;
  edits.is_exact = line_edits.is_exact;
  std::size_t left = kMergedWordsMax;
  for (const Edit& line_edit : line_edits.list) {
    if (!edits.is_exact) break;
    const Range before = words.before.within(lines.before.bytes_of(line_edit.before));
    const Range after = words.after.within(lines.after.bytes_of(line_edit.after));
    edits.is_exact = before.size() + after.size() <= left;
    if (!edits.is_exact) break;
    left -= before.size() + after.size();
    TRY(const Edits found,
        edits_between(Numbers(words.before.numbers).subspan(before.begin, before.size()),
                      Numbers(words.after.numbers).subspan(after.begin, after.size())));
    for (const Edit& each : found.list) {
      edits.list.push_back({{each.before.begin + before.begin, each.before.end + before.begin},
                            {each.after.begin + after.begin, each.after.end + after.begin}});
    }
  }
  return edits;
}

class Merger {
 public:
  Merger(const Three& texts, const Cut& cut) : texts_(texts), cut_(cut) {}

  Merge run(const Both& edits) {
    const Sequences all{cut_.base.numbers, cut_.yours.numbers, cut_.theirs.numbers};
    for (const Step& step : steps_of(all, edits.yours.list, edits.theirs.list)) take(step);
    if (merge_.is_clean()) {
      merge_.touched_sentences = touched_sentences(texts_.base.text, merge_.text, changes_);
    }
    end();
    return std::move(merge_);
  }

 private:
  void take(const Step& step) {
    const auto& [base, yours, theirs] = texts_;
    const Range base_at = cut_.base.bytes_of(step.base);
    const Range yours_at = cut_.yours.bytes_of(step.yours);
    const Range theirs_at = cut_.theirs.bytes_of(step.theirs);
    if (step.origin == Origin::kClash) {
      Conflict& conflict = merge_.conflicts.emplace_back();
      conflict.base_at = base.clamped(base_at);
      conflict.yours_at = yours.clamped(yours_at);
      conflict.theirs_at = theirs.clamped(theirs_at);
      conflict.base = conflict.base_at.of(base.text);
      conflict.yours = conflict.yours_at.of(yours.text);
      conflict.theirs = conflict.theirs_at.of(theirs.text);
      conflict.at = merge_.text.size();
      return;
    }
    const std::size_t begin = merge_.text.size();
    const bool is_theirs = step.origin == Origin::kTheirs;
    merge_.text += is_theirs ? theirs_at.of(theirs.text) : yours_at.of(yours.text);
    if (step.origin == Origin::kYours || is_theirs) {
      changes_.push_back({is_theirs, base_at, {begin, merge_.text.size()}});
    }
  }
  void end() {
    const bool has_end =
        texts_.yours.has_end == texts_.base.has_end ? texts_.theirs.has_end : texts_.yours.has_end;
    const bool ends_in_choice =
        !merge_.is_clean() && merge_.conflicts.back().at == merge_.text.size();
    if (!has_end && !ends_in_choice && merge_.text.ends_with('\n')) merge_.text.pop_back();
  }

  const Three& texts_;
  const Cut& cut_;
  Merge merge_;
  std::vector<Change> changes_;
};

}  // namespace

Result<Merge> merge_texts(std::string_view base, std::string_view yours, std::string_view theirs) {
  for (const std::string_view text : {base, yours, theirs}) CHECKED(check_text(text));
  const Three texts{Body(base), Body(yours), Body(theirs)};
  const Cut words(texts, &words_of);
  TRY(Both edits, edits_of(words, kMergedWordsMax));
  if (edits.is_exact()) return Merger(texts, words).run(edits);
  const Cut lines(texts, &lines_of);
  TRY(const Both line_edits, edits_of(lines, kMergedLinesMax));
  TRY(edits.yours,
      words_in_lines(line_edits.yours, {lines.base, lines.yours}, {words.base, words.yours}));
  TRY(edits.theirs,
      words_in_lines(line_edits.theirs, {lines.base, lines.theirs}, {words.base, words.theirs}));
  if (edits.is_exact()) return Merger(texts, words).run(edits);
  return Merger(texts, lines).run(line_edits);
}

std::string with_choices(const Merge& merge, const std::vector<std::string_view>& choices) {
  FIKA_CHECK(choices.size() == merge.conflicts.size());
  std::string text;
  std::size_t copied = 0;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const std::size_t at = merge.conflicts[i].at;
    text.append(merge.text, copied, at - copied);
    text += choices[i];
    copied = at;
  }
  return text.append(merge.text, copied);
}

}  // namespace fika::merging
