// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/page_slug.h"

#include <gtest/gtest.h>

namespace fika::app {
namespace {

TEST(PageSlug, IsTheTitlesWords) {
  EXPECT_EQ(slug_of("How we fix pumps"), "how-we-fix-pumps");
  EXPECT_EQ(slug_of("  R\xc3\xa4ksm\xc3\xb6rg\xc3\xa5s!  "), "r%C3%A4ksm%C3%B6rg%C3%A5s");
  EXPECT_EQ(slug_of("\"/../<script>"), "script");
  EXPECT_EQ(slug_of("?!"), "");
  EXPECT_EQ(page_path("ID", "?!"), "/p/ID");
  EXPECT_EQ(page_path("ID", "A b"), "/p/ID/a-b");
}

TEST(PageSlug, IsNoViewOfThePage) {
  EXPECT_EQ(slug_of("History"), "history-");
  EXPECT_EQ(slug_of("edit"), "edit-");
}

TEST(PageSlug, EndsWithAWholeWordAndAWholeLetter) {
  std::string title;
  for (int i = 0; i < 40; ++i) title += "abcdefg ";
  const std::string slug = slug_of(title);
  EXPECT_LE(slug.size(), 80U);
  EXPECT_TRUE(slug.ends_with("abcdefg")) << slug;
  std::string wide;
  for (int i = 0; i < 100; ++i) wide += "\xc3\xa5";
  EXPECT_EQ(slug_of(wide).size() % 6, 0U) << slug_of(wide);
}

TEST(PageSlug, AnAddressIsOfAPageOrOfAnotherView) {
  const auto plain = page_address("/p/ID");
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->id, "ID");
  EXPECT_EQ(plain->slug, "");
  const auto named = page_address("/p/ID/a-b");
  ASSERT_TRUE(named);
  EXPECT_EQ(named->slug, "a-b");
  EXPECT_TRUE(page_address("/p/"));
  for (const char* other : {"/p", "/p/ID/edit", "/p/ID/history", "/p/ID/a/b", "/pages/ID", "/"}) {
    EXPECT_FALSE(page_address(other)) << other;
  }
}

}  // namespace
}  // namespace fika::app
