// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/compatible.h"

#include <gtest/gtest.h>

namespace fika {
namespace {

using Runs = std::vector<std::string>;

TEST(Compatible, IsTheSameWhateverSignsItIsWrittenWith) {
  EXPECT_EQ(compatible("０７０"), "070") << "full width";
  EXPECT_EQ(compatible("٠٧٠"), "070") << "Arabic";
  EXPECT_EQ(compatible("ﬁka＠ａ"), "fika@a");
  EXPECT_EQ(compatible("Åsa räksmörgås 北京 😀"), "Åsa räksmörgås 北京 😀");
}

TEST(Compatible, RunsOfLettersEndAtAnythingElse) {
  EXPECT_EQ(runs_of_letters("Anna-Karin_Öst's (070–12)"),
            (Runs{"Anna", "Karin", "Öst", "s", "070", "12"}));
  EXPECT_EQ(runs_of_letters(" - 😀"), Runs());
  EXPECT_EQ(runs_of_letters(""), Runs());
}

}  // namespace
}  // namespace fika
