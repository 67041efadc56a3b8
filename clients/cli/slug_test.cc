// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/slug.h"

#include <gtest/gtest.h>

namespace fika::cli {
namespace {

TEST(Slug, IsWhatEverySystemTakesForAName) {
  EXPECT_EQ(slug("How to clean the pump"), "how-to-clean-the-pump");
  EXPECT_EQ(slug("  a.b/c\\d: e? "), "a-b-c-d-e");
  EXPECT_EQ(slug("Plan B..."), "plan-b");
  EXPECT_EQ(slug(".."), "untitled");
  EXPECT_EQ(slug(""), "untitled");
  EXPECT_EQ(slug("\u03c0"), "untitled");
  EXPECT_LE(slug(std::string(500, 'a')).size(), 48U);
}

TEST(Slug, IsNoDeviceOfWindows) {
  for (const char* name : {"CON", "nul", "Aux", "prn.", "COM1", "lpt9", "com0"}) {
    EXPECT_TRUE(slug(name).ends_with("-1")) << name;
  }
  EXPECT_EQ(slug("nul"), "nul-1");
  for (const char* name : {"console", "com", "com10", "null", "comb", "aux-2"}) {
    EXPECT_EQ(slug(name), name);
  }
}

}  // namespace
}  // namespace fika::cli
