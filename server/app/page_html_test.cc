// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/page_html.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "server/app/skeleton_for_tests.h"

namespace fika::app {
namespace {

constexpr std::string_view kId = "0199f000-0000-7000-8000-000000000001";
constexpr std::string_view kOther = "0199f000-0000-7000-8000-000000000002";

v1::Page page_named(std::string_view id, std::string_view title) {
  v1::Page page;
  page.set_id(std::string(id));
  page.set_title(std::string(title));
  page.set_revision(2);
  page.set_language("sv");
  page.set_created_at_ms(1'750'000'000'000);
  return page;
}

// A page in whose every field stands `words`.
PageSheet sheet_of(const std::string& words) {
  PageSheet sheet;
  *sheet.view.mutable_page() = page_named(kId, words);
  sheet.view.mutable_page()->set_community(std::string(kOther));
  sheet.view.mutable_page()->add_tags(words);
  sheet.view.mutable_page()->set_language(words);
  v1::Revision& revision = *sheet.view.mutable_revision();
  revision.set_number(2);
  revision.set_title(words);
  revision.set_created_at_ms(1'760'000'000'000);
  sheet.view.set_text("words");
  sheet.view.set_html("<p>words</p>\n");
  for (const char* anchor : {"h-a", "h-b"}) {
    v1::PageHeading& heading = *sheet.view.add_outline();
    heading.set_level(2);
    heading.set_text(words);
    heading.set_anchor(anchor);
  }
  v1::PageStep& step = *sheet.view.add_breadcrumbs();
  step.set_id(std::string(kOther));
  step.set_title(words);
  *sheet.view.mutable_original()->mutable_page() = page_named(kOther, words);
  sheet.view.mutable_original()->set_is_behind(true);
  *sheet.view.add_translations()->mutable_page() = page_named(kOther, words);
  sheet.organisation = sheet.community = sheet.author = sheet.reviser = sheet.owner = words;
  sheet.contributors = {words, words};
  sheet.has_more_contributors = true;
  sheet.below = {page_named(kOther, words)};
  sheet.linked_from = {page_named(kOther, words)};
  v1::Discussion& talk = sheet.discussed_in.emplace_back();
  talk.set_root(std::string(kOther));
  talk.set_title(words);
  return sheet;
}

const ReadingWords& english() { return reading_words("en", ""); }

std::vector<std::string> hostile_words() {
  std::vector<std::string> all = {"\"",
                                  "'",
                                  "<",
                                  ">",
                                  "&",
                                  "\"><script>alert(1)</script>",
                                  "</title><script>alert(1)</script>",
                                  "--><img src=x onerror=a>",
                                  "\" onmouseover=\"alert(1)",
                                  "javascript:alert(1)"};
  const std::filesystem::path shared =
      std::filesystem::path(__FILE__).parent_path().parent_path().parent_path().parent_path() /
      "shared" / "data";
  for (const char* name : {"xss-payloads/payloads.txt", "naughty-strings/blns.txt"}) {
    std::ifstream file(shared / name);
    for (std::string line; std::getline(file, line);) {
      if (!line.empty()) all.push_back(line);
    }
  }
  return all;
}

TEST(PageHtml, SaysWhatThePageIs) {
  PageSheet sheet = sheet_of("W");
  sheet.view.mutable_page()->set_title("How we fix pumps");
  sheet.view.mutable_revision()->set_title("How we fix pumps");
  sheet.organisation = "Kaffe & Co";
  sheet.reviser = "Maja";
  sheet.contributors = {"Bo", "Åsa"};
  sheet.has_more_contributors = false;
  const std::string html = page_html(sheet, english(), {});
  for (const std::string& part : std::vector<std::string>{
           "<title>How we fix pumps – Kaffe &amp; Co</title>",
           "<meta property=\"og:title\" content=\"How we fix pumps\">",
           "<meta property=\"og:description\" content=\"words\">",
           fmt::format("<link rel=\"canonical\" href=\"/p/{}/how-we-fix-pumps\">", kId),
           "<h1>How we fix pumps</h1>", "<p>words</p>",
           "Changed <time datetime=\"2025-10-09T08:53:20Z\">9 October 2025</time> by Maja",
           " · Also written by Bo, Åsa · Kept by W", "<a href=\"#h-a\">W</a>",
           fmt::format("<a href=\"/p/{}/w\"", kOther),
           "<link rel=\"stylesheet\" href=\"/assets/page.css?v="}) {
    EXPECT_NE(html.find(part), html.npos) << part << "\n" << html;
  }
}

TEST(PageHtml, WordsOfPeopleChangeNothingButWords) {
  const std::string harmless = skeleton_of(page_html(sheet_of("w"), english(), {}));
  const std::vector<std::string> words = hostile_words();
  for (const std::string& word : words) {
    ASSERT_EQ(skeleton_of(page_html(sheet_of(word), english(), {})), harmless) << word;
  }
}

TEST(PageHtml, ATextThatCannotBeLaidOutIsShownAsWritten) {
  PageSheet sheet = sheet_of("w");
  sheet.view.set_text("<script>alert(1)</script>");
  sheet.view.clear_html();
  const std::string html = page_html(sheet, english(), {});
  EXPECT_NE(html.find("<pre>&lt;script&gt;alert(1)&lt;/script&gt;</pre>"), html.npos) << html;
}

TEST(PageHtml, AnOldRevisionHasTheTitleOfThen) {
  PageSheet sheet = sheet_of("now");
  sheet.view.mutable_revision()->set_number(1);
  sheet.view.mutable_revision()->set_title("then");
  const std::string html = page_html(sheet, english(), {});
  EXPECT_NE(html.find("<h1>then</h1>"), html.npos);
  EXPECT_NE(html.find(fmt::format("<a href=\"/p/{}/now\">Read it as it is now</a>", kId)),
            html.npos)
      << html;
}

TEST(PageHtml, BringsTheWebAppUpInsideItsOwnElement) {
  const std::string html =
      page_html(sheet_of("w"), english(), {.head = "<!--head-->", .start = "<!--start-->"});
  const std::size_t head = html.find("<!--head-->"), body = html.find("<body>"),
                    root = html.find("<div id=\"app\">"), article = html.find("<article"),
                    start = html.find("<!--start-->");
  EXPECT_LT(head, body);
  EXPECT_LT(body, root);
  EXPECT_LT(root, article);
  EXPECT_LT(article, start);
  EXPECT_LT(start, html.size());
}

TEST(PageHtml, HasNothingInline) {
  for (const std::string_view language : {"sv", "en"}) {
    const std::string html = page_html(sheet_of("w"), reading_words(language, ""), app_parts());
    EXPECT_EQ(html.find(" style="), html.npos);
    EXPECT_EQ(html.find("<style"), html.npos);
    EXPECT_EQ(skeleton_of(html).find(" on"), html.npos) << "no handler";
    EXPECT_EQ(html.find("<script>"), html.npos);
  }
}

}  // namespace
}  // namespace fika::app
