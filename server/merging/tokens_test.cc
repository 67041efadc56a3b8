// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/merging/tokens.h"

#include <gtest/gtest.h>

#include "server/merging/pages_for_tests.h"
#include "server/merging/sentences.h"

namespace fika::merging {
namespace {

using Strings = std::vector<std::string>;

std::vector<std::string> parts(std::string_view text, const std::vector<Range>& ranges) {
  std::vector<std::string> all;
  for (const Range& range : ranges) all.emplace_back(range.of(text));
  return all;
}
std::vector<std::string> words(std::string_view text) { return parts(text, words_of(text)); }
std::vector<std::string> sentences(std::string_view text) {
  return parts(text, sentences_of(text));
}

TEST(Words, AreWhatPeopleTakeForWords) {
  EXPECT_EQ(words("Åsa's 2  foxes,\tok?\n"),
            Strings({"Åsa", "'", "s", " ", "2", "  ", "foxes", ",", "\t", "ok", "?", "\n"}));
  EXPECT_EQ(words("a_b --- **x** ```\n\n"),
            Strings({"a_b", " ", "---", " ", "**", "x", "**", " ", "```", "\n", "\n"}));
  EXPECT_EQ(words("日本語です。はい"), Strings({"日", "本", "語", "で", "す", "。", "は", "い"}));
  EXPECT_EQ(words("한국 사람"), Strings({"한국", " ", "사람"}));
  EXPECT_EQ(words("ที่"), Strings({"ที่"}));
}

TEST(Words, KeepWhatIsSeenAsOneCharacterTogether) {
  EXPECT_EQ(words("👩‍🚀👍🏽🇸🇪🇩🇰❤️x"),
            Strings({"👩‍🚀", "👍🏽", "🇸🇪", "🇩🇰", "❤️", "x"}));
  EXPECT_EQ(words("e\u0301t 1\ufe0f\u20e3"), Strings({"e\u0301t", " ", "1\ufe0f\u20e3"}));
}

TEST(Words, AndLinesJoinedAreTheText) {
  const std::uint64_t seed = seed_for_test();
  SCOPED_TRACE(fmt::format("again with FIKA_SEED={}", seed));
  RandomTexts random(seed);
  for (int i = 0; i < 300; ++i) {
    const std::string text = random.text();
    for (const auto& ranges : {words_of(text), lines_of(text)}) {
      std::size_t at = 0;
      for (const Range& range : ranges) {
        EXPECT_EQ(range.begin, at);
        EXPECT_GT(range.end, at);
        EXPECT_TRUE(is_utf8(range.of(text)));
        at = range.end;
      }
      EXPECT_EQ(at, text.size());
    }
  }
}

TEST(Words, OfBytesThatAreNoTextEndToo) {
  const std::string bytes = "\xff\xc3\xe2\x82\x80 \xf0\x9f";
  std::string joined;
  for (const std::string& word : words(bytes)) joined += word;
  EXPECT_EQ(joined, bytes);
}

TEST(Sentences, EndWhereReadersStop) {
  EXPECT_EQ(
      sentences("One is (here.) Two! \"Three?\" v1.2 goes on.\nA line\nmore of it.\n"),
      Strings({"One is (here.)", "Two!", "\"Three?\"", "v1.2 goes on.", "A line\nmore of it."}));
  EXPECT_EQ(sentences("# Head\ntext\n\n- one\n- two\n> said\n| a | b |\nend"),
            Strings({"# Head", "text", "- one", "- two", "> said", "| a | b |", "end"}));
  EXPECT_EQ(sentences("今日は。明日も！"), Strings({"今日は。", "明日も！"}));
  EXPECT_EQ(sentences(" \n \n"), Strings());
}

}  // namespace
}  // namespace fika::merging
