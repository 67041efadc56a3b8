// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "server/domain/threads/regroup_for_tests.h"

namespace fika::domain {
namespace {

using Said = std::vector<std::string>;

struct Split : Regroup {
  Id thread;
  std::vector<v1::Message> posts;

  void SetUp() override {
    Regroup::SetUp();
    const auto started = room.start(anna, community, "One");
    thread = id_of(started.thread().id());
    posts.push_back(started.message());
    for (const char* text : {"Two", "Three", "Four"}) {
      world.clock().advance(10);
      posts.push_back(room.say(bo, thread, text));
    }
  }
};

TEST_F(Split, FromAMessageOnLeavesStubsThatLeadToWhereTheMessagesAre) {
  const auto reply = Room::must(split_from(anna, thread, posts[2].id()));
  const Id made = id_of(reply.new_thread().id());
  EXPECT_EQ(reply.new_thread().title(), "Beside");
  EXPECT_EQ(reply.new_thread().author(), bo.person.text());
  EXPECT_FALSE(reply.thread().has_transfer());
  EXPECT_EQ(said(thread), Said({"1 One", "2 Two", "3 gone: Three", "4 gone: Four"}));
  EXPECT_EQ(said(made), Said({"1 Three", "2 Four"}));
  EXPECT_EQ(now(posts[2].id()).root(), made.text());
  EXPECT_EQ(room.head(thread).last_ordinal(), 4U);
  EXPECT_EQ(room.head(made).last_at_ms(), posts[3].created_at_ms());
  EXPECT_EQ(room.head(made).last_author(), bo.person.text());
  EXPECT_EQ(listed(community), std::vector<Id>({thread, made}));
  EXPECT_EQ(room.say(bo, thread, "Five").ordinal(), 5U);
  EXPECT_EQ(room.say(bo, made, "Six").ordinal(), 3U);
}

TEST_F(Split, AStubSaysWhereItsMessageWentThenAndTheMessageWhereItIsNow) {
  const Id made = id_of(Room::must(split_from(anna, thread, posts[2].id())).new_thread().id());
  const auto stub = at(thread, 3);
  EXPECT_EQ(stub.moved_to(), made.text());
  EXPECT_EQ(stub.quotes(0), posts[2].id());
  EXPECT_TRUE(at(made, 1).moved_to().empty());
  const Id other = room.thread(anna, community);
  Room::must(merge(steward, made, other));
  EXPECT_EQ(at(thread, 3).moved_to(), made.text());
  EXPECT_EQ(at(made, 1).moved_to(), other.text());
  EXPECT_EQ(now(posts[2].id()).root(), other.text());
  // What was deleted, not moved, leads nowhere.
  v1::DeleteMessageRequest erase;
  erase.set_message(posts[1].id());
  Room::must(world.call<v1::Message>(bo, "DeleteMessage", erase));
  EXPECT_TRUE(at(thread, 2).moved_to().empty());
}

TEST_F(Split, OfAChosenSetTellsWhatChangedAndNothingElse) {
  const auto request = split_request(thread, {posts[3].id(), posts[1].id(), posts[3].id()});
  Room::must(split(steward, request));
  EXPECT_EQ(said(thread), Said({"1 One", "2 gone: Two", "3 Three", "4 gone: Four"}));
  EXPECT_EQ(said(id_of(request.id())), Said({"1 Two", "2 Four"}));
  const auto again = split_request(thread, {posts[0].id()});
  Room::must(split(steward, again));
  // Anna had read what she wrote herself.
  EXPECT_EQ(room.told(),
            tests::Lines({"community erase Message", "community put Head", "community put Message",
                          "community put Message", "community put Thread", "community put Thread",
                          "person put ReadMarker"}));
}

TEST_F(Split, BringsAllThatHangsOnAMessage) {
  const std::string id = room.say(anna, thread, Room::mention(bo) + " @thread look").id();
  react(bo, id, "👍");
  react(steward, id, "👍");
  react(bo, id, ":tada:");
  pin_message(id);
  v1::EditMessageRequest edit;
  edit.set_message(id);
  edit.set_text(Room::mention(bo) + " @thread look here");
  Room::must(world.call<v1::Message>(anna, "EditMessage", edit));
  const auto request = split_request(thread, {posts[3].id(), id});
  Room::must(split(steward, request));

  const Id made = id_of(request.id());
  const auto message = now(id);
  EXPECT_EQ(message.ordinal(), 2U);
  EXPECT_TRUE(message.pinned());
  EXPECT_EQ(message.mentions_size(), 1);
  const auto reader = world.read();
  EXPECT_EQ(storage::all_of<v1::Reaction>(*reader, made, {id_of(id)})->size(), 3U);
  EXPECT_EQ(storage::all_of<v1::Reaction>(*reader, thread)->size(), 0U);
  const auto mention = storage::find<v1::GroupMention>(*reader, made, {id_of(id)});
  ASSERT_TRUE(mention && *mention);
  EXPECT_EQ((*mention)->ordinal(), 2U);
  ASSERT_EQ(room.inbox(bo).size(), 1U);
  EXPECT_EQ(room.inbox(bo)[0].about(), made.text());
  v1::ListEditsRequest edits;
  edits.set_message(id);
  EXPECT_EQ(Room::must(world.call<v1::ListEditsReply>(bo, "ListEdits", edits)).edits_size(), 1);
  react(anna, id, "👍");
  EXPECT_EQ(unsound(), Said());
}

TEST_F(Split, WhatWasReadStaysReadAndWhatWasNotDoesNot) {
  read_to(anna, thread, 4);
  read_to(steward, thread, 3);
  const Id made = id_of(Room::must(split_from(anna, thread, posts[1].id())).new_thread().id());
  EXPECT_EQ(unread(anna, made), 0U);
  EXPECT_EQ(unread(steward, made), 1U);
  EXPECT_EQ(unread(bo, made), 3U) << "Bo never read what Anna began, so his own did not count";
  EXPECT_EQ(unread(guest, made), 3U);
  EXPECT_EQ(unread(steward, thread), 1U) << "a stub counts";
}

TEST_F(Split, FollowersOfTheThreadFollowTheNewOne) {
  Room::must(follow(anna, thread, v1::THREAD_FOLLOW_FOLLOW));
  Room::must(follow(bo, thread, v1::THREAD_FOLLOW_MUTE));
  const Id made = id_of(Room::must(split_from(anna, thread, posts[1].id())).new_thread().id());
  const auto level = [&](const Actor& actor) {
    const auto found = storage::find<v1::ThreadLevel>(*world.read(), actor.person, {made});
    return *found ? (*found)->follow() : v1::THREAD_FOLLOW_UNSPECIFIED;
  };
  EXPECT_EQ(level(anna), v1::THREAD_FOLLOW_FOLLOW);
  EXPECT_EQ(level(bo), v1::THREAD_FOLLOW_MUTE);
  EXPECT_EQ(level(guest), v1::THREAD_FOLLOW_UNSPECIFIED);
}

TEST_F(Split, TakesATitleFromTheFirstMessageThatIsThere) {
  v1::DeleteMessageRequest erase;
  erase.set_message(posts[1].id());
  Room::must(world.call<v1::Message>(bo, "DeleteMessage", erase));
  auto request = split_request(thread, {posts[1].id(), posts[2].id()});
  request.clear_title();
  const auto reply = Room::must(split(anna, request));
  EXPECT_EQ(reply.new_thread().title(), "Three");
  EXPECT_EQ(said(thread), Said({"1 One", "2 deleted", "3 gone: Three", "4 Four"}));
}

TEST_F(Split, IsForWhoStartedItStewardsAndAdministratorsWhoAreIn) {
  struct Case {
    const Actor& actor;
    Code code;
  };
  const auto ask = [&](const Actor& actor) {
    return code(split(actor, split_request(thread, {})));
  };
  // Who may is told that nothing was chosen.
  for (const Case& one :
       {Case{anna, Code::kInvalid}, Case{steward, Code::kInvalid}, Case{bo, Code::kForbidden},
        Case{guest, Code::kForbidden}, Case{outsider, Code::kNotFound},
        Case{world.admin(), Code::kNotFound}, Case{Actor(), Code::kUnauthenticated}}) {
    EXPECT_EQ(ask(one.actor), one.code);
  }
  room.join(community, world.admin());
  EXPECT_EQ(ask(world.admin()), Code::kInvalid);
}

TEST_F(Split, RefusesWhatCannotBe) {
  const auto other = room.say(bo, room.thread(bo, community));
  const auto refused = [&](const std::function<void(v1::SplitThreadRequest&)>& change) {
    auto request = split_request(thread, {posts[1].id()});
    change(request);
    return code(split(anna, request));
  };
  EXPECT_EQ(refused([&](auto& r) { r.set_from_message(posts[0].id()); }), Code::kInvalid);
  EXPECT_EQ(refused([&](auto& r) { r.add_messages(other.id()); }), Code::kNotFound);
  EXPECT_EQ(refused([&](auto& r) { r.add_messages("nonsense"); }), Code::kInvalid);
  EXPECT_EQ(refused([&](auto& r) { r.add_messages(world.fresh_id().text()); }), Code::kNotFound);
  EXPECT_EQ(refused([&](auto& r) { r.set_id(thread.text()); }), Code::kExists);
  EXPECT_EQ(refused([&](auto& r) { r.set_id(posts[0].id()); }), Code::kExists);
  EXPECT_EQ(refused([&](auto& r) { r.set_id("nonsense"); }), Code::kInvalid);
  EXPECT_EQ(refused([&](auto& r) { r.set_title(std::string(kTitleSizeMax + 1, 'x')); }),
            Code::kInvalid);
  EXPECT_EQ(refused([&](auto& r) {
              for (int i = 0; i < kSplitMessagesMax; ++i) r.add_messages(posts[1].id());
            }),
            Code::kInvalid);
  EXPECT_EQ(refused([](auto&) {}), tests::kAccepted);
  const std::string stub = [&] {
    const auto place = storage::find_index(*world.read(), kMessagesByOrdinal,
                                           storage::KeyWriter().id(thread).u64(2).take());
    return Id::from_bytes(**place).text();
  }();
  EXPECT_EQ(code(split(anna, split_request(thread, {stub}))), Code::kState);
  room.archive(community);
  EXPECT_EQ(code(split(anna, split_request(thread, {posts[2].id()}))), Code::kState);
}

}  // namespace
}  // namespace fika::domain
