// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/merging/merge.h"

#include <gtest/gtest.h>

namespace fika::merging {
namespace {

using Strings = std::vector<std::string>;

Merge merged(std::string_view base, std::string_view yours, std::string_view theirs) {
  auto merge = merge_texts(base, yours, theirs);
  EXPECT_TRUE(merge) << merge.error().detail;
  return merge ? *std::move(merge) : Merge();
}
std::string clean(std::string_view base, std::string_view yours, std::string_view theirs) {
  const Merge merge = merged(base, yours, theirs);
  EXPECT_TRUE(merge.is_clean());
  return merge.text;
}
std::vector<std::string> touched(const Merge& merge) {
  EXPECT_TRUE(merge.is_clean());
  std::vector<std::string> sentences;
  for (const Range& range : merge.touched_sentences) sentences.emplace_back(range.of(merge.text));
  return sentences;
}

TEST(MergeTexts, TwoWordsOfOneLineMerge) {
  EXPECT_EQ(clean("The red fox sees the old dog.\n", "The brown fox sees the old dog.\n",
                  "The red fox sees the young dog.\n"),
            "The brown fox sees the young dog.\n");
}

TEST(MergeTexts, TheSameWordChangedTwiceIsAConflictThatSaysWhere) {
  const std::string base = "A red fox. Åre.\n", yours = "Oh: A brown fox. Åre!\n",
                    theirs = "A grey fox. Åre.\n";
  const Merge merge = merged(base, yours, theirs);
  ASSERT_EQ(merge.conflicts.size(), 1U);
  const Conflict& conflict = merge.conflicts[0];
  EXPECT_EQ(conflict.base, "red");
  EXPECT_EQ(conflict.yours, "brown");
  EXPECT_EQ(conflict.theirs, "grey");
  EXPECT_EQ(conflict.base_at.of(base), "red");
  EXPECT_EQ(conflict.yours_at.of(yours), "brown");
  EXPECT_EQ(conflict.theirs_at.of(theirs), "grey");
  EXPECT_EQ(merge.text, "Oh: A  fox. Åre!\n");
  EXPECT_EQ(with_choices(merge, {conflict.theirs}), "Oh: A grey fox. Åre!\n");
}

TEST(MergeTexts, TheSameChangeOfBothIsNone) {
  const Merge merge = merged("one two three\n", "one 2 three\n", "one 2 3\n");
  EXPECT_EQ(merge.text, "one 2 3\n");
  EXPECT_EQ(touched(merge), Strings()) << "who agrees need not look";
}

TEST(MergeTexts, DeletingWhatTheOtherChangesIsAConflict) {
  const Merge merge =
      merged("Keep. Water the plants daily.\n", "Keep.\n", "Keep. Water the plants weekly.\n");
  EXPECT_EQ(merge.conflicts.size(), 1U);
}

TEST(MergeTexts, BothWritingAtTheSamePlaceIsAConflict) {
  const Merge merge = merged("- one\n", "- one\n- two\n", "- one\n- three\n");
  ASSERT_EQ(merge.conflicts.size(), 1U);
  EXPECT_EQ(merge.conflicts[0].yours, "two");
  EXPECT_EQ(merge.conflicts[0].theirs, "three");
  EXPECT_EQ(merge.text, "- one\n- \n") << "what both wrote alike needs no choice";
}

TEST(MergeTexts, MarkersOfGitAreWordsLikeOthers) {
  const std::string marked = "<<<<<<< yours\na\n||||||| base\n=======\nb\n>>>>>>> theirs\n";
  EXPECT_EQ(clean(marked + "end one two", marked + "end 1 two", "Intro\n" + marked + "end one two"),
            "Intro\n" + marked + "end 1 two");
  const Merge merge = merged("x", "<<<<<<<", ">>>>>>>");
  ASSERT_EQ(merge.conflicts.size(), 1U);
  EXPECT_EQ(merge.text, "");
}

TEST(MergeTexts, TheNewlineAtTheEndIsNobodysConflict) {
  EXPECT_EQ(clean("one\ntwo", "one\ntwo\n", "1\ntwo"), "1\ntwo\n");
  EXPECT_EQ(clean("one\ntwo", "one\ntwo\nthree\n", "1\ntwo"), "1\ntwo\nthree\n");
  EXPECT_EQ(clean("one two\n", "one two", "one 2\n"), "one 2");
  EXPECT_EQ(clean("a", "a\n", "a b"), "a b\n");
  EXPECT_EQ(clean("", "\n", ""), "\n");
  EXPECT_EQ(clean("", "", "a\n"), "a\n");
}

TEST(MergeTexts, CharactersStayWhole) {
  EXPECT_EQ(clean("会議は火曜日です。", "会議は水曜日です。", "会合は火曜日です。"),
            "会合は水曜日です。");
  const Merge merge = merged("Hi 👩‍🚀!", "Hi 👩‍🔧!", "Hi 👩🏽‍🚀!");
  ASSERT_EQ(merge.conflicts.size(), 1U);
  EXPECT_EQ(merge.conflicts[0].base, "👩‍🚀");
  EXPECT_EQ(merge.conflicts[0].theirs, "👩🏽‍🚀");
  EXPECT_EQ(clean("🇸🇪-🇩🇰", "🇸🇪-🇳🇴", "🇫🇮-🇩🇰"), "🇫🇮-🇳🇴");
}

TEST(MergeTexts, ASentenceThatBothChangedIsToBeLookedAt) {
  const std::string base = "Bring the key. Close the red door at night. Thank you!\n";
  EXPECT_EQ(touched(merged(base, "Bring the key. Open the red door at night. Thank you!\n",
                           "Bring the key. Close the red door at noon. Thank you!\n")),
            Strings({"Open the red door at noon."}));
  EXPECT_EQ(touched(merged(base, "Bring a key. Close the red door at night. Thank you!\n",
                           "Bring the key. Close the red door at noon. Thank you!\n")),
            Strings());
}

TEST(MergeTexts, WholeSentencesPutInOrTakenOutTouchNoOther) {
  const std::string base = "One is here. Two is there. Three is gone.\n";
  EXPECT_EQ(touched(merged(base, "One is here. Three is gone.\n",
                           "One is here. Two is there. Three has gone.\n")),
            Strings());
  EXPECT_EQ(touched(merged(base, "One is here. New. Two is there. Three is gone.\n",
                           "One is here. Two was there. Three is gone.\n")),
            Strings());
  // A word less at its end or beginning is a change of it.
  EXPECT_EQ(touched(merged(base, "One is here. Two is. Three is gone.\n",
                           "One is here. Number two is there. Three is gone.\n")),
            Strings({"Number two is."}));
}

TEST(MergeTexts, ARefusalSaysWhy) {
  const std::string most(kTextBytesMax, 'a');
  EXPECT_TRUE(merge_texts(most, most, most));
  for (const std::string& text : {most + "a", std::string("\xff"), std::string(1, '\0')}) {
    for (int i = 0; i < 3; ++i) {
      const auto merge = merge_texts(i == 0 ? text : "", i == 1 ? text : "", i == 2 ? text : "");
      ASSERT_FALSE(merge);
      EXPECT_EQ(merge.error().code, Code::kInvalid);
    }
  }
}

}  // namespace
}  // namespace fika::merging
