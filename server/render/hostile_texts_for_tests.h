// SPDX-License-Identifier: GPL-3.0-or-later
// What people try, for the tests of messages and of pages.
#pragma once

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "base/text.h"

namespace fika::render {

// The places in a text where a payload may stand.
inline std::vector<std::string> placed(const std::string& payload) {
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

inline constexpr std::array kPayloads = {
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

// The shared data beside the tree, which a stranger's clone has not.
inline std::filesystem::path shared_data() {
  return std::filesystem::path(__FILE__).parent_path().parent_path().parent_path().parent_path() /
         "shared/data";
}

inline std::vector<std::string> lines_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    if (is_utf8(line)) lines.push_back(line);
  }
  return lines;
}

// Public lists of scripts and of strings that break programs; nothing where they are not there.
inline std::vector<std::string> public_payloads() {
  std::vector<std::string> payloads = lines_of(shared_data() / "xss-payloads/payloads.txt");
  for (std::string& line : lines_of(shared_data() / "naughty-strings/blns.txt")) {
    if (!line.empty() && !line.starts_with('#')) payloads.push_back(std::move(line));
  }
  return payloads;
}

inline constexpr std::array kParts = {
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

// Texts of parts in any order; FIKA_SEED brings the same ones again.
class RandomTexts {
 public:
  std::string again() const { return "again with FIKA_SEED=" + std::to_string(seed_); }
  std::string next(const auto& parts) {
    std::string text;
    for (std::uint64_t left = 1 + random_() % 60; left > 0; --left) {
      text += parts[random_() % parts.size()];
    }
    return text;
  }

 private:
  static std::uint64_t seed() {
    const char* const given = std::getenv("FIKA_SEED");
    return given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
  }
  const std::uint64_t seed_ = seed();
  std::mt19937_64 random_{seed_};
};

}  // namespace fika::render
