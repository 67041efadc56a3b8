// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/reading_words.h"

#include <gtest/gtest.h>

namespace fika::app {
namespace {

TEST(ReadingWords, FollowThePersonThenTheBrowser) {
  EXPECT_EQ(reading_words("sv", "en").language, "sv");
  EXPECT_EQ(reading_words("sv-FI", "").language, "sv");
  EXPECT_EQ(reading_words("", "de-DE, sv;q=0.8, en;q=0.5").language, "sv");
  EXPECT_EQ(reading_words("de", "EN-gb").language, "en");
  EXPECT_EQ(reading_words("", "de, fr").language, "en");
  EXPECT_EQ(reading_words("", ",;,").language, "en");
}

TEST(ReadingWords, SayTheDay) {
  constexpr std::int64_t kTimeMs = 1'763'820'309'123;
  EXPECT_EQ(day_in(reading_words("sv", ""), kTimeMs), "22 november 2025");
  EXPECT_EQ(day_in(reading_words("en", ""), kTimeMs), "22 November 2025");
  EXPECT_EQ(machine_time(kTimeMs), "2025-11-22T14:05:09Z");
}

}  // namespace
}  // namespace fika::app
