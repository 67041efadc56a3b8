// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/highlight.h"

#include <gtest/gtest.h>

namespace fika::render {
namespace {

// What is coloured, as name(words).
std::string colours(std::string_view language, std::string_view code) {
  Sheet sheet(10'000);
  const auto family = family_of(language);
  if (!family) return "unknown";
  put_highlighted(code, *family, sheet);
  std::string html = sheet.take();
  const auto replace_all = [&](std::string_view what, std::string_view with) {
    for (std::size_t at = html.find(what); at != html.npos; at = html.find(what)) {
      html.replace(at, what.size(), with);
    }
  };
  replace_all("<span class=\"hl-", "‹");
  replace_all("</span>", "›");
  replace_all("\">", ":");
  return html;
}

TEST(Highlight, EachFamilyHasItsRules) {
  EXPECT_EQ(colours("C++", "int a = 0x1F; // b\n\"c\\\"d\" 'e' /* f\ng */ h"),
            "‹keyword:int› a = ‹number:0x1F›; ‹comment:// b›\n‹string:\"c\\\"d\"› ‹string:'e'› "
            "‹comment:/* f\ng */› h");
  EXPECT_EQ(colours("js", "`a\nb` it's"), "‹string:`a\nb`› it's");
  EXPECT_EQ(colours("python", "def f(x): # c\n  return None"),
            "‹keyword:def› f(x): ‹comment:# c›\n  ‹keyword:return› ‹keyword:None›");
  EXPECT_EQ(colours("sh", "echo a#b $# # c"), "‹keyword:echo› a#b $# ‹comment:# c›");
  EXPECT_EQ(colours("sql", "SELECT a FROM b -- c"),
            "‹keyword:SELECT› a ‹keyword:FROM› b ‹comment:-- c›");
  EXPECT_EQ(colours("yaml", "a-b: true # c\n\"d\": 1"),
            "‹name:a-b›: ‹keyword:true› ‹comment:# c›\n‹name:\"d\"›: ‹number:1›");
  EXPECT_EQ(colours("json", "{\"a\":\"b\"}"), "{‹name:\"a\"›:‹string:\"b\"›}");
  EXPECT_EQ(colours("html", "<a b=\"c\">\"d\"<!-- e --></a>"),
            "&lt;‹name:a› b=‹string:\"c\"›&gt;\"d\"‹comment:&lt;!-- e --&gt;›&lt;/‹name:a›&gt;");
  EXPECT_EQ(colours("diff", "@@ 1\n+a\n-b\n c"), "‹name:@@ 1›\n‹added:+a›\n‹removed:-b›\n c");
  EXPECT_EQ(colours("klingon", "a"), "unknown");
}

TEST(Highlight, WhatDoesNotEndGoesToTheEndOfItsLineOrText) {
  EXPECT_EQ(colours("c", "\"a\nb"), "‹string:\"a›\nb");
  EXPECT_EQ(colours("c", "\"a\\"), "‹string:\"a\\›");
  EXPECT_EQ(colours("c", "/* a\nb"), "‹comment:/* a\nb›");
  EXPECT_EQ(colours("html", "<!-- a"), "‹comment:&lt;!-- a›");
  EXPECT_EQ(colours("c", ""), "");
}

}  // namespace
}  // namespace fika::render
