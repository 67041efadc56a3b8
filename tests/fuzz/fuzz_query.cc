// SPDX-License-Identifier: GPL-3.0-or-later
// search/query_language: whatever is typed is words and conditions, in their order, and nothing but
// white space is left over.
#include <algorithm>

#include "base/text.h"
#include "search/query_language.h"
#include "tests/fuzz/fuzzing.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fika::search;  // NOLINT(google-build-using-namespace): all of it is about that.
  const std::string_view text = fika::fuzz::text_of(data, size);
  if (!fika::is_utf8(text)) return 0;
  TypedQuery query = read_query(text);
  FIKA_CHECK(query.bytes_read <= std::min(text.size(), kQueryBytesMax));

  std::vector<ByteRange> ranges;
  for (const TypedTerm& typed : query.terms) {
    FIKA_CHECK(!typed.term.text.empty() && fika::is_utf8(typed.term.text));
    ranges.push_back(typed.range);
  }
  for (const TypedCondition& condition : query.conditions) {
    FIKA_CHECK(!condition.value.empty() && fika::is_utf8(condition.value));
    ranges.push_back(condition.range);
  }
  std::ranges::sort(ranges, {}, &ByteRange::begin);
  std::size_t last = 0;
  for (const ByteRange& range : ranges) {
    FIKA_CHECK(range.begin < range.end && range.end <= query.bytes_read);
    FIKA_CHECK(range.begin >= last || range.end == last);  // an unknown condition and its words
    last = range.end;
  }

  const std::size_t terms = query.terms.size();
  for (std::size_t i = 0; i < query.conditions.size(); ++i) take_as_words(query, i);
  FIKA_CHECK(query.terms.size() >= terms && terms_of(query).size() == query.terms.size());
  FIKA_CHECK(fika::is_utf8(words_of(query)));
  return 0;
}
