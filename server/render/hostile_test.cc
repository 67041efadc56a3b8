// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever goes in, what comes out is made of the tags and attributes on the list, each closed
// where it belongs, and leads nowhere but where links may.
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/render/render.h"
#include "server/render/tag_reader_for_tests.h"

namespace fika::render {
namespace {

void expect_sound(const std::string& markdown) {
  const auto html = render_message(markdown, {.origin = "https://fika.example"});
  ASSERT_TRUE(html.has_value());
  const TagReader reader(*html);
  ASSERT_EQ(reader.fault(), "") << "from: " << markdown << "\nhtml: " << *html;
}

// The places in a text where a payload may stand.
std::vector<std::string> placed(const std::string& payload) {
  return {payload,
          "*a* " + payload,
          "[a](" + payload + ")",
          "[a](<" + payload + ">)",
          "![a](" + payload + ")",
          "[" + payload + "](/x)",
          "![" + payload + "](https://a.se/x.png)",
          "[a](/x \"" + payload + "\")",
          "[a][b]\n\n[b]: " + payload,
          "[a][b]\n\n[b]: /x '" + payload + "'",
          "<" + payload + ">",
          "```" + payload + "\n" + payload + "\n```",
          "`" + payload + "`",
          "> " + payload,
          "- [x] " + payload,
          "# " + payload,
          "|" + payload + "|\n|---|\n|" + payload + "|",
          "https://a.se/" + payload,
          "@thread" + payload,
          "[@" + payload + "](/people/0197a3d2-5c00-7abc-8def-0123456789ab)"};
}

TEST(Hostile, ACrowdOfPayloads) {
  constexpr std::array kPayloads = {
      "<script>alert(1)</script>",
      "<ScRiPt src=//evil.se/x.js></sCrIpT>",
      "<img src=x onerror=alert(1)>",
      "<svg/onload=alert(1)>",
      "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
      "<a href=\"javascript:alert(1)\">x</a>",
      "<iframe srcdoc=\"<script>alert(1)</script>\">",
      "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
      "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
      "</p></blockquote></div><script>alert(1)</script>",
      "\"><img src=x onerror=alert(1)>",
      "' onmouseover='alert(1)",
      "\" onmouseover=\"alert(1)",
      "javascript:alert(1)//",
      "java\tscript:alert(1)",
      "jav&#x09;ascript:alert(1)",
      "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
      "vbscript:msgbox(1)",
      "//evil.se/%2f..",
      "/\\evil.se",
      "https://fika.example@evil.se",
      "https://fika.example.evil.se",
      "<!--><img src=x onerror=alert(1)>-->",
      "<![CDATA[<script>alert(1)</script>]]>",
      "<?xml version=\"1.0\"?><script>alert(1)</script>",
      "&lt;script&gt;alert(1)&lt;/script&gt;",
      "&#60;script&#62;alert(1)",
      "{{7*7}}${7*7}<%= 7*7 %>",
      "\u202egnp.exe\u202c<b>",
      "\ufeff<script>",
      "＜script＞alert(1)＜/script＞",
      "`<b>`<i>``<u>``",
      "](javascript:alert(1))",
      ")[x](javascript:alert(1)",
      "<http://a.se/\"onclick=alert(1)>",
      "http://a.se/'onclick=alert(1)//",
      "x@y.se\"onclick=alert(1)",
  };
  for (const char* payload : kPayloads) {
    for (const std::string& markdown : placed(payload)) expect_sound(markdown);
  }
}

TEST(Hostile, ThePublicListOfPayloads) {
  const auto list =
      std::filesystem::path(__FILE__).parent_path().parent_path().parent_path().parent_path() /
      "shared/data/xss-payloads/payloads.txt";
  std::ifstream file(list);
  if (!file) GTEST_SKIP() << "there is no shared/data/xss-payloads beside the tree";
  std::size_t count = 0;
  for (std::string payload; std::getline(file, payload); ++count) {
    if (!is_utf8(payload)) continue;
    for (const std::string& markdown : placed(payload)) expect_sound(markdown);
  }
  EXPECT_EQ(count, 600U);
}

TEST(Hostile, RandomTextsComeOutSound) {
  constexpr std::array kParts = {
      "*",
      "**",
      "_",
      "~~",
      "`",
      "```",
      "\n",
      "\n\n",
      "\n> ",
      "\n- ",
      "\n1. ",
      "\n# ",
      "[",
      "]",
      "](",
      ")",
      "![",
      "<",
      ">",
      "</",
      "/>",
      "&",
      "&amp;",
      "&#106;",
      "&#x3c;",
      "\"",
      "'",
      "\\",
      "|",
      "\n|---|---|\n",
      "\n---\n",
      "\n===\n",
      "a",
      "b c",
      "å",
      "😀",
      "http://a.se/",
      "https://b.se",
      "www.c.se",
      "d@e.se",
      "javascript:",
      "data:x,",
      "/x",
      "//y",
      "/people/0197a3d2-5c00-7abc-8def-0123456789ab",
      "@thread",
      "@community",
      "[x]: /y\n",
      "[x]",
      "- [x] ",
      "  ",
      "\t",
      "\r",
      "<script>",
      "<!--",
      "-->",
      "onerror=",
      "\u202e",
      "\u00a0",
      ":",
      "(",
  };
  const char* const given = std::getenv("FIKA_SEED");
  const std::uint64_t seed =
      given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
  SCOPED_TRACE("again with FIKA_SEED=" + std::to_string(seed));
  std::mt19937_64 random(seed);
  for (int round = 0; round < 4000; ++round) {
    std::string markdown;
    for (std::uint64_t left = 1 + random() % 60; left > 0; --left) {
      markdown += kParts[random() % kParts.size()];
    }
    ASSERT_NO_FATAL_FAILURE(expect_sound(markdown));
  }
}

}  // namespace
}  // namespace fika::render
