// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/composed.h"

#include <gtest/gtest.h>

namespace fika {
namespace {

TEST(Composed, SpellsWhatLooksTheSameInOneWay) {
  EXPECT_EQ(composed("Mentorska\u030apet"), "Mentorsk\u00e5pet");
  EXPECT_EQ(composed("Mentorsk\u00e5pet"), "Mentorsk\u00e5pet");
  EXPECT_EQ(composed("cafe\u0301"), "caf\u00e9");
  EXPECT_EQ(composed("\u1112\u1161\u11ab"), "\ud55c");
  EXPECT_EQ(composed("q\u0323\u0307 and q\u0307\u0323"), "q\u0323\u0307 and q\u0323\u0307");
  EXPECT_EQ(composed("\u2126"), "\u03a9");
}

TEST(Composed, LeavesTheRestAlone) {
  for (const char* text : {"", "plain", "åäö ÅÄÖ ß", "👩‍🚀 日本語", "e\u0301"}) {
    EXPECT_EQ(composed(composed(text)), composed(text));
  }
  EXPECT_EQ(composed("ﬁ ² ①"), "ﬁ ² ①") << "what only means the same stays apart";
}

}  // namespace
}  // namespace fika
