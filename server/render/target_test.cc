// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/target.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/render/render.h"
#include "server/render/tag_reader_for_tests.h"

namespace fika::render {
namespace {

std::string href_of(std::string_view address) {
  const auto target = target_of(address, {});
  return target ? target->href : std::string();
}

TEST(Target, LetsTheWebMailAndOwnPathsThrough) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"https://a.se", "https://a.se"},
      {"HTTP://A.se/B", "http://A.se/B"},
      {"https://a.se:8443/b?c=d&e#f", "https://a.se:8443/b?c=d&e#f"},
      {"  https://a.se\n", "https://a.se"},
      {"ht\ttps://a.se", "https://a.se"},
      {"https://[::1]/", "https://[::1]/"},
      {"https://räksmörgås.se/å", "https://r%C3%A4ksm%C3%B6rg%C3%A5s.se/%C3%A5"},
      {"https://a.se/b c\"<>'`\\", "https://a.se/b%20c%22%3C%3E%27%60%5C"},
      {"https://a.se/100%25", "https://a.se/100%25"},
      {"mailto:a@b.se?subject=x", "mailto:a@b.se?subject=x"},
      {"/", "/"},
      {"/threads/1?x=//y#z", "/threads/1?x=//y#z"},
      {"/a..b/c.", "/a..b/c."},
  };
  for (const auto& [address, href] : cases) EXPECT_EQ(href_of(address), href) << address;
}

TEST(Target, LetsNothingElseThrough) {
  const std::vector<std::string> cases = {
      "",
      "#a",
      "?a",
      "a",
      "./a",
      "../a",
      "a.se/b",
      "javascript:alert(1)",
      "JaVaScRiPt:alert(1)",
      " javascript:alert(1)",
      "java\tscript:alert(1)",
      "java\nscript:alert(1)",
      std::string("java\0script:alert(1)", 20),
      "\x01javascript:alert(1)",
      "\u00a0javascript:x",
      "\u200bjavascript:x",
      "\ufeffjavascript:x",
      "java\u00adscript:x",
      "ｊavascript:x",
      "javascript\uff1ax",
      "javascript&colon;x",
      "javascript%3Ax",
      "j\u0430vascript:x",
      "vbscript:x",
      "data:text/html,x",
      "DATA:text/html;base64,x",
      "file:///etc/passwd",
      "ftp://a.se",
      "blob:https://a.se/x",
      "about:blank",
      "view-source:https://a.se",
      "ws://a.se",
      "tel:1",
      "http:",
      "http:/a.se",
      "http:a.se",
      "https://",
      "https:///a.se",
      "https://?a",
      "https://:80",
      "https:\\\\a.se",
      "https://\\a.se",
      "https://good.se@evil.se/",
      "https://a:b@evil.se",
      "//evil.se",
      "/\\evil.se",
      "/\t/evil.se",
      "/\n/evil.se",
      "\\\\evil.se",
      "\\/evil.se",
      "/.//evil.se",
      "/a/..//evil.se",
      "/../x",
      "/a/..",
      "/a/%2e%2E/b",
      "/.%2e/a",
      "/a//b",
      "/a\\b",
      "mailto:",
      "xhttps://a.se",
      "\u0085https:/a",
      "https:/\u0085",
      "https://a.se/" + std::string(kTargetBytesMax, 'x'),
  };
  for (const std::string& address : cases) EXPECT_EQ(href_of(address), "") << address;
}

// The same ways round through Markdown: references of all kinds, autolinks, images, definitions.
TEST(Target, NoSpellingOfAScriptBecomesALink) {
  const std::vector<std::string> addresses = {
      "javascript:alert(1)",
      "&#106;avascript:alert(1)",
      "&#x6A;avascript:alert(1)",
      "&#0000106;avascript&#58;alert(1)",
      "java&Tab;script:alert(1)",
      "java&NewLine;script:alert(1)",
      "java&#9;script:alert(1)",
      "java&#10;script:alert(1)",
      "&#1;javascript:alert(1)",
      "&#32;javascript:alert(1)",
      "javascript&colon;alert(1)",
      "\\javascript:alert(1)",
      "javascript\\:alert(1)",
      "<javascript:alert(1)>",
      "&sol;/evil.se",
      "/&#47;evil.se",
      "/&#92;evil.se",
      "/\\\\evil.se",
      "&#47;&#47;evil.se",
      "d&#97;ta:text/html,x",
      "&#118;bscript:x",
      "http&#58;//good.se&#64;evil.se",
      "&#x202E;javascript:x",
  };
  for (const std::string& address : addresses) {
    for (const std::string& markdown :
         {"[a](" + address + ")", "![a](" + address + ")", "[a](<" + address + ">)",
          "[a]\n\n[a]: " + address, "<" + address + ">", "[![a](" + address + ")](" + address + ")",
          "[a](" + address + " \"t\")", "*" + address + "*"}) {
      SCOPED_TRACE(markdown);
      const auto html = render_message(markdown, {});
      ASSERT_TRUE(html.has_value());
      const TagReader reader(*html);
      EXPECT_EQ(reader.fault(), "");
      EXPECT_TRUE(reader.addresses().empty()) << *html;
    }
  }
}

}  // namespace
}  // namespace fika::render
