// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/importing/mrkdwn.h"

#include <gtest/gtest.h>

namespace fika::cli::importing {
namespace {

const Id kGreta = Id::derive(0, "greta");
const Id kJam = Id::derive(0, "jam");

const SlackNames& names() {
  static const SlackNames kNames = {.people = {{"U1", {.id = kGreta, .name = "Greta Ängsmark"}}},
                                    .channels = {{"C1", {.id = kJam, .name = "datajam"}}}};
  return kNames;
}

std::string converted(std::string_view text) { return mrkdwn_to_markdown(text, names()); }

TEST(Mrkdwn, TurnsEmphasisIntoMarkdowns) {
  EXPECT_EQ(converted("*bold* _it_ ~gone~"), "**bold** _it_ ~~gone~~");
  EXPECT_EQ(converted("*bold and _both_*"), "**bold and _both_**");
  EXPECT_EQ(converted("re*science*"), "re\\*science\\*");
}

TEST(Mrkdwn, LeavesSignsThatAreNoEmphasis) {
  EXPECT_EQ(converted("2 * 3 * 4"), "2 * 3 * 4");
  EXPECT_EQ(converted("2*3*4"), "2\\*3\\*4");
  EXPECT_EQ(converted("snake_case_name"), "snake_case_name");
  EXPECT_EQ(converted("*not\nbold*"), "*not\nbold\\*");
}

TEST(Mrkdwn, MentionsBecomeLinksToPeople) {
  const std::string link = "[@Greta Ängsmark](/people/" + kGreta.text() + ")";
  EXPECT_EQ(converted("hi <@U1|greta>!"), "hi " + link + "!");
  EXPECT_EQ(converted("hi <@U1>"), "hi " + link);
  EXPECT_EQ(converted("hi <@U9|@gone>"), "hi gone");
  EXPECT_EQ(converted("hi <@U9>"), "hi somebody");
}

TEST(Mrkdwn, ChannelsBecomeLinksToCommunities) {
  EXPECT_EQ(converted("see <#C1|jam>"), "see [#datajam](/c/" + kJam.text() + ")");
  EXPECT_EQ(converted("see <#C9|other>"), "see #other");
}

TEST(Mrkdwn, CallsNobodyToTheScene) {
  EXPECT_EQ(converted("<!channel> and <!here> and <!everyone>"), "channel and here and everyone");
  EXPECT_EQ(converted("<!here|@here> <!subteam^S1|@team>"), "here team");
}

TEST(Mrkdwn, WritesLinksAsMarkdownDoes) {
  EXPECT_EQ(converted("<http://a.example/x|a page>"), "[a page](http://a.example/x)");
  EXPECT_EQ(converted("<http://a.example/x_y_z>"), "http://a.example/x_y_z");
  EXPECT_EQ(converted("<http://a.example|a.example>"), "http://a.example");
  EXPECT_EQ(converted("<mailto:a@b.example|a@b.example>"), "a@b.example");
  EXPECT_EQ(converted("<http://a.example/?a=1&amp;b=(2)|x]y>"),
            "[x\\]y](http://a.example/?a=1&b=%282%29)");
}

TEST(Mrkdwn, NeverLinksToAScript) {
  EXPECT_EQ(converted("<javascript:alert(1)|click>"), "click");
  EXPECT_EQ(converted("<data:text/html,x|click>"), "click");
}

TEST(Mrkdwn, DecodesEntitiesOnceAndKeepsHtmlHarmless) {
  EXPECT_EQ(converted("a &amp; b &lt; c"), "a & b < c");
  EXPECT_EQ(converted("&lt;script&gt;"), "\\<script>");
  EXPECT_EQ(converted("&amp;lt;"), "&lt;");
}

TEST(Mrkdwn, KeepsCodeAsItIs) {
  EXPECT_EQ(converted("use `a *b* &lt;c&gt;`"), "use `a *b* <c>`");
  EXPECT_EQ(converted("```x = *y*\n&lt;z&gt;```"), "```\nx = *y*\n<z>\n```");
  EXPECT_EQ(converted("see ```x``` there"), "see \n```\nx\n```\n there");
  EXPECT_EQ(converted("```never closed"), "```never closed");
}

TEST(Mrkdwn, LineStartsAreNotHeadings) {
  EXPECT_EQ(converted("# not a heading"), "\\# not a heading");
  EXPECT_EQ(converted("#datajam"), "#datajam");
  EXPECT_EQ(converted("&gt; quoted"), "> quoted");
}

TEST(Mrkdwn, ShowsUsualEmojiAndKeepsOtherNames) {
  EXPECT_EQ(converted("well :smile: :partyparrot: at 10:30:00"),
            "well 😄 :partyparrot: at 10:30:00");
  EXPECT_EQ(converted(":clap::skin-tone-3:"), "👏🏼");
  EXPECT_EQ(emoji("clap::skin-tone-3"), "👏🏼");
}

TEST(Mrkdwn, StaysLinearOnHostileText) {
  std::string hostile;
  for (int i = 0; i < 20'000; ++i) hostile += " *a _b ~c <x `y";
  EXPECT_GE(converted(hostile).size(), hostile.size());
}

}  // namespace
}  // namespace fika::cli::importing
