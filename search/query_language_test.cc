// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/query_language.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "base/text.h"

namespace fika::search {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

// A query in one line: words as typed, phrases in brackets, - for what is not wanted, and ? behind
// an unknown condition.
std::string told(std::string_view text) {
  const TypedQuery query = read_query(text);
  std::string out;
  for (const TypedTerm& typed : query.terms) {
    if (!out.empty()) out += ' ';
    if (typed.term.is_excluded) out += '-';
    out += typed.term.is_phrase ? "[" + typed.term.text + "]" : typed.term.text;
  }
  for (const TypedCondition& condition : query.conditions) {
    out += condition.is_excluded ? " | -" : " | ";
    out += std::string(condition_text(condition.name)) + "=" + condition.value;
    if (condition.is_unknown) out += '?';
  }
  return out;
}

TEST(QueryLanguage, TellsWordsPhrasesAndConditionsApart) {
  struct Case {
    std::string_view typed, told;
  };
  const std::vector<Case> cases = {
      {"", ""},
      {"  weld\tseam\n", "weld seam"},
      {"\"weld seam\" -rust", "[weld seam] -rust"},
      {"-\"weld seam\" x", "-[weld seam] x"},
      {"“svets fog” ”torr plats”", "[svets fog] [torr plats]"},
      {"\"weld\"", "weld"},
      {"from:anna weld", "weld | from=anna"},
      {"från:anna FRÅN:Bo fra\xCC\x8An:c", " | from=anna | from=Bo | from=c"},
      {"in:\"Weld shop\"seam", "seam | in=Weld shop"},
      {"i:verkstaden", " | in=verkstaden"},
      {"-in:lunch soup", "soup | -in=lunch"},
      {"kind:page typ:tråd sort:lärdom", " | kind=page | kind=tråd | kind=lärdom"},
      {"sort:newest ordning:äldst", " | sort=newest | sort=äldst"},
      {"tag:c++ tagg:5S", " | tag=c++ | tag=5S"},
      {"lang:sv språk:pt-BR", " | lang=sv | lang=pt-BR"},
      {"before:2026-10 efter:2026", " | before=2026-10 | after=2026"},
      {"has:file har:länk är:obesvarad", " | has=file | has=länk | is=obesvarad"},
      // No conditions.
      {"http://x.se 12:30 C++::x", "http://x.se 12:30 C++::x"},
      {"from: anna", "from: anna"},
      {"from:\"\"", "from:\"\""},
      {"in:\" \"", "in:\" \""},
      {": :x from", ": :x from"},
      // Conditions that mean nothing are words.
      {"is:wonderful life", "wonderful life | is=wonderful?"},
      {"a kind:\"big cat\" b", "a big cat b | kind=big cat?"},
      {"before:yesterday before:2026-13 before:2026-02-30 after:1812",
       "yesterday 2026-13 2026-02-30 1812 | before=yesterday? | before=2026-13? | "
       "before=2026-02-30? | after=1812?"},
      {"-sort:newest lang:klingon", "-newest klingon | -sort=newest? | lang=klingon?"},
      // Broken syntax is words.
      {"\"weld seam", "\"weld seam"},
      {"5\" pipe", "5\" pipe"},
      {"a\"b c\"d", "a [b c] d"},
      {"in:\"Weld sho", " | in=Weld sho"},
      {"- -- --dry-run a-b -", "- -- --dry-run a-b -"},
      {"\"\" \" \"", "\"\" \" \""},
      {"AND OR NOT (a* b*) ~c ^d", "AND OR NOT (a* b*) ~c ^d"},
  };
  for (const Case& c : cases) EXPECT_EQ(told(c.typed), c.told) << c.typed;
}

TEST(QueryLanguage, PutsFixedValuesIntoFilters) {
  const TypedQuery query = read_query(
      "kind:tråd kind:lesson -kind:person is:unanswered -is:pinned har:bild språk:svenska "
      "tag:Svets -tag:gammal after:1970-01-11 before:1971 sort:oldest");
  EXPECT_EQ(query.filters.kinds, std::vector{Kind::kThread});
  EXPECT_EQ(query.filters.kinds_in_state, (std::vector{std::pair(Kind::kPage, State::kLesson)}));
  EXPECT_EQ(query.without.kinds, std::vector{Kind::kPerson});
  EXPECT_EQ(query.filters.states, std::vector{State::kUnanswered});
  EXPECT_EQ(query.without.states, std::vector{State::kPinned});
  EXPECT_EQ(query.filters.holds, std::vector{Has::kPicture});
  EXPECT_EQ(query.filters.languages, std::vector<std::string>{"sv"});
  EXPECT_EQ(query.filters.tags, std::vector<std::string>{"Svets"});
  EXPECT_EQ(query.without.tags, std::vector<std::string>{"gammal"});
  EXPECT_EQ(query.filters.from_ms, 10 * kDayMs);
  EXPECT_EQ(query.filters.before_ms, 365 * kDayMs);
  EXPECT_EQ(query.order, Order::kOldest);
  EXPECT_FALSE(query.filters.with_obsolete);
  EXPECT_TRUE(read_query("är:föråldrad").filters.with_obsolete);
  EXPECT_FALSE(read_query("-is:obsolete").without.with_obsolete);
}

TEST(QueryLanguage, DatesNarrowAndExcludedDatesTurnAround) {
  const Filters narrowed = read_query("after:1970 after:1970-02 before:1999 before:1972").filters;
  EXPECT_EQ(narrowed.from_ms, 31 * kDayMs);
  EXPECT_EQ(narrowed.before_ms, 730 * kDayMs);
  const Filters turned = read_query("-before:1970-02 -after:1972").filters;
  EXPECT_EQ(turned.from_ms, narrowed.from_ms);
  EXPECT_EQ(turned.before_ms, narrowed.before_ms);
}

TEST(QueryLanguage, UnknownNamesBecomeWordsInTheirPlace) {
  TypedQuery query = read_query("weld in:\"no such place\" seam -from:nobody");
  take_as_words(query, 0);
  take_as_words(query, 1);
  take_as_words(query, 1);
  EXPECT_EQ(words_of(query), "weld no such place seam");
  ASSERT_EQ(terms_of(query).size(), 6U);
  EXPECT_EQ(terms_of(query).back().text, "nobody");
  EXPECT_TRUE(terms_of(query).back().is_excluded);
}

TEST(QueryLanguage, StopsAtItsLimits) {
  std::string many;
  for (int i = 0; i < 2'000; ++i) many += "a" + std::to_string(i) + " ";
  const TypedQuery query = read_query(many);
  EXPECT_EQ(query.terms.size(), kQueryWordsMax);
  EXPECT_EQ(query.terms.back().term.text, "a63");
  EXPECT_LT(query.bytes_read, many.size());

  std::string wide;
  for (int i = 0; i < 1'000; ++i) wide += "å";
  const TypedQuery cut = read_query("x" + wide);
  EXPECT_EQ(cut.bytes_read, 999U);
  EXPECT_TRUE(is_utf8(cut.terms.at(0).term.text));
  EXPECT_LE(read_query(std::string(1'000'000, '"')).bytes_read, kQueryBytesMax);
}

// What holds for every text: ranges in order within it, and nothing but space outside of them.
void check_query(std::string_view text) {
  const TypedQuery query = read_query(text);
  std::vector<ByteRange> ranges;
  for (const TypedTerm& typed : query.terms) {
    EXPECT_TRUE(is_utf8(typed.term.text)) << text;
    ranges.push_back(typed.range);
  }
  for (const TypedCondition& condition : query.conditions) ranges.push_back(condition.range);
  std::ranges::sort(ranges, {}, &ByteRange::begin);
  std::size_t last = 0;
  const auto expect_space = [&](std::size_t to) {
    EXPECT_EQ(trim(text.substr(last, to - last)), "") << text;
  };
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    ASSERT_LT(ranges[i].begin, ranges[i].end) << text;
    ASSERT_LE(ranges[i].end, query.bytes_read) << text;
    if (i > 0 && ranges[i].begin == ranges[i - 1].begin) continue;  // an unknown condition's words
    ASSERT_GE(ranges[i].begin, last) << text;
    expect_space(ranges[i].begin);
    last = ranges[i].end;
  }
  expect_space(query.bytes_read);
}

TEST(QueryLanguage, EverythingTypedIsATermOrACondition) {
  const std::vector<std::string> parts = {
      "from:", "i:", "sort:", "kind:",        "before:", "is:",     "\"",   "”",      "-",
      " ",     "  ", ":",     "weld",         "å",       "2026",    "page", "newest", "löst",
      "*",     "(",  "«",     "\xE2\x80\x83", "tag:",    "lang:sv", "--",   "日本語", "😀",
      "\\",
  };
  const auto seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (auto left = random() % 12; left > 0; --left) text += parts[random() % parts.size()];
    check_query(text);
  }
}

}  // namespace
}  // namespace fika::search
