// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/wikitext.h"

#include <gtest/gtest.h>

namespace fika::cli::wiki {
namespace {

WikiNames test_names() {
  WikiNames names;
  names.namespaces = {{"file", 6}, {"image", 6}, {"category", 14}, {"kategori", 14}, {"talk", 1}};
  names.page_title = "This page";
  names.page_path = [](const std::string& title) -> std::optional<std::string> {
    if (title == "Known" || title == "Talk:Known") return "/p/" + title.substr(0, 2);
    return std::nullopt;
  };
  names.file_path = [](const std::string& name) -> std::optional<std::string> {
    if (name == "Here.png") return "/files/1";
    return std::nullopt;
  };
  return names;
}

std::string turned(std::string_view text) {
  const WikiNames names = test_names();
  return wikitext_to_markdown(text, names).markdown;
}

TEST(Wikitext, ReadsTheSameInMarkdown) {
  struct Case {
    std::string wikitext, markdown;
  };
  const std::vector<Case> cases = {
      {"== A ''b'' ==\nText", "## A *b*\n\nText"},
      {"'''bold''' ''it'' '''''both''''' '''open", "**bold** *it* ***both*** **open**"},
      {"'''b '''x", "**b** x"},
      {"it's ''''quoted''''", "it's '**quoted'**"},
      {"[[known]]s and [[Known#The part|there]]", "[knowns](/p/Kn) and [there](/p/Kn#h-the-part)"},
      {"[[Wanted]] [[wanted|that]] [[fr:Autre]] [[:Category:X]]",
       "[[Wanted]] [[Wanted|that]] fr:Autre [[Category:X]]"},
      {"[http://x.org/a_b words] [http://x.org] http://x.org/c_d.",
       "[words](http://x.org/a_b) <http://x.org> http://x.org/c_d."},
      {"[[File:here.png|thumb|left|200px|A [[known]] thing]]",
       "![here.png](/files/1) A [known](/p/Kn) thing"},
      {"[[Image:gone.png|Far]]", "*gone.png*: Far"},
      {"* a\n** b\n*# c\n# d\n\nend", "- a\n    - b\n    1. c\n1. d\n\nend"},
      {"; term : meaning\n: indented", "**term**  \nmeaning\n\n> indented"},
      {"x\n code  'x'\n more", "x\n\n```\ncode  'x'\nmore\n```"},
      {"a <nowiki>''x'' [[y]]</nowiki> b", "a ''x'' \\[\\[y\\]\\] b"},
      {"<pre>\n''x''\n</pre>", "```\n''x''\n```"},
      {"x <code>a|b</code><br/>y", "x `a|b`  \ny"},
      {"Said.<ref>By [http://x.org X]</ref> Again.<ref name=\"n\">N</ref><ref name=n />",
       "Said.[^1] Again.[^2][^2]\n\n[^1]: By [X](http://x.org)\n\n[^2]: N"},
      {"{|\n! a !! b\n|-\n| style=\"x\" | 1 || [[Known|k]]\n|-\n| 2\n| x|y\n|}",
       "| a | b |\n| --- | --- |\n| 1 | [k](/p/Kn) |\n| 2 | x\\|y |"},
      {"{|\n| a<br />b\n|}\n<references />", "|  |\n| --- |\n| a, b |"},
      {"{|\n|+ Cap\n| colspan=2 | w\n|-\n| 1 || 2\n|}",
       "**Cap**\n\n|  |  |\n| --- | --- |\n| w |  |\n| 1 | 2 |"},
      {"{{Box\n| a = 1\n| b = [[known]]\n}}",
       "| Box |  |\n| --- | --- |\n| **a** | 1 |\n| **b** | [known](/p/Kn) |"},
      {"x {{odd|y}} z {{reflist}}", "x `{{odd|y}}` z"},
      {"{{main|Known}}\n{{nav}}\ntext", "*→ [Known](/p/Kn)*\n\ntext"},
      {"a <!-- no --> b\n__TOC__\n----\nc", "a  b\n\n---\n\nc"},
      {"1. no list\n\n# yes\n\n<u>x</u> a*b_c [x] 2 < 3",
       "1\\. no list\n\n1. yes\n\nx a\\*b_c \\[x\\] 2 < 3"},
      {"[[Category:Things| ]]\n[[Kategori:Saker]]\nx", "x"},
      {"{{unclosed\n[[open\n'''x", "{{unclosed\n\\[\\[open\n**x**"},
  };
  for (const Case& each : cases) EXPECT_EQ(turned(each.wikitext), each.markdown) << each.wikitext;
}

TEST(Wikitext, CountsLinksPicturesCategoriesAndTemplates) {
  const WikiNames names = test_names();
  const Converted converted = wikitext_to_markdown(
      "[[Known]] [[Gone]] [[File:Here.png]] [[Category:things]] {{odd|1}} {{odd|2}}", names);
  EXPECT_EQ(converted.links_resolved, 1U);
  EXPECT_EQ(converted.links_unresolved, 1U);
  EXPECT_EQ(converted.images, 1U);
  EXPECT_EQ(converted.categories, std::vector<std::string>{"Things"});
  EXPECT_EQ(converted.templates.at("odd"), 2U);
}

TEST(Wikitext, TitlesAreOneHoweverTheyAreWritten) {
  const WikiNames names = test_names();
  EXPECT_EQ(normal_title("foo_ bar#x", names), "Foo bar");
  EXPECT_EQ(normal_title("åre", names), "Åre");
  EXPECT_EQ(normal_title("talk: known", names), "Talk:Known");
  EXPECT_EQ(redirect_target("#REDIRECT [[A b#c|d]] x"), "A b#c");
  EXPECT_EQ(redirect_target("#omdirigering[[A]]"), "A");
  EXPECT_EQ(redirect_target("# list"), std::nullopt);
}

TEST(Wikitext, EndsInTimeWhateverIsInIt) {
  const auto many = [](std::string_view part, std::size_t size) {
    std::string text;
    while (text.size() < size) text += part;
    return text;
  };
  for (const char* part : {"[[",
                           "{{",
                           "{{a|",
                           "'''",
                           "<ref>",
                           "<nowiki>",
                           "<!--",
                           "{|\n",
                           "|-\n|",
                           "[http://a ",
                           "*",
                           "[[a|",
                           "]]",
                           "}}",
                           "<ref name=a>x</ref>",
                           "==\n",
                           ":;",
                           "http://",
                           "[[File:a|",
                           "\x01"
                           "1\x02",
                           "__",
                           "<",
                           "{{a\n|b=",
                           "!!",
                           "[[Category:a]]"}) {
    const std::string text = turned(many(part, 200'000));
    EXPECT_LT(text.size(), 8'000'000U) << part;
  }
}

}  // namespace
}  // namespace fika::cli::wiki
