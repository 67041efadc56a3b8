// SPDX-License-Identifier: GPL-3.0-or-later
// Texts of 40 KB made to cost as much as they can. What they cost is counted: what md4c called back
// with, and what was written or looked at.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/render/first_look.h"
#include "server/render/render.h"
#include "server/render/tag_reader_for_tests.h"

namespace fika::render {
namespace {

constexpr std::size_t kTextBytes = 40 * 1024;

std::string repeated(std::string_view part, std::size_t bytes) {
  std::string text;
  while (!part.empty() && text.size() + part.size() <= bytes) text += part;
  return text;
}

struct Rendering {
  std::string html;
  Effort effort;
};
Rendering rendered(const std::string& markdown) {
  Rendering done;
  const auto html = render_message(markdown, {.effort = &done.effort});
  EXPECT_TRUE(html.has_value());
  done.html = html.value_or("");
  EXPECT_LE(done.html.size(), kHtmlBytesMax);
  EXPECT_LE(done.html.size(), kHtmlBytesFree + kHtmlGrowthMax * markdown.size());
  // Each callback stands for at least half a byte of the text, or for a byte that was written.
  EXPECT_LE(done.effort.callbacks, 2 * markdown.size() + kHtmlBytesMax);
  EXPECT_LE(done.effort.bytes, 2 * kHtmlBytesMax + 2 * markdown.size());
  EXPECT_EQ(TagReader(done.html).fault(), "");
  return done;
}

TEST(Bounds, WhatWouldGrowWithoutEndIsShownPlain) {
  const std::size_t half = kTextBytes / 2, third = kTextBytes / 3;
  const std::vector<std::string> bombs = {
      "[a]: /" + std::string(half, 'x') + "\n\n" + repeated("[a]", third),
      "[a]: /" + std::string(half / 8, 'x') + "\n\n" + repeated("[a]", third),
      "[a]: javascript:" + std::string(half, 'x') + "\n\n" + repeated("[a]", third),
      "[a]: /x '" + std::string(half, 'x') + "'\n\n" + repeated("[a]", third),
      "[a]: /x '" + std::string(half, 'x') + "'\n\n" + repeated("![a]", third),
      repeated("|a", third / 2) + "\n" + repeated("|---", third) + "\n" + repeated("|\n", third),
      repeated("|a", 128) + "\n" + repeated("|---", 256) + "\n" + repeated("|\n", kTextBytes - 400),
  };
  for (const std::string& bomb : bombs) {
    SCOPED_TRACE(bomb.substr(0, 40));
    const Rendering done = rendered(bomb);
    EXPECT_EQ(done.html, "");
    EXPECT_EQ(done.effort.parses, 1U);
    EXPECT_LT(done.effort.callbacks, 80'000U);
  }
}

TEST(Bounds, WhatIsNestedTooDeeplyIsShownPlain) {
  const auto nested = [](const std::string& open, std::size_t times, const std::string& close) {
    return repeated(open, open.size() * times) + "a" + repeated(close, close.size() * times);
  };
  for (const char* open : {">", "> ", "- ", "* ", "1. ", "> - ", "12) "}) {
    SCOPED_TRACE(open);
    const Rendering done = rendered(nested(open, 5000, "") + repeated("\n", 20'000));
    EXPECT_EQ(done.html, "");
    EXPECT_EQ(done.effort.parses, 0U);
  }
  for (const auto& [open, close] : {std::pair("*a **a ", "b** b*"), std::pair("![", "](/b)")}) {
    SCOPED_TRACE(open);
    const Rendering done = rendered(nested(open, 3000, close));
    EXPECT_EQ(done.html, "");
    EXPECT_LT(done.effort.callbacks, 3 * kDepthMax);
  }
  std::string stairs;
  for (std::size_t depth = 0; depth < 100; ++depth) stairs += std::string(2 * depth, ' ') + "- a\n";
  EXPECT_EQ(rendered(stairs).html, "");

  EXPECT_NE(rendered(nested("> ", 20, "")).html, "");
  EXPECT_NE(rendered(nested("- ", 15, "")).html, "");
  EXPECT_EQ(rendered("*a*\n\n" + repeated("- ", 200)).html, "<p><em>a</em></p><hr>");
  EXPECT_TRUE(is_nested_too_deeply(repeated("+ ", 200)));
}

TEST(Bounds, EverySignManyTimesOver) {
  for (const char* part : {"[",         "]",          "![",
                           "[]",        "[](",        "![[]()",
                           "[a](",      "[a][",       "*",
                           "_",         "~",          "`",
                           "*a ",       "**a ",       "*a_ ",
                           "_a* ",      "~a~~b",      "<",
                           "<a",        "<!--",       "<?",
                           "&",         "&amp;",      "&#1;",
                           "\\",        "> a\n",      "- a\n",
                           "\n",        "@",          "a@",
                           "|",         "|a",         "a|b\n---|---\n",
                           "[a]: b\n",  "[a]: b '\n", "# ",
                           "#\n",       "a\n=\n",     "a\nb\n",
                           "\t",        "~~~\n",      "```\n",
                           "[a](<b",    "[a](b 'c",   "[a](b (c",
                           "\"",        "'",          "<<>>&&",
                           "*a*",       "**a**b",     "`a`",
                           "[a](/b)",   "![](/b)",    "@thread ",
                           "- [x] a\n", "1. a\n\n",   "å"}) {
    SCOPED_TRACE(part);
    rendered(repeated(part, kTextBytes));
  }
  std::string ticks;
  for (std::size_t size = 1; ticks.size() < kTextBytes - 300; ++size) {
    ticks += std::string(size, '`') + "a";
  }
  rendered(ticks);
}

TEST(Bounds, LongOrdinaryTextsKeepTheirForm) {
  for (const char* part : {"A *word* and a [link](https://example.org/path) in a line.\n",
                           "- an item\n", "> said before\n\n", "`code` and **more**\n\n",
                           "|a cell|and another|\n", "Hello &amp; <welcome>!\n"}) {
    SCOPED_TRACE(part);
    const bool is_table = part[0] == '|';
    const std::string text =
        (is_table ? "|a|b|\n|---|---|\n" : "") + repeated(part, kTextBytes - 20);
    EXPECT_NE(rendered(text).html, "");
  }
  const std::string code = "```\n" + repeated("<", kTextBytes - 10) + "\n```";
  EXPECT_NE(rendered(code).html, "");
}

}  // namespace
}  // namespace fika::render
