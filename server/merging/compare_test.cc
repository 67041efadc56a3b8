// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/merging/compare.h"

#include <gtest/gtest.h>

#include "server/merging/pages_for_tests.h"

namespace fika::merging {
namespace {

using Lines = std::vector<std::string>;
using Hunks = std::vector<Lines>;

Comparison compared(std::string_view before, std::string_view after, std::size_t context = 3) {
  auto comparison = compare_texts(before, after, context);
  EXPECT_TRUE(comparison) << comparison.error().detail;
  return comparison ? *std::move(comparison) : Comparison();
}
// "3 4  text" with changed words in brackets; - and + for a text it is not in.
std::string shown(const ComparedLine& line) {
  const auto number = [](std::uint32_t place, char absent) {
    return place == 0 ? std::string(1, absent) : std::to_string(place);
  };
  std::string text = line.text;
  for (std::size_t i = line.words.size(); i > 0; --i) {
    text.insert(line.words[i - 1].end, "]").insert(line.words[i - 1].begin, "[");
  }
  return fmt::format("{} {}  {}", number(line.before, '+'), number(line.after, '-'), text);
}
Hunks hunks(const Comparison& comparison) {
  Hunks all;
  for (const Hunk& hunk : comparison.hunks) {
    Lines& lines = all.emplace_back();
    for (const ComparedLine& line : hunk.lines) lines.push_back(shown(line));
  }
  return all;
}

TEST(CompareTexts, ChangedLinesComeWithTheirWordsAndThoseAround) {
  const Comparison comparison =
      compared("a\nb\nThe red fox.\nd\ne\n", "a\nb\nThe brown fox!\nd\ne\n", 1);
  EXPECT_EQ(hunks(comparison),
            Hunks({Lines{"2 2  b", "3 -  The [red] fox[.]", "+ 3  The [brown] fox[!]", "4 4  d"}}));
  EXPECT_EQ(comparison.added_lines, 1U);
  EXPECT_EQ(comparison.removed_lines, 1U);
  EXPECT_FALSE(comparison.has_more);
}

TEST(CompareTexts, NothingChangedIsNothing) {
  for (const std::string_view text : {"", "a", "a\n", "\n\n"}) {
    EXPECT_EQ(hunks(compared(text, text)), Hunks());
  }
}

TEST(CompareTexts, ChangesStandTogetherWhereTheirSurroundingsMeet) {
  const std::string before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n", after = "1\n2\nx\n4\n5\n6\n7\ny\n9\n";
  EXPECT_EQ(compared(before, after, 2).hunks.size(), 1U);
  EXPECT_EQ(hunks(compared(before, after, 1)),
            (Hunks{{"2 2  2", "3 -  [3]", "+ 3  [x]", "4 4  4"},
                   {"7 7  7", "8 -  [8]", "+ 8  [y]", "9 9  9"}}));
  EXPECT_EQ(hunks(compared(before, after, 0)),
            (Hunks{{"3 -  [3]", "+ 3  [x]"}, {"8 -  [8]", "+ 8  [y]"}}));
}

TEST(CompareTexts, PutInAndTakenOutLinesChangedAsAWhole) {
  EXPECT_EQ(hunks(compared("a\nc\n", "a\nb is new\nc\n", 0)), (Hunks{{"+ 2  [b is new]"}}));
  EXPECT_EQ(hunks(compared("a\nb was old\nc\n", "a\nc\n", 0)), (Hunks{{"2 -  [b was old]"}}));
  EXPECT_EQ(hunks(compared("", "a\nb", 0)), (Hunks{{"+ 1  [a]", "+ 2  [b]"}}));
}

TEST(CompareTexts, ANewlineAtTheEndIsShownAsALineWithoutChangedWords) {
  EXPECT_EQ(hunks(compared("a\nb", "a\nb\n", 0)), (Hunks{{"2 -  b", "+ 2  b"}}));
}

TEST(CompareTexts, ALineThatWasBrokenShowsWhatMovedOn) {
  EXPECT_EQ(hunks(compared("one two\n", "one\ntwo\n", 0)),
            (Hunks{{"1 -  one[ ]two", "+ 1  one", "+ 2  two"}}));
}

// Both texts can be had from it, all numbers run on, and the words lie in their lines.
TEST(CompareTexts, HoldsBothTextsWhenAllIsShown) {
  const std::uint64_t seed = seed_for_test();
  SCOPED_TRACE(fmt::format("again with FIKA_SEED={}", seed));
  RandomTexts random(seed);
  for (int i = 0; i < 300 && !testing::Test::HasFailure(); ++i) {
    const std::string before = random.text(), after = random.edited(before);
    const Comparison comparison = compared(before, after, kContextLinesMax);
    std::string left, right;
    std::uint32_t old_line = 0, new_line = 0;
    for (const Hunk& hunk : comparison.hunks) {
      for (const ComparedLine& line : hunk.lines) {
        if (line.before > 0) {
          EXPECT_EQ(line.before, ++old_line);
          left += line.text + "\n";
        }
        if (line.after > 0) {
          EXPECT_EQ(line.after, ++new_line);
          right += line.text + "\n";
        }
        std::size_t at = 0;
        for (const Range& word : line.words) {
          EXPECT_GE(word.begin, at);
          EXPECT_GT(word.end, word.begin);
          EXPECT_LE(at = word.end, line.text.size());
        }
      }
    }
    if (comparison.hunks.empty()) {
      EXPECT_EQ(before, after);
      continue;
    }
    EXPECT_EQ(comparison.hunks.size(), 1U);
    const auto ended = [](std::string text) {
      return text.empty() || text.ends_with('\n') ? text : text + "\n";
    };
    EXPECT_EQ(left, ended(before));
    EXPECT_EQ(right, ended(after));
  }
}

TEST(CompareTexts, WhatIsVeryLongEndsEarlyAndSaysSo) {
  RandomTexts random(1);
  const Comparison comparison = compared(random.page(400'000), random.page(400'000));
  EXPECT_TRUE(comparison.has_more);
  EXPECT_GT(comparison.added_lines, 100U);
  std::size_t bytes = 0;
  for (const Hunk& hunk : comparison.hunks) {
    for (const ComparedLine& line : hunk.lines) bytes += line.text.size();
  }
  EXPECT_LE(bytes, kComparisonBytesMax);
  const std::string most(kComparedBytesMax, '\n');
  EXPECT_TRUE(compare_texts(most, ""));
  EXPECT_EQ(compare_texts(most + "a", "").error().code, Code::kInvalid);
  EXPECT_EQ(compare_texts("", most + "a").error().code, Code::kInvalid);
}

}  // namespace
}  // namespace fika::merging
