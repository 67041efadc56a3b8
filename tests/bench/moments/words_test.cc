// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/moments/words.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace fika::bench {
namespace {

TEST(Words, EqualSeedsMakeEqualTexts) {
  Words one({"a", "few", "words"}, 7);
  Words other({"a", "few", "words"}, 7);
  EXPECT_EQ(one.text(200), other.text(200));
  EXPECT_EQ(one.person_name(), other.person_name());
  EXPECT_NE(one.text(200), one.text(200));
}

TEST(Words, ASentenceHasAsManyWordsAsAskedForAndBeginsWithACapital) {
  Words words({"word"}, 1);
  for (int i = 0; i < 50; ++i) {
    const std::string sentence = words.sentence(3, 5);
    const auto spaces = std::ranges::count(sentence, ' ');
    EXPECT_GE(spaces, 2);
    EXPECT_LE(spaces, 4);
    EXPECT_EQ(sentence.front(), 'W');
  }
  EXPECT_GE(words.text(300).size(), 300U);
}

TEST(Words, AQuarterOfThePeopleSayHalfOfWhatIsSaid) {
  Words words({"word"}, 3);
  int first_quarter = 0;
  for (int i = 0; i < 4000; ++i) first_quarter += words.mostly_first(100) < 25 ? 1 : 0;
  EXPECT_NEAR(first_quarter, 2000, 150);
}

}  // namespace
}  // namespace fika::bench
