// SPDX-License-Identifier: GPL-3.0-or-later
// Edits, deletions, reactions and pins.
#include "server/domain/messages/fixture_for_tests.h"

namespace fika::domain {
namespace {

using tests::kAccepted;
using tests::Lines;

TEST_F(Messages, AnEditKeepsTheEarlierTextsAndTellsTheNewlyMentioned) {
  const auto message = room.say(anna, thread, "one " + Room::mention(bo));
  world.clock().advance(10);
  Room::must(edit(anna, message.id(), "two"));
  EXPECT_EQ(room.told(), (Lines{"community put Message", "person erase InboxItem"}));
  EXPECT_EQ(room.inbox(bo).size(), 0u);
  world.clock().advance(10);
  const auto edited = Room::must(edit(anna, message.id(), "three " + Room::mention(bo)));
  EXPECT_EQ(edited.edited_at_ms(), world.clock().now_ms());
  EXPECT_EQ(edited.ordinal(), message.ordinal());
  ASSERT_EQ(room.inbox(bo).size(), 1u);

  // What was ticked off stays, and is not told a second time.
  v1::SetInboxDoneRequest done;
  done.set_item(room.inbox(bo)[0].id());
  done.set_done(true);
  ASSERT_EQ(world.refusal(bo, "SetInboxDone", done), kAccepted);
  Room::must(edit(anna, message.id(), "four"));
  Room::must(edit(anna, message.id(), "five " + Room::mention(bo)));
  EXPECT_EQ(room.told(), (Lines{"community put Message"}));
  EXPECT_EQ(room.inbox(bo, true).size(), 1u);

  const auto history = edits(message.id());
  ASSERT_EQ(history.edits_size(), 4);
  EXPECT_EQ(history.edits(1).text(), "two");
  EXPECT_EQ(history.edits(0).written_at_ms(), message.created_at_ms());
  EXPECT_EQ(history.edits(1).written_at_ms(), message.created_at_ms() + 10);
  EXPECT_EQ(edits(message.id(), 3).edits_size(), 1);
  // The same text again is no edit.
  Room::must(edit(anna, message.id(), "five " + Room::mention(bo)));
  EXPECT_EQ(edits(message.id()).edits_size(), 4);
  EXPECT_EQ(room.head(thread).last_ordinal(), 2u);
}

TEST_F(Messages, EditsEndAtAThousand) {
  const auto message = room.say(anna, thread, "0");
  const Id id = *Id::parse(message.id());
  Room::must(world.write([&](storage::Transaction& txn) -> Status {
    for (std::uint32_t number = 1; number < kEditsMax; ++number) {
      txn.put_index(kEdits, storage::KeyWriter().id(id).u32(number).take(), {});
    }
    return {};
  }));
  Room::must(edit(anna, message.id(), "the last time"));
  EXPECT_EQ(edit(anna, message.id(), "once more").error().code, Code::kLimit);
  EXPECT_EQ(erase(anna, message.id()), kAccepted);
  EXPECT_EQ(index_rows(kEdits), 0u);
}

TEST_F(Messages, ADeletedMessageLeavesAStubAndNothingElse) {
  const auto message = room.say(anna, thread, "Secret @thread " + Room::mention(bo));
  Room::must(edit(anna, message.id(), "Secret, too @thread " + Room::mention(bo)));
  ASSERT_EQ(react(bo, message.id(), "👍"), kAccepted);
  ASSERT_EQ(pin(bo, message.id()), kAccepted);
  ASSERT_EQ(erase(anna, message.id()), kAccepted);
  EXPECT_EQ(room.told(), (Lines{"community erase GroupMention", "community erase Reaction",
                                "community put Message", "person erase InboxItem"}));
  for (const auto& table : {kEdits, kInboxByMessage, kPinnedMessages, kReactionCounts}) {
    EXPECT_EQ(index_rows(table), 0u) << table.name;
  }
  const auto stub = list(1, 0, 1).messages(0);
  EXPECT_TRUE(stub.deleted());
  EXPECT_EQ(stub.ordinal(), 2u);
  EXPECT_EQ(stub.author(), message.author());
  EXPECT_EQ(stub.created_at_ms(), message.created_at_ms());
  EXPECT_TRUE(stub.text().empty() && stub.mentions().empty() && !stub.pinned());
  // It is over with it, except for deleting it again.
  EXPECT_EQ(edit(anna, message.id(), "Back").error().code, Code::kState);
  EXPECT_EQ(react(bo, message.id(), "👍"), Code::kState);
  EXPECT_EQ(pin(bo, message.id()), Code::kState);
  EXPECT_EQ(erase(anna, message.id()), kAccepted);
  EXPECT_EQ(room.say(bo, thread).ordinal(), 3u);
}

TEST_F(Messages, AuthorsAndStewardsDelete) {
  const Actor steward = world.person("Steward");
  room.join(community, steward, true);
  const auto message = room.say(anna, thread);
  EXPECT_EQ(erase(bo, message.id()), Code::kForbidden);
  EXPECT_EQ(erase(world.admin(), message.id()), Code::kNotFound);
  room.archive(community);
  EXPECT_EQ(erase(steward, message.id()), kAccepted);
  const Id conversation = room.conversation({anna, bo});
  const auto direct = room.say(anna, conversation);
  EXPECT_EQ(erase(bo, direct.id()), Code::kForbidden);
  EXPECT_EQ(erase(anna, direct.id()), kAccepted);
}

TEST_F(Messages, ReactionsCountOnceAPersonAndHaveLimits) {
  const auto message = room.say(anna, thread).id();
  EXPECT_EQ(react(bo, message, " 👍 "), kAccepted);
  EXPECT_EQ(room.told(), (Lines{"community put Reaction"}));
  EXPECT_EQ(react(bo, message, "👍"), kAccepted);
  EXPECT_EQ(list(1, 0, 1).reactions_size(), 1);
  for (const std::string emoji : {"", "  ", "\n", "a\x01", "\xff"}) {
    EXPECT_EQ(react(bo, message, emoji), Code::kInvalid);
  }
  EXPECT_EQ(react(bo, message, std::string(65, 'a')), Code::kInvalid);
  std::string long_emoji;
  for (int i = 0; i < 17; ++i) long_emoji += "👍";
  EXPECT_EQ(react(bo, message, long_emoji), Code::kInvalid);
  for (int i = 1; i < 20; ++i) EXPECT_EQ(react(bo, message, std::to_string(i)), kAccepted);
  EXPECT_EQ(react(anna, message, "one more"), Code::kLimit);
  EXPECT_EQ(react(anna, message, "👍"), kAccepted);

  v1::RemoveReactionRequest request;
  request.set_message(message);
  request.set_emoji("1");
  // Only one's own: Anna has no such reaction to take back.
  EXPECT_EQ(world.refusal(anna, "RemoveReaction", request), kAccepted);
  EXPECT_EQ(react(anna, message, "one more"), Code::kLimit);
  EXPECT_EQ(world.refusal(bo, "RemoveReaction", request), kAccepted);
  EXPECT_EQ(room.told(), (Lines{"community erase Reaction"}));
  EXPECT_EQ(react(anna, message, "one more"), kAccepted);
}

TEST_F(Messages, PinsAreCounted) {
  const auto first = room.say(anna, thread).id();
  EXPECT_EQ(pin(bo, first), kAccepted);
  EXPECT_EQ(room.told(), (Lines{"community put Message"}));
  EXPECT_EQ(pin(bo, first), kAccepted);
  for (int i = 1; i < kPinnedMessagesMax; ++i) {
    ASSERT_EQ(pin(anna, room.say(anna, thread).id()), kAccepted);
  }
  const auto last = room.say(anna, thread).id();
  EXPECT_EQ(pin(anna, last), Code::kLimit);
  EXPECT_EQ(pin(anna, first, false), kAccepted);
  EXPECT_EQ(pin(anna, last), kAccepted);
}

}  // namespace
}  // namespace fika::domain
