// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/render/page.h"
#include "server/render/page_reader_for_tests.h"
#include "server/render/spec_html_for_tests.h"

namespace fika::render {
namespace {

struct Example {
  int number;
  std::string section, markdown, html;
};

std::vector<Example> examples_of(const std::string& name) {
  const auto path = std::filesystem::path(__FILE__).parent_path().parent_path().parent_path() /
                    "tests/data/commonmark" / name;
  std::ifstream file(path);
  EXPECT_TRUE(file.is_open()) << path;
  const std::string fence(32, '`');
  std::vector<Example> examples;
  std::string* part = nullptr;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(fence + " example ")) {
      const std::string title = line.substr(fence.size() + 9);
      examples.push_back({std::stoi(title), title.substr(title.find(' ') + 1), "", ""});
      part = &examples.back().markdown;
    } else if (line == fence) {
      part = nullptr;
    } else if (line == "." && part == &examples.back().markdown) {
      part = &examples.back().html;
    } else if (part != nullptr) {
      *part += line + "\n";
    }
  }
  return examples;
}

// The examples that Fika shows otherwise on purpose, beyond what spec_html_for_tests.h evens out.
struct Difference {
  const char* reason;
  std::set<int> examples;
};

const std::vector<Difference> kOfCommonMark = {
    {"HTML is text: nobody's tags reach a reader",
     {21,  31,  148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163,
      164, 165, 166, 167, 168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181,
      182, 183, 184, 185, 186, 187, 188, 189, 190, 191, 201, 308, 309, 344, 475, 476, 477, 491,
      494, 524, 536, 613, 614, 615, 616, 617, 623, 625, 626, 627, 628, 629, 630, 631, 642, 643}},
    {"[[words]] are a link to a page", {548, 559, 590}},
    {"an address is a link without brackets too", {602, 608, 611, 612}},
    {"a scheme is written in lower case", {597}},
    {"a link without words says its address", {484}},
    {"a path with a backslash leads nowhere, as browsers differ over it", {202}},
    {"a language is named by letters, digits and + # . _ - alone", {34, 144}},
    {"of HTML's 2,200 names of characters some hundred are known", {25}},
    {"md4c 0.4.8 leaves a tab at the edge of a heading, which nobody sees", {10, 82}},
    {"md4c 0.4.8 has the rule of 0.30, by which currency signs are no punctuation", {354}},
};
const std::vector<Difference> kOfGitHub = {
    {"HTML is text: nobody's tags reach a reader", {653}},
    {"an e-mail address ends before what cannot be its end, here too", {631}},
    {"md4c 0.4.8 takes fewer columns below than above for a table", {203}},
};

void expect_all_but(const std::string& name, std::size_t count,
                    const std::vector<Difference>& differences) {
  const auto examples = examples_of(name);
  ASSERT_EQ(examples.size(), count);
  for (const Example& example : examples) {
    SCOPED_TRACE(example.section + " " + std::to_string(example.number));
    const auto page = render_page(example.markdown);
    ASSERT_TRUE(page.has_value()) << page.error().detail;
    EXPECT_EQ(PageReader(page->html).fault(), "");
    const std::string ours = SpecHtml(page->html).form(), theirs = SpecHtml(example.html).form();
    const auto difference = std::ranges::find_if(
        differences, [&](const Difference& one) { return one.examples.contains(example.number); });
    if (difference == differences.end()) {
      EXPECT_EQ(ours, theirs) << example.markdown;
    } else {
      EXPECT_NE(ours, theirs) << "no longer so: " << difference->reason;
    }
  }
}

TEST(CommonMark, AllExamplesButTheDifferent) {
  expect_all_but("commonmark.txt", 652, kOfCommonMark);
}

TEST(CommonMark, AllOfGitHubsExamplesButTheDifferent) { expect_all_but("gfm.txt", 24, kOfGitHub); }

}  // namespace
}  // namespace fika::render
