// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/marks.h"

#include <chrono>

#include <gtest/gtest.h>

#include "base/text.h"
#include "search/query_language.h"

namespace fika::search {
namespace {

class MarksTest : public testing::Test {
 protected:
  Marks marks(std::string_view typed, bool is_last_partial = false) const {
    Question question;
    question.terms = terms_of(read_query(typed));
    question.is_last_partial = is_last_partial;
    return {analyser_, wanted_units(analyser_, question)};
  }
  static std::string told(const std::vector<Piece>& pieces) {
    std::string text;
    for (const Piece& piece : pieces) text += piece.is_marked ? "[" + piece.text + "]" : piece.text;
    return text;
  }
  std::string title(std::string_view typed, std::string_view text) const {
    return told(marks(typed).title(text));
  }

  Analyser analyser_;
};

TEST_F(MarksTest, MarksEveryFormOfAWord) {
  EXPECT_EQ(title("mentor", "Mentorn och två MENTORER, ej menuett"),
            "[Mentorn] och två [MENTORER], ej menuett");
  EXPECT_EQ(title("measuring", "We measure what is measured."), "We [measure] what is [measured].");
  EXPECT_EQ(title("kanslig", "Känslig data"), "[Känslig] data");
  EXPECT_EQ(title("och weld", "weld och seam"), "[weld] och seam");
  EXPECT_EQ(title("weld -seam", "weld seam"), "[weld] seam");
  EXPECT_EQ(title("\"weld seam\"", "weld seam"), "[weld] [seam]");
  EXPECT_EQ(title("溶接", "東京都の溶接の手順"), "東京都の[溶接]の手順");
  EXPECT_EQ(told(marks("hydr", true).title("Hydraulik för alla")), "[Hydraulik] för alla");
}

TEST_F(MarksTest, LeavesMarkupTheTextThatItIs) {
  EXPECT_EQ(title("needle", "<img src=x onerror=alert(1)> needle"),
            "<img src=x onerror=alert(1)> [needle]");
}

TEST_F(MarksTest, DrawsWhiteSpaceTogether) {
  EXPECT_EQ(title("b", "  a \n\n b\t c  "), "a [b] c");
  EXPECT_EQ(title("a", "\n"), "");
}

TEST_F(MarksTest, ShowsTheStretchWithMostWords) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "filler words stand here before all else ";
  text += "weld. ";
  for (int i = 0; i < 50; ++i) text += "more filler stands between the two places ";
  text += "The weld and the seam are here. ";
  for (int i = 0; i < 50; ++i) text += "and filler stands behind them ";
  const std::string snippet = told(marks("weld seam").snippet(text));
  EXPECT_TRUE(snippet.contains("The [weld] and the [seam] are here.")) << snippet;
  EXPECT_TRUE(snippet.starts_with("… ") && snippet.ends_with(" …")) << snippet;
  EXPECT_LT(snippet.size(), kSnippetBytes + 20);

  EXPECT_TRUE(told(marks("absent").snippet(text)).starts_with("filler words"));
  EXPECT_EQ(told(marks("weld").snippet("A weld.")), "A [weld].");
  EXPECT_EQ(told(marks("weld").snippet("")), "");
}

TEST_F(MarksTest, CutsBetweenLettersWhateverTheText) {
  std::string wide;
  for (int i = 0; i < 2'000; ++i) wide += "溶";
  wide += "needle";
  for (int i = 0; i < 2'000; ++i) wide += "å";
  for (const Piece& piece : marks("needle").snippet(wide)) EXPECT_TRUE(is_utf8(piece.text));
  for (const Piece& piece : marks("溶").snippet(wide)) EXPECT_TRUE(is_utf8(piece.text));
}

TEST_F(MarksTest, TakesLittleTime) {
  std::string text;
  while (text.size() < 8'000) text += "the mentors of this shop weld a seam and write it down ";
  Marks all = marks("weld seam down of this");
  const auto begun = std::chrono::steady_clock::now();
  constexpr int kRounds = 200;
  for (int i = 0; i < kRounds; ++i) EXPECT_FALSE(all.snippet(text).empty());
  const auto taken = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - begun);
  RecordProperty("microseconds_a_snippet_of_8_kb", static_cast<int>(taken.count() / kRounds));
  // A hundred times what it takes, so that only a quadratic search fails.
  EXPECT_LT(taken.count() / kRounds, 50'000);
}

}  // namespace
}  // namespace fika::search
