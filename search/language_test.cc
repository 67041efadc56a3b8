// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/language.h"

#include <gtest/gtest.h>

namespace fika::search {
namespace {

TEST(Languages, AreToldFromAFewSentences) {
  EXPECT_EQ(language_of("Kylskåpet larmade i natt igen. Vi flyttade vaccinerna till det andra "
                        "skåpet och ringde verkstaden, som kommer på torsdag."),
            "sv");
  EXPECT_EQ(language_of("The fridge went off again tonight. We moved the vaccines to the other one "
                        "and called the workshop, who are coming on Thursday."),
            "en");
}

TEST(Languages, AreNotGuessed) {
  EXPECT_EQ(language_of(""), "");
  EXPECT_EQ(language_of("Hej!"), "");
  EXPECT_EQ(language_of(std::string(5000, '7')), "");
}

}  // namespace
}  // namespace fika::search
