// SPDX-License-Identifier: GPL-3.0-or-later
// server/merging: three texts, apart at the byte 0x1e. What must hold for all of them, and for what
// is made of them.
#include "base/text.h"
#include "server/merging/blame.h"
#include "server/merging/compare.h"
#include "server/merging/merge.h"
#include "tests/fuzz/fuzzing.h"

namespace {

std::string_view take_text(std::string_view& input) {
  const std::size_t end = std::min(input.find('\x1e'), input.size());
  const std::string_view text = input.substr(0, end);
  input.remove_prefix(std::min(end + 1, input.size()));
  return text;
}

void check_same(std::string_view base, std::string_view yours, std::string_view theirs,
                std::string_view expected) {
  const auto merge = fika::merging::merge_texts(base, yours, theirs);
  FIKA_CHECK(merge && merge->is_clean() && merge->text == expected);
}

void check_merge(std::string_view base, std::string_view yours, std::string_view theirs) {
  const auto merge = fika::merging::merge_texts(base, yours, theirs);
  FIKA_CHECK(merge.has_value());
  std::vector<std::string_view> choices;
  for (const auto& conflict : merge->conflicts) {
    FIKA_CHECK(conflict.at <= merge->text.size());
    FIKA_CHECK(conflict.base_at.of(base) == conflict.base);
    FIKA_CHECK(conflict.yours_at.of(yours) == conflict.yours);
    FIKA_CHECK(conflict.theirs_at.of(theirs) == conflict.theirs);
    choices.emplace_back(conflict.theirs);
  }
  FIKA_CHECK(fika::is_utf8(fika::merging::with_choices(*merge, choices)));
  for (const auto& sentence : merge->touched_sentences) {
    FIKA_CHECK(!sentence.is_empty() && sentence.end <= merge->text.size());
  }
  const auto back = fika::merging::merge_texts(base, theirs, yours);
  FIKA_CHECK(back && back->text == merge->text);
  FIKA_CHECK(back->conflicts.size() == merge->conflicts.size());
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input = fika::fuzz::text_of(data, size);
  const std::string_view base = take_text(input), yours = take_text(input), theirs = input;
  bool is_text = true;
  for (const std::string_view text : {base, yours, theirs}) {
    is_text = is_text && fika::is_utf8(text) && !text.contains('\0');
  }
  if (is_text) {
    check_same(base, yours, base, yours);
    check_same(base, base, theirs, theirs);
    check_same(base, yours, yours, yours);
    check_merge(base, yours, theirs);
  } else {
    FIKA_CHECK(!fika::merging::merge_texts(base, yours, theirs));
  }
  // These take any bytes.
  const auto comparison = fika::merging::compare_texts(yours, theirs);
  FIKA_CHECK(comparison && (!comparison->hunks.empty() || comparison->has_more || yours == theirs));
  fika::merging::Blame blame;
  for (std::uint32_t revision = 0; const std::string_view text : {base, yours, theirs}) {
    FIKA_CHECK(blame.add(revision++, text).has_value());
    FIKA_CHECK(blame.revisions().size() == fika::merging::lines_of(text).size());
  }
  return 0;
}
