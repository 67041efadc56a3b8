// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "server/render/page.h"

namespace fika::render {
namespace {

RenderedPage page_of(std::string_view markdown) {
  auto page = render_page(markdown);
  if (!page) ADD_FAILURE() << page.error().detail;
  return page.value_or(RenderedPage());
}

std::optional<LinkTarget> only_guide(const PageLink& link) {
  if (link.target != "Guide") return std::nullopt;
  return LinkTarget{"/p/1", "The <Guide>"};
}
std::string filled(std::string_view markdown) { return with_links(page_of(markdown), only_guide); }

const std::string kWanted = "<a class=\"wanted\" role=\"link\" aria-disabled=\"true\" data-page=\"";

TEST(WithLinks, APageIsCalledByItsTitleOrByTheLabel) {
  EXPECT_EQ(filled("[[Guide]]"), "<p><a href=\"/p/1\" class=\"page\">The &lt;Guide&gt;</a></p>");
  EXPECT_EQ(filled("[[ Guide |*b* & c]]"),
            "<p><a href=\"/p/1\" class=\"page\"><em>b</em> &amp; c</a></p>");
  EXPECT_EQ(filled("[[Guide#Åt *er*]]"),
            "<p><a href=\"/p/1#h-%C3%A5t-er\" class=\"page\">The &lt;Guide&gt; › Åt *er*</a></p>");
}

TEST(WithLinks, WhatIsNotThereIsWantedAndSaysWhatWasWritten) {
  EXPECT_EQ(filled("[[A \"b\" & c]]"),
            "<p>" + kWanted + "A &quot;b&quot; &amp; c\">A \"b\" &amp; c</a></p>");
  EXPECT_EQ(filled("[[A|b]] [[A#c]]"),
            "<p>" + kWanted + "A\">b</a> " + kWanted + "A\">A › c</a></p>");
}

TEST(WithLinks, TheKeptPageHoldsNoTitle) {
  const RenderedPage page =
      page_of("# See [[Guide]]\n[^1][[Guide|x *y*]] [[Guide#z]]\n\n[^1]: [[Guide]]");
  EXPECT_FALSE(page.html.contains("The"));
  ASSERT_EQ(page.wikilinks.size(), 3U);
  EXPECT_EQ(page.wikilinks[0], (PageLink{"Guide", "", ""}));
  EXPECT_EQ(page.wikilinks[1], (PageLink{"Guide", "", "x y"}));
  EXPECT_EQ(page.wikilinks[2], (PageLink{"Guide", "z", ""}));
  EXPECT_EQ(page.outline[0].text, "See Guide");
}

TEST(WithLinks, EachTargetIsAskedForOnce) {
  std::vector<std::string> asked;
  const RenderedPage page = page_of("[[A]] [[B|b]] [[A]] [[A#c]] [[B]]");
  with_links(page, [&](const PageLink& link) -> std::optional<LinkTarget> {
    asked.push_back(link.target);
    return std::nullopt;
  });
  EXPECT_EQ(asked, (std::vector<std::string>{"A", "B"}));
}

TEST(WithLinks, TitlesOfAnyLengthCanBeLinkedTo) {
  const std::string title(kLinkNameBytesMax - 2, 'x');
  for (const std::string& name : {title, title.substr(0, 101), title.substr(0, 100)}) {
    const RenderedPage page = page_of("a [[" + name + "]] b [[" + name + "#c|d]]");
    ASSERT_EQ(page.wikilinks.size(), 2U) << name.size();
    EXPECT_EQ(page.wikilinks[0].target, name);
    EXPECT_EQ(page.wikilinks[1].label, "d");
  }
  EXPECT_TRUE(page_of("[[" + title + "xxx]]").wikilinks.empty());
}

TEST(WithLinks, NotInCodeNotInLinksAndNotWhenEscaped) {
  for (const char* text : {"`[[A]]`", "    [[A]]", "\\[[A]]", "[\\[A]]", "[[]]", "[[#]]", "[[ ]]",
                           "![a [[b]]](/files/1)"}) {
    EXPECT_TRUE(page_of(text).wikilinks.empty()) << text;
  }
}

TEST(WithLinks, InATableTheBarOfALabelIsEscaped) {
  const RenderedPage page = page_of("|a|\n|---|\n|[[Guide\\|b]]|\n|[[Guide]]|");
  ASSERT_EQ(page.wikilinks.size(), 2U);
  EXPECT_EQ(page.wikilinks[0].target, "Guide");
  EXPECT_EQ(page.wikilinks[0].label, "b");
  EXPECT_TRUE(page.html.contains("<td>b</td>"));
}

TEST(WithLinks, ReferencesAndBackslashesInATargetAreResolved) {
  for (const char* text : {"[[A &amp; B]]", "[[A \\& B]]", "[[A &amp; B|A &amp; B]]"}) {
    const RenderedPage page = page_of(text);
    ASSERT_EQ(page.wikilinks.size(), 1U) << text;
    EXPECT_EQ(page.wikilinks[0].target, "A & B");
    EXPECT_EQ(page.html, "<p>A &amp; B</p>");
  }
  EXPECT_EQ(page_of("[[A &amp; B|c]]").wikilinks[0].label, "c");
  EXPECT_EQ(page_of("[[&amp;#c|*c*]]").wikilinks[0], (PageLink{"&", "c", "c"}));
}

TEST(WithLinks, ThePageSpeaksTheReadersLanguage) {
  const std::string html = with_links(page_of("a[^1] [[Guide]]\n\n[^1]: [[Guide]]"), only_guide,
                                      {.footnotes = "Fotnoter", .back = "Tillbaka till \""});
  EXPECT_TRUE(html.contains(" aria-label=\"Fotnoter\"><ol>")) << html;
  EXPECT_TRUE(html.contains(" aria-label=\"Tillbaka till &quot; 1\">")) << html;
}

TEST(WithLinks, LongTitlesDoNotMakeALongPage) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "[[a]]";
  const RenderedPage page = page_of(text);
  const std::string html =
      with_links(page, [](const PageLink&) { return LinkTarget{"/p/1", std::string(800, '<')}; });
  EXPECT_LE(html.size(), page.html.size() + kPageHtmlBytesMax);
  EXPECT_TRUE(html.ends_with("aa</p>"));
}

}  // namespace
}  // namespace fika::render
