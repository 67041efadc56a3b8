// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/render.h"

#include <gtest/gtest.h>

#include "server/render/tag_reader_for_tests.h"

namespace fika::render {
namespace {

constexpr std::string_view kAnna = "0197a3d2-5c00-7abc-8def-0123456789ab";

std::string html_of(std::string_view markdown, RenderContext context = {}) {
  const auto html = render_message(markdown, context);
  if (!html) ADD_FAILURE() << html.error().detail;
  return html.value_or("");
}

struct Case {
  std::string markdown, html;
};

void expect_all(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    SCOPED_TRACE(one.markdown);
    EXPECT_EQ(html_of(one.markdown), one.html);
    EXPECT_EQ(TagReader(one.html).fault(), "");
  }
}

TEST(Render, WordsInALine) {
  expect_all({
      {"*a* __b__ ~~c~~ `d<e`",
       "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d&lt;e</code></p>"},
      {"***both***", "<p><em><strong>both</strong></em></p>"},
      {"snake_case_name & 5 * 3 *x*", "<p>snake_case_name &amp; 5 * 3 <em>x</em></p>"},
      {"\\*stars\\*", "<p>*stars*</p>"},
      {"&aring;&#228;&#x1F600; &unknown; &lt;b>", "<p>åä😀 &amp;unknown; &lt;b&gt;</p>"},
      {"&#0; &#27; &#xD800; &#x110000;", "<p>\ufffd \ufffd \ufffd \ufffd</p>"},
  });
}

TEST(Render, ALineBreakIsOne) {
  expect_all({
      {"*a*\nb", "<p><em>a</em><br>b</p>"},
      {"*a*  \nb\\\nc\r\nd", "<p><em>a</em><br>b<br>c<br>d</p>"},
      {"*a*\n\nb", "<p><em>a</em></p><p>b</p>"},
  });
}

TEST(Render, Blocks) {
  expect_all({
      {"# a\n## b\n###### c\nd\n=", "<h3>a</h3><h4>b</h4><h6>c</h6><h3>d</h3>"},
      {"> a\n> > b", "<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>"},
      {"a\n\n---", "<p>a</p><hr>"},
      {"- a\n- b\n  - c", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"},
      {"7. a\n8. b", "<ol start=\"7\"><li>a</li><li>b</li></ol>"},
      {"1) a", "<ol><li>a</li></ol>"},
      {"- [ ] a\n- [x] b",
       "<ul><li class=\"task\"><span class=\"box\">☐</span> a</li>"
       "<li class=\"task done\"><span class=\"box\">☑</span> b</li></ul>"},
      {"a|b|c\n:--|:-:|--:\n1|2",
       "<table><thead><tr><th scope=\"col\" class=\"align-left\">a</th>"
       "<th scope=\"col\" class=\"align-center\">b</th><th scope=\"col\" "
       "class=\"align-right\">c</th>"
       "</tr></thead><tbody><tr><td class=\"align-left\">1</td><td class=\"align-center\">2</td>"
       "<td class=\"align-right\"></td></tr></tbody></table>"},
  });
}

TEST(Render, CodeKeepsItsFormAndNamesItsLanguage) {
  expect_all({
      {"```c++\nint a[2] = {};\n  <b>&amp;\n```",
       "<pre><code class=\"language-c++\">int a[2] = {};\n  &lt;b&gt;&amp;amp;\n</code></pre>"},
      {"~~~\n*a*\n~~~", "<pre><code>*a*\n</code></pre>"},
      {"```\"><img onerror=x>\na\n```", "<pre><code>a\n</code></pre>"},
      {"```a&quot;b\na\n```", "<pre><code>a\n</code></pre>"},
      {"```" + std::string(33, 'x') + "\na\n```", "<pre><code>a\n</code></pre>"},
      {"    indented *a*", "<p>indented <em>a</em></p>"},
  });
}

TEST(Render, HtmlIsText) {
  expect_all({
      {"<b>*a*</b>", "<p>&lt;b&gt;<em>a</em>&lt;/b&gt;</p>"},
      {"<script>alert(1)</script>\n*a*",
       "<p>&lt;script&gt;alert(1)&lt;/script&gt;<br><em>a</em></p>"},
      {"<!-- *a* -->", "<p>&lt;!-- <em>a</em> --&gt;</p>"},
  });
}

TEST(Render, Links) {
  const std::string rel = "\" rel=\"noopener nofollow ugc\">";
  expect_all({
      {"[a](https://b.se/?c=1&d=2 \"title\")",
       "<p><a href=\"https://b.se/?c=1&amp;d=2" + rel + "a</a></p>"},
      {"see https://b.se/c, www.b.se and a@b.se.",
       "<p>see <a href=\"https://b.se/c" + rel + "https://b.se/c</a>, <a href=\"http://www.b.se" +
           rel + "www.b.se</a> and <a href=\"mailto:a@b.se" + rel + "a@b.se</a>.</p>"},
      {"**https://b.se**/x *https://b.se/_c*~",
       "<p><strong><a href=\"https://b.se" + rel +
           "https://b.se</a></strong>/x <em><a href=\"https://b.se/_c" + rel +
           "https://b.se/_c</a></em>~</p>"},
      {"[a][b]\n\n[b]: /threads/1", "<p><a href=\"/threads/1\">a</a></p>"},
      {"(https://b.se/a_(b)_c?d=e&f), *x*",
       "<p>(<a href=\"https://b.se/a_(b)_c?d=e&amp;f" + rel +
           "https://b.se/a_(b)_c?d=e&amp;f</a>), <em>x</em></p>"},
      {"a b@c d@e. xhttps://f www. http:// @g.h *x*",
       "<p>a b@c d@e. xhttps://f www. http:// @g.h <em>x</em></p>"},
      {"[see https://b.se](/x)", "<p><a href=\"/x\">see https://b.se</a></p>"},
      {"[](/threads/1)", "<p><a href=\"/threads/1\">/threads/1</a></p>"},
      {"[a](javascript:alert(1))", "<p>a</p>"},
      {"<javascript:alert(1)>", "<p>javascript:alert(1)</p>"},
  });
}

TEST(Render, ImagesAreNotLoaded) {
  const std::string rel = " class=\"image\" rel=\"noopener nofollow ugc\">";
  expect_all({
      {"![a *b*](https://c.se/d.png)",
       "<p><a href=\"https://c.se/d.png\"" + rel + "a <em>b</em></a></p>"},
      {"![](https://c.se/d.png)",
       "<p><a href=\"https://c.se/d.png\"" + rel + "https://c.se/d.png</a></p>"},
      {"[![a](https://c.se/d.png)](/x)", "<p><a href=\"/x\">a</a></p>"},
      {"![a [b](/x)](/y)", "<p><a href=\"/y\" class=\"image\">a b</a></p>"},
      {"![](data:image/png;base64,xx)", "<p>data:image/png;base64,xx</p>"},
  });
}

TEST(Render, Mentions) {
  const std::string anna(kAnna);
  const std::string group = "<span class=\"mention\">@thread</span>";
  expect_all({
      {"[@Anna](/people/" + anna + ")",
       "<p><a href=\"/people/" + anna + "\" class=\"mention\">@Anna</a></p>"},
      {"[Anna](/people/nobody)", "<p><a href=\"/people/nobody\">Anna</a></p>"},
      {"Hej @thread!", "<p>Hej " + group + "!</p>"},
      {"**@thread**: @community, @threads, a@thread",
       "<p><strong>" + group +
           "</strong>: <span class=\"mention\">@community</span>, @threads, a@thread</p>"},
      {"`@thread` \\@thread", "<p><code>@thread</code> @thread</p>"},
  });
  EXPECT_EQ(html_of("Hej @thread!", {.has_group_mentions = false}), "");
}

TEST(Render, LinksToThisServerStayInside) {
  const RenderContext context{.origin = "https://fika.example"};
  EXPECT_EQ(html_of("[a](https://FIKA.example/threads/1?m=2)", context),
            "<p><a href=\"/threads/1?m=2\">a</a></p>");
  EXPECT_EQ(html_of("[a](https://fika.example/people/" + std::string(kAnna) + ")", context),
            "<p><a href=\"/people/" + std::string(kAnna) + "\">a</a></p>");
  EXPECT_EQ(html_of("https://fika.example", context),
            "<p><a href=\"/\">https://fika.example</a></p>");
  for (const char* other : {"https://fika.example.evil.se/x", "https://fika.example//evil.se"}) {
    EXPECT_TRUE(html_of(other, context).contains("rel=")) << other;
  }
}

TEST(Render, PlainTextNeverReachesTheParser) {
  for (const char* text :
       {"Hello", "Två rader\noch en till\n\noch ett stycke!", "It's (really) 5 > 3, isn't it?",
        "a - b + c = d # e", "C:/x/y", "two  \nlines", "one.two.three", "\tindented\r\n  more",
        "12", ") ] }"}) {
    Effort effort;
    // A digit at the start of a line may begin a list.
    const bool is_certain = std::string_view(text) != "12";
    EXPECT_EQ(html_of(text, {.effort = &effort}), "") << text;
    if (is_certain) EXPECT_EQ(effort.parses, 0U) << text;
  }
}

TEST(Render, WhatLookedLikeMarkupAndIsNoneIsPlainToo) {
  for (const char* text : {"Q&A", "5 * 3 = 15", "snake_case", "1986 was a year", "a | b", "~5",
                           "-5 degrees\n+3 tomorrow", "<b>a</b>", "a < b"}) {
    Effort effort;
    EXPECT_EQ(html_of(text, {.effort = &effort}), "") << text;
    EXPECT_EQ(effort.parses, 1U) << text;
  }
}

TEST(Render, WhatWouldBeLostInPlainTextIsNotPlain) {
  for (const char* text : {"\\*", "a&amp;b", "a\\\nb", "a\n\n[b]: /c\n\nd"}) {
    EXPECT_NE(html_of(text), "") << text;
  }
  // Nothing at all would be left of this one.
  EXPECT_EQ(html_of("[b]: /c"), "");
}

}  // namespace
}  // namespace fika::render
