// SPDX-License-Identifier: GPL-3.0-or-later
// From a page to where it is talked of, and from talk to the pages that grew out of it.
#include <gtest/gtest.h>

#include "server/domain/pages/handlers.h"
#include "server/domain/pages/message_links.h"
#include "server/domain/pages/wiki_for_tests.h"

namespace fika::domain {
namespace {

struct TalkLinks : Wiki {
  static std::string link(const Id& page) { return "See [it](/p/" + page.text() + "/a-slug)."; }

  v1::ListDiscussionsReply discussions(const Actor& actor, const Id& id, std::uint32_t limit = 0) {
    v1::ListDiscussionsRequest request;
    request.set_page(id.text());
    request.set_limit(limit);
    return Room::must(world.call<v1::ListDiscussionsReply>(actor, "ListDiscussions", request));
  }
  // "title count" each, a source marked.
  Lines discussed(const Actor& actor, const Id& id) {
    Lines lines;
    for (const auto& one : discussions(actor, id).discussions()) {
      lines.push_back(
          fmt::format("{}{} {}", one.is_source() ? "*" : "", one.title(), one.message_count()));
    }
    return lines;
  }
  v1::ListPagesFromReply pages_from(const Actor& actor, const std::string& root) {
    v1::ListPagesFromRequest request;
    request.set_root(root);
    return Room::must(world.call<v1::ListPagesFromReply>(actor, "ListPagesFrom", request));
  }
  Lines grown(const Actor& actor, const std::string& root) {
    Lines lines;
    for (const auto& one : pages_from(actor, root).pages()) {
      lines.push_back(fmt::format("{} {}", one.page().title(), one.sources_size()));
    }
    return lines;
  }
  Id grow(const Id& community, const std::string& title, const std::vector<std::string>& sources) {
    auto request = create_request(community, title);
    for (const std::string& source : sources) request.add_sources(source);
    return *Id::parse(Room::must(create(anna, request)).id());
  }
  void edit(const v1::Message& message, const std::string& text) {
    v1::EditMessageRequest request;
    request.set_message(message.id());
    request.set_text(text);
    Room::must(world.call<v1::Message>(bo, "EditMessage", request));
  }
  void drop(const v1::Message& message) {
    v1::DeleteMessageRequest request;
    request.set_message(message.id());
    Room::must(world.call<v1::Message>(steward, "DeleteMessage", request));
  }
};

TEST_F(TalkLinks, APageKnowsTheThreadsThatLinkToIt) {
  const Id id = page(open, "Plan");
  const Id first = room.thread(anna, open, "First"), second = room.thread(anna, open, "Second");
  const auto one = room.say(bo, first, link(id));
  world.clock().advance(1);
  room.say(anna, second, link(id) + link(id));
  EXPECT_EQ(discussed(anna, id), (Lines{"Second 1", "First 1"}));
  world.clock().advance(1);
  const auto again = room.say(bo, first, link(id));
  EXPECT_EQ(discussed(anna, id), (Lines{"First 2", "Second 1"}));
  const auto told = discussions(anna, id).discussions(0);
  EXPECT_EQ(told.messages(0), again.id());
  EXPECT_EQ(told.author(), bo.person.text());
  EXPECT_EQ(told.community(), open.text());
  edit(one, "Nothing any more");
  EXPECT_EQ(discussed(anna, id), (Lines{"First 1", "Second 1"}));
  drop(again);
  EXPECT_EQ(discussed(anna, id), Lines{"Second 1"});
  edit(one, link(id));
  EXPECT_EQ(discussed(anna, id), (Lines{"Second 1", "First 1"}));
  EXPECT_EQ(discussions(anna, id, 1).discussions_size(), 1);
  EXPECT_TRUE(discussions(anna, id, 1).is_cut());
  EXPECT_FALSE(discussions(anna, id).is_cut());
}

TEST_F(TalkLinks, AMessageThatIsPostedWithoutAPathWritesNoRow) {
  const Id thread = room.thread(anna, open, "Hello");
  room.say(anna, thread, "/p/nothing and /p/" + std::string(36, 'x'));
  std::size_t rows = 0;
  Room::must(storage::scan_index(*world.read(), kMessagesByPage, {}, [&](auto, auto) {
    ++rows;
    return true;
  }));
  EXPECT_EQ(rows, 0U);
  std::string many;
  for (std::size_t i = 0; i < 2 * kLinkedPagesMax; ++i) many += link(world.fresh_id());
  EXPECT_EQ(linked_pages(many).size(), kLinkedPagesMax);
}

TEST_F(TalkLinks, EachReaderIsToldOfWhatTheySee) {
  const Id id = page(open, "Plan");
  const Id secret = room.thread(anna, closed, "Secret"), talk = room.conversation({anna, bo});
  room.say(anna, secret, link(id));
  room.say(anna, talk, link(id));
  EXPECT_EQ(discussed(bo, id), Lines{"Secret 1"}) << "and not the conversation";
  EXPECT_EQ(discussed(outsider, id), Lines());
  EXPECT_EQ(discussed(world.admin(), id), Lines());
  room.leave(closed, bo);
  EXPECT_EQ(discussed(bo, id), Lines());
}

TEST_F(TalkLinks, SourcesComeFirstAndOnce) {
  const Id thread = room.thread(anna, open, "Thread"), other = room.thread(anna, open, "Other");
  const auto message = room.say(bo, thread, "A fine thought");
  const Id id = grow(open, "Lesson", {thread.text(), message.id()});
  EXPECT_EQ(discussed(bo, id), Lines{"*Thread 0"});
  room.say(bo, other, link(id));
  EXPECT_EQ(discussed(bo, id), (Lines{"*Thread 0", "Other 1"}));
  room.say(bo, thread, link(id));
  EXPECT_EQ(discussed(bo, id), (Lines{"*Thread 1", "Other 1"}));
}

TEST_F(TalkLinks, AThreadKnowsThePagesThatGrewOutOfIt) {
  const Id thread = room.thread(anna, closed, "Thread");
  const auto one = room.say(bo, thread, "One"), two = room.say(bo, thread, "Two");
  const Id lesson = grow(closed, "Lesson", {thread.text(), one.id()});
  const Id general = grow({}, "General", {two.id()});
  EXPECT_EQ(grown(anna, thread.text()), (Lines{"Lesson 2", "General 1"}));
  EXPECT_EQ(grown(anna, one.id()), Lines{"Lesson 1"});
  EXPECT_EQ(pages_from(anna, two.id()).pages(0).sources(0), two.id());
  EXPECT_EQ(grown(guest, thread.text()), Lines{"Lesson 2"}) << "guests see no organisation's page";
  v1::ListPagesFromRequest request;
  for (const std::string& root : {thread.text(), one.id(), world.fresh_id().text()}) {
    request.set_root(root);
    EXPECT_EQ(world.refusal(outsider, "ListPagesFrom", request), Code::kNotFound);
  }
  Room::must(trash(anna, lesson));
  EXPECT_EQ(grown(anna, thread.text()), Lines{"General 1"});
  EXPECT_EQ(discussed(anna, general), Lines{"*Thread 0"});
  EXPECT_EQ(discussed(outsider, general), Lines());
}

TEST_F(TalkLinks, AThreadThatIsMergedIsToldOfAsTheOneItWentTo) {
  const Id from = room.thread(steward, open, "From"), into = room.thread(steward, open, "Into");
  const Id id = grow(open, "Lesson", {from.text()});
  room.say(bo, from, link(id));
  v1::MergeThreadsRequest request;
  request.set_thread(from.text());
  request.set_into(into.text());
  Room::must(world.call<v1::MergeThreadsReply>(steward, "MergeThreads", request));
  EXPECT_EQ(discussed(bo, id), Lines{"*Into 1"});
}

TEST_F(TalkLinks, AThreadLeadsToWhatGrewFromThoseThatWereMergedIntoIt) {
  const Id first = room.thread(steward, open, "First"),
           second = room.thread(steward, open, "Second"),
           third = room.thread(steward, open, "Third");
  const auto said = room.say(bo, first, "A fine thought");
  const Id id = grow(open, "Lesson", {first.text(), said.id()});
  const auto merge = [&](const Id& from, const Id& into) {
    v1::MergeThreadsRequest request;
    request.set_thread(from.text());
    request.set_into(into.text());
    Room::must(world.call<v1::MergeThreadsReply>(steward, "MergeThreads", request));
  };
  merge(first, second);
  merge(second, third);
  for (const Id& thread : {first, second, third}) {
    EXPECT_EQ(grown(bo, thread.text()), Lines{"Lesson 2"}) << thread.text();
  }
  // Told as the thread that it is now, once, beside the message.
  const auto told = pages_from(bo, first.text()).pages(0);
  EXPECT_EQ(told.page().id(), id.text());
  EXPECT_TRUE(told.sources(0) == third.text() || told.sources(1) == third.text());
  EXPECT_EQ(findings_of(threads(), *world.read()), Lines());
}

TEST_F(TalkLinks, WhatAThreadWentToIsOnlyForThoseWhoSeeIt) {
  const Id from = room.thread(steward, open, "From"), into = room.thread(steward, closed, "Into");
  grow(open, "Lesson", {from.text()});
  grow({}, "Secret grown", {into.text()});
  v1::MergeThreadsRequest request;
  request.set_thread(from.text());
  request.set_into(into.text());
  Room::must(world.call<v1::MergeThreadsReply>(steward, "MergeThreads", request));
  EXPECT_EQ(grown(outsider, from.text()), Lines{"Lesson 1"});
  EXPECT_EQ(grown(anna, from.text()), (Lines{"Lesson 1", "Secret grown 1"}));
}

TEST_F(TalkLinks, APageNamesTheSourcesThatItsReaderSees) {
  const Id secret = room.thread(anna, closed, "Secret"), common = room.thread(anna, open, "Common");
  const auto said = room.say(anna, secret, "Between us");
  const Id id = grow(open, "Lesson", {secret.text(), common.text(), said.id()});
  EXPECT_EQ(Room::must(get(anna, id)).page().sources_size(), 3);
  const auto told = Room::must(get(outsider, id)).page();
  ASSERT_EQ(told.sources_size(), 1);
  EXPECT_EQ(told.sources(0), common.text());
  EXPECT_EQ(now(id).sources_size(), 3) << "they stay on the page";
}

TEST_F(TalkLinks, AThreadThatMovesTakesItsLinksAlong) {
  const Id id = page(open, "Plan");
  const Id thread = room.thread(steward, open, "Thread");
  room.say(bo, thread, link(id));
  v1::MoveThreadRequest request;
  request.set_thread(thread.text());
  request.set_community(closed.text());
  Room::must(world.call<v1::Thread>(steward, "MoveThread", request));
  EXPECT_EQ(discussed(outsider, id), Lines());
  EXPECT_EQ(discussions(bo, id).discussions(0).community(), closed.text());
}

}  // namespace
}  // namespace fika::domain
