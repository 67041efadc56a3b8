// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/page.h"

#include <gtest/gtest.h>

namespace fika::render {
namespace {

constexpr std::string_view kAnna = "0197a3d2-5c00-7abc-8def-0123456789ab";

RenderedPage page_of(std::string_view markdown, const RenderContext& context = {}) {
  auto page = render_page(markdown, context);
  if (!page) ADD_FAILURE() << page.error().detail;
  return page.value_or(RenderedPage());
}

struct Case {
  std::string markdown, html;
};
void expect_all(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    SCOPED_TRACE(one.markdown);
    EXPECT_EQ(page_of(one.markdown).html, one.html);
  }
}

TEST(Page, PlainTextIsParagraphs) {
  expect_all({
      {"", ""},
      {"Hello & <b>", "<p>Hello &amp; &lt;b&gt;</p>"},
      {"one\ntwo  \nthree\n\nfour", "<p>one\ntwo<br>three</p><p>four</p>"},
      {"a<br>b<BR/>c<br />d \\<br>", "<p>a<br>b<br>c<br>d &lt;br&gt;</p>"},
      {"@thread", "<p>@thread</p>"},
      {"$a_b$ and $$c$$", "<p>$a_b$ and $$c$$</p>"},
  });
}

TEST(Page, TheTopmostHeadingsAreOfTheSecondLevel) {
  expect_all({
      {"# a\n### b\n###### c", "<h2 id=\"h-a\">a</h2><h4 id=\"h-b\">b</h4><h6 id=\"h-c\">c</h6>"},
      {"### a\n#### b\n### c", "<h2 id=\"h-a\">a</h2><h3 id=\"h-b\">b</h3><h2 id=\"h-c\">c</h2>"},
  });
}

TEST(Page, TheOutlineHasWhatHeadingsSay) {
  const RenderedPage page =
      page_of("# Att *göra* `x` &amp; mer[^1]\n## ![bild](/files/1)\n\n[^1]: n");
  ASSERT_EQ(page.outline.size(), 2U);
  EXPECT_EQ(page.outline[0].text, "Att göra x & mer");
  EXPECT_EQ(page.outline[0].id, "h-att-göra-x-mer");
  EXPECT_EQ(page.outline[0].level, 2);
  EXPECT_EQ(page.outline[1].text, "bild");
  EXPECT_EQ(page.outline[1].level, 3);
}

TEST(Page, EachHeadingHasAnIdOfItsOwn) {
  std::vector<std::string> ids;
  for (const Heading& heading : page_of("# A b\n# a B!\n# A b 1\n# a-b\n# \n# ?!").outline) {
    ids.push_back(heading.id);
  }
  EXPECT_EQ(ids, (std::vector<std::string>{"h-a-b", "h-a-b-1", "h-a-b-1-1", "h-a-b-2", "h-section",
                                           "h-section-1"}));
}

TEST(Page, LinksInThePageFindTheirHeadings) {
  const std::string broken = "<a class=\"broken\" role=\"link\" aria-disabled=\"true\">";
  expect_all({
      {"[x](#what-s-new)\n# What's new?", "<p>" + broken +
                                              "x</a></p><h2 id=\"h-whats-new\">"
                                              "What's new?</h2>"},
      {"[x](#Whats--New)\n# What's new?",
       "<p><a href=\"#h-whats-new\">x</a></p><h2 id=\"h-whats-new\">What's new?</h2>"},
      {"# Å\n[x](#%C3%A5) [y](#h-å)",
       "<h2 id=\"h-å\">Å</h2><p><a href=\"#h-%C3%A5\">x</a> "
       "<a href=\"#h-%C3%A5\">y</a></p>"},
      {"# A\n[[#a]] [[#a|*b*]]",
       "<h2 id=\"h-a\">A</h2><p><a href=\"#h-a\">a</a> <a href=\"#h-a\"><em>b</em></a></p>"},
  });
}

TEST(Page, RelativeAddressesAreShownAsBroken) {
  const std::string broken = "<p><a class=\"broken\" role=\"link\" aria-disabled=\"true\">";
  expect_all({
      {"[x](other.md)", broken + "x</a></p>"},
      {"![x](../a/b.png)", broken + "x</a></p>"},
      {"[](other.md)", broken + "other.md</a></p>"},
      {"[x](javascript:alert(1))", "<p>x</p>"},
      {"[x](java&#115;cript&#58;a)", "<p>x</p>"},
      {"[x](//evil.se)", "<p>x</p>"},
      {"[x]()", "<p>x</p>"},
  });
}

TEST(Page, PicturesOfOurOwnAreShownAndOthersAreLinks) {
  expect_all({
      {"![a *b* \"c\" <d>](/files/1 \"t\\\"u\")",
       "<p><img src=\"/files/1\" title=\"t&quot;u\" loading=\"lazy\" "
       "alt=\"a b &quot;c&quot; &lt;d&gt;\"></p>"},
      {"![](/files/1)", "<p><img src=\"/files/1\" loading=\"lazy\" alt=\"\"></p>"},
      {"[![a](/files/1)](/p/2)",
       "<p><a href=\"/p/2\"><img src=\"/files/1\" loading=\"lazy\" alt=\"a\"></a></p>"},
      {"![a *b*](https://c.se/d.png)",
       "<p><a href=\"https://c.se/d.png\" class=\"image\" rel=\"noopener nofollow ugc\">a "
       "b (Picture from c.se)</a></p>"},
      {"![](http://c.se:8080?a=b/c)",
       "<p><a href=\"http://c.se:8080?a=b/c\" class=\"image\" rel=\"noopener nofollow ugc\">"
       "Picture from c.se:8080</a></p>"},
      {"![a ![b](https://d.se/)](https://c.se/) ![e](mailto:f@c.se)",
       "<p><a href=\"https://c.se/\" class=\"image\" rel=\"noopener nofollow ugc\">a b (Picture "
       "from c.se)</a> <a href=\"mailto:f@c.se\" class=\"image\" rel=\"noopener nofollow "
       "ugc\">e</a></p>"},
      {"[![a](https://d.se/)](https://c.se/)",
       "<p><a href=\"https://c.se/\" rel=\"noopener nofollow ugc\">a</a></p>"},
      {"![a ![b](/files/2)](/files/1)",
       "<p><img src=\"/files/1\" loading=\"lazy\" alt=\"a b\"></p>"},
      {"![a](/threads/1)", "<p><a href=\"/threads/1\" class=\"image\">a</a></p>"},
      {"![a](data:image/png;base64,xx)", "<p>a</p>"},
  });
}

TEST(Page, FootnotesStandBelowAndLeadBack) {
  const auto back = [](const std::string& number) {
    return " <a href=\"#fnref-" + number +
           "\" class=\"back\" role=\"doc-backlink\" aria-label=\"Back to reference " + number +
           "\">↩</a>";
  };
  const auto reference = [](const std::string& number, const std::string& id) {
    return "<sup class=\"footnote\"><a href=\"#fn-" + number + "\" id=\"fnref-" + id +
           "\" role=\"doc-noteref\">" + number + "</a></sup>";
  };
  const std::string open =
      "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Footnotes\"><ol>";
  const std::string close = "</ol></section>";
  expect_all({
      {"a[^x], b[^x][^2]\n\n[^2]: two\n[^X]: one *is*\n  long\n\nend",
       "<p>a" + reference("1", "1") + ", b" + reference("1", "1-2") + reference("2", "2") +
           "</p><p>end</p>" + open + "<li id=\"fn-1\">one <em>is</em>\nlong" + back("1") +
           back("1-2") + "</li><li id=\"fn-2\">two" + back("2") + "</li>" + close},
      {"a[^1]\n\n[^1]: one\n\n    - two\n\nend",
       "<p>a" + reference("1", "1") + "</p><p>end</p>" + open +
           "<li id=\"fn-1\"><p>one</p><ul><li>two</li></ul>" + back("1") + "</li>" + close},
      {"a[^1]\n\n[^1]: see[^2]\n[^2]: there",
       "<p>a" + reference("1", "1") + "</p>" + open + "<li id=\"fn-1\">see" + reference("2", "2") +
           back("1") + "</li><li id=\"fn-2\">there" + back("2") + "</li>" + close},
      {"a[^1] \\[^1] `[^1]` [b[^1]](/c)",
       "<p>a[^1] [^1] <code>[^1]</code> <a href=\"/c\">b[^1]</a></p>"},
      {"```\n[^1]: a\n```\n[^1]", "<pre><code>[^1]: a\n</code></pre><p>[^1]</p>"},
      {"[^1]: never used", ""},
      {"a![^1]\n\n[^1]: b", "<p>a!" + reference("1", "1") + "</p>" + open + "<li id=\"fn-1\">b" +
                                back("1") + "</li>" + close},
  });
}

TEST(Page, CodeIsTextAndHasColours) {
  expect_all({
      {"    a [[b]] [^1]", "<pre><code>a [[b]] [^1]\n</code></pre>"},
      {"`[[b]]`", "<p><code>[[b]]</code></p>"},
      {"```c++\nint a = \"<\"; // b\n```",
       "<pre><code class=\"language-c++\"><span class=\"hl-keyword\">int</span> a = <span "
       "class=\"hl-string\">\"&lt;\"</span>; <span class=\"hl-comment\">// b</span>\n"
       "</code></pre>"},
      {"```unheard\nint a;\n```", "<pre><code class=\"language-unheard\">int a;\n</code></pre>"},
  });
}

TEST(Page, ATablesRuleMayBeShort) {
  const std::string head = "<table><thead><tr><th scope=\"col\">a</th><th scope=\"col\"";
  expect_all({
      {"|a|b|\n|-|-:|\n", head + " class=\"align-right\">b</th></tr></thead></table>"},
      {"a | b\n- | --\n", head + ">b</th></tr></thead></table>"},
      {"> a | b\n> -|-", "<blockquote>" + head + ">b</th></tr></thead></table></blockquote>"},
      {"```\na|b\n-|-\n```", "<pre><code>a|b\n-|-\n</code></pre>"},
      {"    a|b\n    -|-", "<pre><code>a|b\n-|-\n</code></pre>"},
      {"a\n-|-", "<p>a\n-|-</p>"},
  });
  EXPECT_TRUE(page_of("|a|\n|---|\n|`b\\|c`|").html.contains("<td><code>b|c</code></td>"));
}

TEST(Page, PathsOfThisServerAreListed) {
  const std::string anna = "/people/" + std::string(kAnna);
  const RenderedPage page =
      page_of("[@Anna](" + anna +
                  ") ![a](/files/1) [b](/p/2?x#y) [c](/p/2) [d](https://fika.example/threads/3) "
                  "[e](/about) [f](https://b.se/pages/9)",
              {.origin = "https://fika.example"});
  EXPECT_EQ(page.paths, (std::vector<std::string>{anna, "/files/1", "/p/2", "/threads/3"}));
  EXPECT_TRUE(page.html.contains("<a href=\"" + anna + "\" class=\"mention\">@Anna</a>"));
}

TEST(Page, WhatCannotBeShownIsRefusedWithASentence) {
  const auto refusal = [](const std::string& markdown) {
    const auto page = render_page(markdown);
    return page ? "" : page.error().detail;
  };
  EXPECT_TRUE(refusal(std::string(kPageBytesMax + 1, 'a')).starts_with("The page is longer"));
  EXPECT_EQ(refusal(std::string(kPageBytesMax, 'a')), "");
  EXPECT_TRUE(refusal("\xff").starts_with("The page is not UTF-8"));
  EXPECT_TRUE(refusal(std::string(100, '>')).starts_with("Lists, quotes"));
  std::string row, rule;
  for (std::size_t column = 0; column <= kTableColumnsMax; ++column) {
    row += "|a";
    rule += "|---";
  }
  EXPECT_EQ(refusal(row + "\n" + rule + "\n").substr(0, 16), "A table has more");
  std::string headings;
  for (std::size_t i = 0; i <= kHeadingsMax; ++i) headings += "#\n";
  EXPECT_EQ(refusal(headings).substr(0, 23), "The page has more than ");
  std::string uses = "[a]: /" + std::string(5000, 'x') + "\n\n";
  for (int i = 0; i < 2000; ++i) uses += "[a]";
  EXPECT_TRUE(refusal(uses).starts_with("The page would become too long"));
}

}  // namespace
}  // namespace fika::render
