// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/saved/saved.h"

#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "server/domain/checks_for_tests.h"
#include "server/domain/messages/room_for_tests.h"

namespace fika::domain {
namespace {

struct Saved : testing::Test {
  using Room = tests::Room;
  Room room{{threads(), messages(), reading(), saved()}};
  tests::World& world = room.world;
  Actor anna = world.person("Anna"), bo = world.person("Bo"), outsider = world.person("Outsider"),
        guest = world.person("Guest", v1::ROLE_GUEST);
  Id community = room.community(v1::OPENNESS_PRIVATE);
  Id thread;

  void SetUp() override {
    room.join(community, anna);
    room.join(community, bo);
    thread = room.thread(anna, community);
  }

  Result<v1::SavedMessage> save(const Actor& actor, const std::string& message,
                                const std::string& note = {}) {
    v1::SaveMessageRequest request;
    request.set_message(message);
    request.set_note(note);
    return world.call<v1::SavedMessage>(actor, "SaveMessage", request);
  }
  Code save_code(const Actor& actor, const std::string& message, const std::string& note = {}) {
    const auto result = save(actor, message, note);
    return result ? tests::kAccepted : result.error().code;
  }
  void unsave(const Actor& actor, const std::string& message) {
    v1::UnsaveMessageRequest request;
    request.set_message(message);
    Room::must(world.call<v1::UnsaveMessageReply>(actor, "UnsaveMessage", request));
  }
  v1::ListSavedReply list(const Actor& actor, std::uint32_t limit = 0,
                          const std::string& page = {}) {
    v1::ListSavedRequest request;
    request.set_limit(limit);
    request.set_page(page);
    return Room::must(world.call<v1::ListSavedReply>(actor, "ListSaved", request));
  }
  std::vector<std::string> texts(const Actor& actor) {
    std::vector<std::string> texts;
    for (const auto& view : list(actor).saved()) texts.push_back(view.message().text());
    return texts;
  }
};

TEST_F(Saved, IsTheOwnersAloneAndComesBackNewestFirst) {
  const auto first = room.say(bo, thread, "First");
  const auto second = room.say(bo, thread, "Second");
  ASSERT_TRUE(save(anna, second.id()));
  EXPECT_EQ(room.told(), tests::Lines({"person put kind 52"}));
  world.clock().advance(5);
  const auto row = Room::must(save(anna, first.id(), " for Monday "));
  EXPECT_EQ(row.note(), "for Monday");
  EXPECT_EQ(row.root(), thread.text());
  EXPECT_EQ(row.person(), anna.person.text());
  EXPECT_EQ(texts(anna), std::vector<std::string>({"First", "Second"}));
  EXPECT_TRUE(texts(bo).empty());
  unsave(anna, first.id());
  EXPECT_EQ(room.told(), tests::Lines({"person erase kind 52"}));
  EXPECT_EQ(texts(anna), std::vector<std::string>({"Second"}));
}

TEST_F(Saved, SavingAgainKeepsTheTimeAndTakesTheNewNote) {
  const auto message = room.say(bo, thread);
  const auto first = Room::must(save(anna, message.id(), "one"));
  world.clock().advance(5);
  const std::uint64_t head = world.store().head().seq;
  EXPECT_EQ(Room::must(save(anna, message.id(), "one")).SerializeAsString(),
            first.SerializeAsString());
  EXPECT_EQ(world.store().head().seq, head) << "nothing was written";
  const auto again = Room::must(save(anna, message.id(), "two"));
  EXPECT_EQ(again.saved_at_ms(), first.saved_at_ms());
  EXPECT_EQ(again.note(), "two");
  EXPECT_EQ(list(anna).saved_size(), 1);
}

TEST_F(Saved, IsForThoseWhoSeeTheMessage) {
  const Id open = room.community(v1::OPENNESS_OPEN);
  const Id on_request = room.community(v1::OPENNESS_ON_REQUEST);
  const Id talk = room.conversation({anna, guest});
  for (const Id& place : {open, on_request}) room.join(place, anna);
  room.join(on_request, guest);
  const auto in_private = room.say(anna, thread);
  const auto in_open = room.say(anna, room.thread(anna, open));
  const auto in_on_request = room.say(anna, room.thread(anna, on_request));
  const auto in_talk = room.say(anna, talk);
  constexpr Code kYes = tests::kAccepted;
  constexpr Code kNo = Code::kNotFound;
  struct Case {
    const v1::Message& message;
    Code bo, outsider, guest, admin;
  };
  for (const Case& one :
       {Case{in_private, kYes, kNo, kNo, kNo}, Case{in_open, kYes, kYes, kNo, kYes},
        Case{in_on_request, kNo, kNo, kYes, kNo}, Case{in_talk, kNo, kNo, kYes, kNo}}) {
    EXPECT_EQ(save_code(anna, one.message.id()), kYes);
    EXPECT_EQ(save_code(bo, one.message.id()), one.bo);
    EXPECT_EQ(save_code(outsider, one.message.id()), one.outsider);
    EXPECT_EQ(save_code(guest, one.message.id()), one.guest);
    EXPECT_EQ(save_code(world.admin(), one.message.id()), one.admin);
    EXPECT_EQ(save_code(Actor(), one.message.id()), Code::kUnauthenticated);
  }
}

TEST_F(Saved, WhatCanNoLongerBeSeenIsNotListedAndCanStillBeLetGo) {
  const auto message = room.say(anna, thread, "Secret");
  ASSERT_TRUE(save(bo, message.id()));
  room.leave(community, bo);
  EXPECT_TRUE(texts(bo).empty());
  room.join(community, bo);
  EXPECT_EQ(texts(bo), std::vector<std::string>({"Secret"}));
  room.leave(community, bo);
  unsave(bo, message.id());
  room.join(community, bo);
  EXPECT_TRUE(texts(bo).empty());
}

TEST_F(Saved, ADeletedMessageShowsAsGone) {
  const auto message = room.say(bo, thread, "Soon gone");
  ASSERT_TRUE(save(anna, message.id()));
  v1::DeleteMessageRequest request;
  request.set_message(message.id());
  Room::must(world.call<v1::Message>(bo, "DeleteMessage", request));
  const auto reply = list(anna);
  ASSERT_EQ(reply.saved_size(), 1);
  EXPECT_TRUE(reply.saved(0).message().deleted());
  EXPECT_TRUE(reply.saved(0).message().text().empty());
  EXPECT_EQ(save_code(bo, message.id()), Code::kState);
}

TEST_F(Saved, RefusesWhatIsNoMessageAndWhatDoesNotFit) {
  const auto message = room.say(anna, thread);
  struct Case {
    std::string message, note;
    Code code;
  };
  for (const Case& one :
       {Case{"nonsense", {}, Code::kInvalid}, Case{world.fresh_id().text(), {}, Code::kNotFound},
        Case{thread.text(), {}, Code::kNotFound}, Case{anna.person.text(), {}, Code::kNotFound},
        Case{message.id(), std::string(kSavedNoteMax + 1, 'x'), Code::kInvalid},
        Case{message.id(), "two\nlines", Code::kInvalid}}) {
    EXPECT_EQ(save_code(anna, one.message, one.note), one.code) << one.message << one.note;
  }
  v1::ListSavedRequest request;
  request.set_limit(kSavedPageMax + 1);
  EXPECT_EQ(world.refusal(anna, "ListSaved", request), Code::kInvalid);
  request.set_limit(0);
  for (const std::string& page : {"x", "5", "5.", "5.x", "-"}) {
    request.set_page(page);
    EXPECT_EQ(world.refusal(anna, "ListSaved", request), Code::kInvalid) << page;
  }
  Room::must(world.write([&](storage::Transaction& txn) -> Status {
    for (std::size_t i = 0; i < kSavedMax; ++i) {
      v1::SavedMessage row;
      row.set_person(anna.person.text());
      row.set_message(txn.fresh_id().text());
      CHECKED(txn.put(row));
    }
    return {};
  }));
  EXPECT_EQ(save_code(anna, message.id()), Code::kLimit);
}

TEST_F(Saved, IsHeldAgainstTheMessages) {
  const auto message = room.say(bo, thread);
  ASSERT_TRUE(save(anna, message.id()));
  v1::SavedMessage row;
  row.set_person(anna.person.text());
  row.set_message(world.fresh_id().text());
  expect_found(world, saved(), {with_entity("Somebody has saved a message that never was", row)});
}

TEST_F(Saved, PagesMissNothingAndRepeatNothing) {
  std::vector<std::string> expected;
  for (int i = 0; i < 7; ++i) {
    const auto message = room.say(bo, thread, fmt::format("{}", i));
    ASSERT_TRUE(save(anna, message.id()));
    expected.insert(expected.begin(), message.text());
    world.clock().advance(i % 2);
  }
  std::vector<std::string> seen;
  std::string page;
  do {
    const auto reply = list(anna, 3, page);
    for (const auto& view : reply.saved()) seen.push_back(view.message().text());
    // What the page ended with goes: the next one goes on all the same.
    unsave(anna, reply.saved(reply.saved_size() - 1).saved().message());
    page = reply.next_page();
  } while (!page.empty());
  std::ranges::sort(seen);
  std::ranges::sort(expected);
  EXPECT_EQ(seen, expected);
}

}  // namespace
}  // namespace fika::domain
