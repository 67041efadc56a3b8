// SPDX-License-Identifier: GPL-3.0-or-later
// Pages made to cost as much as they can. What they cost is counted, not clocked: what md4c called
// back with, and what was written or looked at.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/render/footnotes.h"
#include "server/render/page.h"
#include "server/render/page_reader_for_tests.h"

namespace fika::render {
namespace {

std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  for (; times > 0; --times) text += part;
  return text;
}
// An eighth of a page: the checks of what comes out are slower than what makes it.
std::string filled(std::string_view part) {
  return repeated(part, kPageBytesMax / 8 / part.size());
}

// Nothing if it was refused; then it said why.
std::optional<RenderedPage> rendered(const std::string& markdown) {
  Effort effort;
  auto page = render_page(markdown, {.effort = &effort});
  if (!page) {
    EXPECT_EQ(page.error().code, Code::kInvalid);
    EXPECT_GT(page.error().detail.size(), 40U);
    return std::nullopt;
  }
  const std::size_t most =
      std::min(kPageHtmlBytesMax, kPageBytesFree + kPageGrowthMax * markdown.size());
  EXPECT_LE(page->html.size(), most);
  EXPECT_LE(effort.bytes, 2 * most);
  // Each callback stands for at least half a byte of the text, or for a byte that was written.
  EXPECT_LE(effort.callbacks, 2 * markdown.size() + kPageHtmlBytesMax);
  EXPECT_EQ(PageReader(page->html).fault(), "");
  return *std::move(page);
}

TEST(PageBounds, WhatGrowsWithoutEndIsRefused) {
  const std::vector<std::string> bombs = {
      // The inputs that took other renderers 79 s and 156 MB, and 390 MB.
      repeated("|a", 4000) + "\n" + repeated("|---", 4000) + "\n" + repeated("|\n", 4000),
      "[a]: /" + std::string(20'000, 'x') + "\n\n" + repeated("[a]", 20'000),
      repeated("|a", 64) + "\n" + repeated("|---", 64) + "\n" + repeated("|\n", 200'000),
      "[a]: /x '" + std::string(20'000, 'x') + "'\n\n" + repeated("![a]", 20'000),
      "[a]: javascript:" + std::string(20'000, 'x') + "\n\n" + repeated("[a]", 20'000),
      filled("> "),
      repeated("> ", 41),
      "[a]: b\n\n" + repeated("[a]\n", 100'000),
      repeated("*a **a ", 100) + repeated("b** b*", 100),
      repeated("#\n", 200'000),
      repeated("[^a]", 100'000) + "\n\n[^a]: b",
  };
  for (const std::string& bomb : bombs) {
    SCOPED_TRACE(bomb.substr(0, 40));
    EXPECT_FALSE(rendered(bomb).has_value());
  }
}

TEST(PageBounds, WhatOnlyLooksTerribleIsShown) {
  for (const std::string& text :
       {repeated("![[]()", 20'000), repeated("[", 100'000), repeated("- ", 15) + "a",
        repeated("[a]\n", 20'000), repeated("[[a", 30'000), repeated("# a\n", 10'000),
        repeated("[^1]: a\n", 20'000)}) {
    SCOPED_TRACE(text.substr(0, 40));
    EXPECT_TRUE(rendered(text).has_value());
  }
}

TEST(PageBounds, EverySignManyTimesOver) {
  for (const char* part : {"[",
                           "![",
                           "[](",
                           "[a][",
                           "*a_ ",
                           "`",
                           "<a",
                           "<br>",
                           "&amp;",
                           "> a\n",
                           "|a",
                           "a|b\n---|---\n",
                           "[a]: b\n",
                           "# \n",
                           "~~~\n",
                           "[[",
                           "[[a]]",
                           "[[a|",
                           "[[a|b]]",
                           "[[#a]]",
                           "[[a\\|",
                           "[[&amp;]]",
                           "[[a|[[b]]]]",
                           "[^a]",
                           "[^a]: b\n",
                           "[^a",
                           "```c\n1\n```\n",
                           "![](/files/a)",
                           "[a](#b)",
                           "[a](b)"}) {
    SCOPED_TRACE(part);
    rendered(filled(part));
  }
}

TEST(PageBounds, ColoursOfCodeKeepToTheBudget) {
  for (const char* language : {"c", "python", "sh", "sql", "html", "yaml", "css", "diff"}) {
    for (const char* part :
         {"1 ", "\"\" ", "\"", "'", "/* ", "# ", "-- ", "<a ", "a: ", "+\n", "`"}) {
      SCOPED_TRACE(std::string(language) + " " + part);
      rendered("```" + std::string(language) + "\n" + repeated(part, 20'000) + "\n```");
    }
  }
}

TEST(PageBounds, OneReferenceToManyFootnotesReadsEachOnce) {
  std::string chain = "a[^0]\n\n";
  for (std::size_t i = 0; i < 2 * kFootnotesMax; ++i) {
    chain += "[^" + std::to_string(i) + "]: b[^" + std::to_string(i + 1) + "]\n";
  }
  Effort effort;
  ASSERT_TRUE(render_page(chain, {.effort = &effort}).has_value());
  EXPECT_EQ(effort.parses, kFootnotesMax + 1);
}

TEST(PageBounds, FurtherPagesAreNotLinkedTo) {
  std::string text;
  for (std::size_t i = 0; i < 2 * kWikilinksMax; ++i) text += "[[a" + std::to_string(i) + "]] ";
  const auto page = rendered(text);
  ASSERT_TRUE(page.has_value());
  EXPECT_EQ(page->wikilinks.size(), kWikilinksMax);
  EXPECT_TRUE(page->html.ends_with(" a3999</p>"));
}

}  // namespace
}  // namespace fika::render
