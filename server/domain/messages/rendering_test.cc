// SPDX-License-Identifier: GPL-3.0-or-later
// Which messages carry HTML, and what it is made of; how the HTML looks is server/render's to test.
#include "server/domain/messages/fixture_for_tests.h"

namespace fika::domain {
namespace {

const std::string kMarked = "<span class=\"mention\">@thread</span>";

TEST_F(Messages, APostWithMarkupCarriesItsHtmlAndAPlainOneNone) {
  const v1::Message plain = room.say(anna, thread, "Good morning,\nall of you");
  EXPECT_EQ(plain.html(), "");
  const v1::Message marked = room.say(anna, thread, "Good *morning*\n<b>all</b>");
  EXPECT_EQ(marked.text(), "Good *morning*\n<b>all</b>");
  EXPECT_EQ(marked.html(), "<p>Good <em>morning</em><br>&lt;b&gt;all&lt;/b&gt;</p>");
  EXPECT_EQ(list(0, 0, 10).messages(2).html(), marked.html());
}

TEST_F(Messages, AThreadsFirstMessageHasItsHtmlToo) {
  EXPECT_EQ(room.start(anna, community, "# Pumps\n**Help**").message().html(),
            "<h3>Pumps</h3><p><strong>Help</strong></p>");
}

TEST_F(Messages, AnEditChangesTheHtmlWithTheText) {
  const std::string message = room.say(anna, thread, "*one*").id();
  EXPECT_EQ(Room::must(edit(anna, message, "two")).html(), "");
  EXPECT_EQ(Room::must(edit(anna, message, "`three`")).html(), "<p><code>three</code></p>");
  EXPECT_EQ(edits(message).edits(0).text(), "*one*");
  erase(anna, message);
  EXPECT_EQ(list(0, 0, 10).messages(1).html(), "");
}

TEST_F(Messages, MentionsAreLinksAndGroupsAreMarkedWhereTheyTell) {
  EXPECT_EQ(room.say(anna, thread, "@thread " + Room::mention(bo)).html(),
            "<p>" + kMarked + " <a href=\"/people/" + bo.person.text() +
                "\" class=\"mention\">@Name</a></p>");
  const Id conversation = room.conversation({anna, bo});
  const v1::Message aside = room.say(anna, conversation, "@thread tells *nobody* here");
  EXPECT_EQ(aside.html(), "<p>@thread tells <em>nobody</em> here</p>");
  EXPECT_EQ(Room::must(edit(anna, aside.id(), "@thread")).html(), "");
}

TEST_F(Messages, WhatWouldGrowTooLargeIsPostedWithoutHtml) {
  std::string text = "[a]: /" + std::string(kMessageBytesMax / 2, 'x') + "\n\n";
  while (text.size() + 3 <= kMessageBytesMax) text += "[a]";
  const v1::Message message = room.say(anna, thread, text);
  EXPECT_EQ(message.text(), text);
  EXPECT_EQ(message.html(), "");
}

TEST_F(Messages, APreviewIsWhatThePostWillLookLike) {
  const auto preview = [&](const Actor& actor, const std::string& text) {
    v1::RenderRequest request;
    request.set_text(text);
    return world.call<v1::RenderReply>(actor, "Render", request);
  };
  for (const std::string text : {"@thread *a*", "plain", "- [ ] b", "|a|\n|---|"}) {
    EXPECT_EQ(Room::must(preview(bo, text)).html(), room.say(bo, thread, text).html()) << text;
  }
  for (const Actor& actor : {guest, outsider, world.admin()}) EXPECT_TRUE(preview(actor, "*a*"));
  EXPECT_EQ(preview(Actor{}, "*a*").error().code, Code::kUnauthenticated);
  for (const std::string& text :
       {std::string(), std::string("\xff"), std::string(kMessageBytesMax + 1, 'a')}) {
    EXPECT_EQ(preview(bo, text).error().code, Code::kInvalid);
  }
}

TEST_F(Messages, NothingIsRenderedForWhatIsRefused) {
  EXPECT_EQ(Room::must(message_html("", true)), "");
  EXPECT_EQ(Room::must(message_html("*a*" + std::string(kMessageBytesMax, 'a'), true)), "");
  auto request = room.post_request(thread, "*a*");
  request.set_root("no id");
  EXPECT_EQ(world.refusal(anna, "PostMessage", request), Code::kInvalid);
  EXPECT_EQ(edit(anna, "no id", "*a*").error().code, Code::kInvalid);
  EXPECT_EQ(edit(anna, world.fresh_id().text(), "*a*").error().code, Code::kNotFound);
}

}  // namespace
}  // namespace fika::domain
