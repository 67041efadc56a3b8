// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever a page says, what comes out is on the list of page.h, for every reader; and the same
// text comes out the same.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/render/hostile_texts_for_tests.h"
#include "server/render/page.h"
#include "server/render/page_reader_for_tests.h"

namespace fika::render {
namespace {

void expect_sound(const std::string& markdown) {
  const auto page = render_page(markdown, {.origin = "https://fika.example"});
  if (!page) {
    ASSERT_EQ(page.error().code, Code::kInvalid) << "from: " << markdown;
    return;
  }
  const auto again = render_page(markdown, {.origin = "https://fika.example"});
  ASSERT_EQ(page->html, again->html);
  ASSERT_EQ(page->wikilinks, again->wikilinks);
  const auto title = [](const PageLink& link) -> std::optional<LinkTarget> {
    if (link.target.size() % 2 == 0) return std::nullopt;
    return LinkTarget{"/p/1", "<script>\"&"};
  };
  for (const std::string& html : {page->html, with_links(*page, title)}) {
    const PageReader reader(html);
    ASSERT_EQ(reader.fault(), "") << "from: " << markdown << "\nhtml: " << html;
  }
}

// Where only a page has a place for a payload.
std::vector<std::string> placed_in_page(const std::string& payload) {
  std::vector<std::string> texts = placed(payload);
  for (const std::string& text : {
           "[[" + payload + "]]",
           "[[" + payload + "|a]]",
           "[[a|" + payload + "]]",
           "[[a#" + payload + "]]",
           "[[#" + payload + "]]\n# " + payload,
           "[[" + std::string(120, 'x') + payload + "]]",
           "a[^b]\n\n[^b]: " + payload,
           "a[^" + payload + "]\n\n[^" + payload + "]: b",
           "[a](#" + payload + ")",
           "![" + payload + "](/files/1)",
           "![a](/files/" + payload + ")",
           "![a](/files/1 \"" + payload + "\")",
           "[a](b \"" + payload + "\")",
           "```c++\n" + payload + "\n```",
           "```html\n" + payload + "\n```",
           "```yaml\n" + payload + "\n```",
           "```diff\n+" + payload + "\n```",
           "    " + payload,
           "a<br>" + payload,
       }) {
    texts.push_back(text);
  }
  return texts;
}

TEST(HostilePage, TheReaderOfThisTestSeesWhatIsWrong) {
  for (const char* html :
       {"<p onclick=\"x\">a</p>", "<p>a", "<b>a</b>", "<a href=\"javascript:a\">a</a>",
        "<p>a & b</p>", "<a href=\"#h-a\">a</a>", "<h2 id=\"h-a\">a</h2><h3 id=\"h-a\">a</h3>",
        "<a>a</a>", "<img src=\"/files/1\" alt=\"\">", "<img src=\"/a\" alt=\"\" loading=\"lazy\">",
        "<p><span class=\"hl-name\">a</span></p></p>", "<h1 id=\"h-a\">a</h1>"}) {
    EXPECT_NE(PageReader(html).fault(), "") << html;
  }
}

TEST(HostilePage, ACrowdOfPayloads) {
  for (const char* payload : kPayloads) {
    for (const std::string& markdown : placed_in_page(payload)) expect_sound(markdown);
  }
}

TEST(HostilePage, ThePublicListOfPayloads) {
  const auto payloads = public_payloads();
  if (payloads.empty()) GTEST_SKIP() << "there is no shared/data/xss-payloads beside the tree";
  for (const std::string& payload : payloads) {
    for (const std::string& markdown : placed_in_page(payload)) expect_sound(markdown);
  }
}

TEST(HostilePage, PagesThatPeopleWroteComeOutSound) {
  if (!std::filesystem::exists(shared_data())) GTEST_SKIP() << "there is no shared/data";
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(shared_data())) {
    if (entry.path().extension() != ".md") continue;
    std::ifstream file(entry.path());
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    SCOPED_TRACE(entry.path());
    ASSERT_NO_FATAL_FAILURE(expect_sound(text));
    EXPECT_TRUE(render_page(text).has_value());
    ++count;
  }
  EXPECT_GT(count, 200U);
}

TEST(HostilePage, RandomTextsComeOutSound) {
  std::vector<std::string> parts(kParts.begin(), kParts.end());
  for (const char* part : {"[[",
                           "]]",
                           "[[a]]",
                           "[[a|",
                           "[[#a",
                           "#",
                           "[^1]",
                           "\n\n[^1]: ",
                           "\n    ",
                           "![a](/files/1)",
                           "(/files/1)",
                           "<br>",
                           "[^",
                           "\n```c++\n",
                           "\n```\n",
                           "/* ",
                           "\"x\" ",
                           "12",
                           "\n|a|b|\n|---|---|\n",
                           "[[a\\|b]]",
                           "(#a)"}) {
    parts.emplace_back(part);
  }
  RandomTexts random;
  SCOPED_TRACE(random.again());
  for (int round = 0; round < 4000; ++round) {
    ASSERT_NO_FATAL_FAILURE(expect_sound(random.next(parts)));
  }
}

}  // namespace
}  // namespace fika::render
