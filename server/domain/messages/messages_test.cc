// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/messages/messages.h"

#include "server/domain/messages/room_for_tests.h"

namespace fika::domain {
namespace {

using tests::kAccepted;
using tests::Lines;
using tests::Room;

struct Messages : testing::Test {
  Room room;
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

  Result<v1::Message> edit(const Actor& actor, const std::string& message,
                           const std::string& text) {
    v1::EditMessageRequest request;
    request.set_message(message);
    request.set_text(text);
    return world.call<v1::Message>(actor, "EditMessage", request);
  }
  Code erase(const Actor& actor, const std::string& message) {
    v1::DeleteMessageRequest request;
    request.set_message(message);
    return world.refusal(actor, "DeleteMessage", request);
  }
  Code react(const Actor& actor, const std::string& message, const std::string& emoji) {
    v1::AddReactionRequest request;
    request.set_message(message);
    request.set_emoji(emoji);
    return world.refusal(actor, "AddReaction", request);
  }
  Code pin(const Actor& actor, const std::string& message, bool pinned = true) {
    v1::SetMessagePinnedRequest request;
    request.set_message(message);
    request.set_pinned(pinned);
    return world.refusal(actor, "SetMessagePinned", request);
  }
  v1::ListMessagesReply list(std::uint64_t after, std::uint64_t before, std::uint32_t limit) {
    v1::ListMessagesRequest request;
    request.set_root(thread.text());
    request.set_after(after);
    request.set_before(before);
    request.set_limit(limit);
    return Room::must(world.call<v1::ListMessagesReply>(anna, "ListMessages", request));
  }
  v1::ListEditsReply edits(const std::string& message, std::uint32_t after = 0) {
    v1::ListEditsRequest request;
    request.set_message(message);
    request.set_after(after);
    return Room::must(world.call<v1::ListEditsReply>(anna, "ListEdits", request));
  }
  std::size_t index_rows(const storage::IndexTable& table) {
    std::size_t count = 0;
    Room::must(storage::scan_index(*world.read(), table, {}, [&](auto, auto) {
      ++count;
      return true;
    }));
    return count;
  }
};

TEST_F(Messages, APostPutsMessageAndHeadAndNothingElse) {
  world.clock().advance(5);
  const v1::Message message = room.say(bo, thread, "Good morning");
  // Bo had not read the first message, so Bo's marker stays where it is.
  EXPECT_EQ(room.told(), (Lines{"community put Head", "community put Message"}));
  EXPECT_EQ(message.ordinal(), 2u);
  EXPECT_EQ(message.author(), bo.person.text());
  EXPECT_EQ(message.created_at_ms(), world.clock().now_ms());
  EXPECT_EQ(room.head(thread).last_ordinal(), 2u);
  EXPECT_EQ(room.head(thread).last_author(), bo.person.text());
  EXPECT_EQ(room.head(thread).last_at_ms(), world.clock().now_ms());
}

TEST_F(Messages, WhoHadReadToTheEndHasReadTheirOwnPost) {
  room.say(anna, thread);
  EXPECT_EQ(room.told(),
            (Lines{"community put Head", "community put Message", "person put ReadMarker"}));
  EXPECT_EQ(room.marker(anna, thread).ordinal(), 2u);
  room.say(bo, thread);
  EXPECT_EQ(room.marker(bo, thread).ordinal(), 0u);
  room.say(anna, thread);
  EXPECT_EQ(room.marker(anna, thread).ordinal(), 2u);
}

TEST_F(Messages, APostIsRefusedWhole) {
  auto request = room.post_request(thread, "");
  EXPECT_EQ(world.refusal(anna, "PostMessage", request), Code::kInvalid);
  request.set_text(std::string(kMessageBytesMax, 'a'));
  EXPECT_EQ(world.refusal(anna, "PostMessage", request), kAccepted);
  EXPECT_EQ(world.refusal(anna, "PostMessage", request), Code::kExists);
  request = room.post_request(thread, std::string(kMessageBytesMax + 1, 'a'));
  EXPECT_EQ(world.refusal(anna, "PostMessage", request), Code::kInvalid);
  request.set_text("\xff");
  EXPECT_EQ(world.refusal(anna, "PostMessage", request), Code::kInvalid);
  request.set_text("fine");
  request.set_id("no id");
  EXPECT_EQ(world.refusal(anna, "PostMessage", request), Code::kInvalid);
  request.set_id(anna.person.text());
  EXPECT_EQ(world.refusal(anna, "PostMessage", request), Code::kExists);
  request.set_id(community.text());
  EXPECT_EQ(world.refusal(anna, "PostMessage", request), Code::kExists);
  // Roots that are no threads, and things in a thread, take no posts.
  for (const Id& root :
       {community, anna.person, world.organisation(), *Id::parse(list(0, 0, 1).messages(0).id())}) {
    EXPECT_EQ(world.refusal(anna, "PostMessage", room.post_request(root, "x")), Code::kNotFound);
  }
  EXPECT_EQ(room.head(thread).last_ordinal(), 2u);
  room.archive(community);
  EXPECT_EQ(world.refusal(anna, "PostMessage", room.post_request(thread, "x")), Code::kState);
}

TEST_F(Messages, QuotesMustBeVisibleToTheAuthor) {
  const Id other = room.community(v1::OPENNESS_PRIVATE);
  room.join(other, bo);
  const auto hidden = room.start(bo, other).message();
  auto request = room.post_request(thread, "As was said");
  request.add_quotes(hidden.id());
  EXPECT_EQ(world.refusal(anna, "PostMessage", request), Code::kNotFound);
  EXPECT_EQ(world.refusal(bo, "PostMessage", request), kAccepted);
  request = room.post_request(thread, "No message");
  for (const Id& id : {thread, anna.person, world.fresh_id()}) {
    request.clear_quotes();
    request.add_quotes(id.text());
    EXPECT_EQ(world.refusal(anna, "PostMessage", request), Code::kNotFound);
  }
  request.clear_quotes();
  for (int i = 0; i <= kQuotesMax; ++i) request.add_quotes(list(0, 0, 1).messages(0).id());
  EXPECT_EQ(world.refusal(anna, "PostMessage", request), Code::kInvalid);
  request.mutable_quotes()->RemoveLast();
  EXPECT_EQ(world.refusal(anna, "PostMessage", request), kAccepted);
}

TEST_F(Messages, AMentionTellsThoseWhoMaySeeItAndNobodyElse) {
  room.join(community, guest);
  const auto message = room.say(anna, thread,
                                Room::mention(bo) + Room::mention(outsider) + Room::mention(guest) +
                                    Room::mention(anna) + Room::mention(bo));
  EXPECT_EQ(room.told(),
            (Lines{"community put Head", "community put Message", "person put InboxItem",
                   "person put InboxItem", "person put ReadMarker"}));
  EXPECT_EQ(message.mentions_size(), 2);
  ASSERT_EQ(room.inbox(bo).size(), 1u);
  EXPECT_EQ(room.inbox(guest).size(), 1u);
  EXPECT_EQ(room.inbox(anna).size(), 0u);
  EXPECT_EQ(room.inbox(outsider).size(), 0u);
  const auto item = room.inbox(bo)[0];
  EXPECT_EQ(item.message(), message.id());
  EXPECT_EQ(item.about(), thread.text());
  EXPECT_EQ(item.from(), anna.person.text());
  EXPECT_EQ(item.kind(), v1::INBOX_KIND_MENTION);
}

TEST_F(Messages, NobodyWithoutAnAccountIsTold) {
  Room::must(world.write([&](storage::Transaction& txn) -> Status {
    TRY(auto person, storage::find<v1::Person>(txn, world.organisation(), {bo.person}));
    person->set_deactivated(true);
    return txn.put(*person);
  }));
  EXPECT_EQ(room.say(anna, thread, Room::mention(bo)).mentions_size(), 0);
  EXPECT_EQ(room.inbox(bo).size(), 0u);
}

TEST_F(Messages, FiftyMentionsFitAndNoMore) {
  std::string text;
  for (std::size_t i = 0; i < kMentionsMax; ++i) {
    text += "[@x](/people/" + world.fresh_id().text() + ")";
  }
  EXPECT_EQ(world.refusal(anna, "PostMessage", room.post_request(thread, text)), kAccepted);
  text += Room::mention(bo);
  EXPECT_EQ(world.refusal(anna, "PostMessage", room.post_request(thread, text)), Code::kInvalid);
}

TEST_F(Messages, AGroupMentionIsOneRowHoweverManyItTells) {
  const auto message = room.say(anna, thread, "@thread, @community!");
  EXPECT_EQ(room.told(), (Lines{"community put GroupMention", "community put Head",
                                "community put Message", "person put ReadMarker"}));
  Room::must(edit(anna, message.id(), "Never mind"));
  EXPECT_EQ(room.told(), (Lines{"community erase GroupMention", "community put Message"}));
}

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

TEST_F(Messages, LongHistoriesAndPagesComeInParts) {
  const std::string body(kMessageBytesMax - 1, 'a');
  const auto message = room.say(anna, thread, body + "0");
  for (int i = 1; i <= 14; ++i) Room::must(edit(anna, message.id(), body + char('a' + i)));
  auto history = edits(message.id());
  EXPECT_TRUE(history.more());
  const int first = history.edits_size();
  history = edits(message.id(), history.edits(first - 1).number());
  EXPECT_FALSE(history.more());
  EXPECT_EQ(first + history.edits_size(), 14);
  for (int i = 0; i < 14; ++i) room.say(anna, thread, body + "b");
  const auto page = list(0, 0, 500);
  EXPECT_LT(page.messages_size(), 16);
  EXPECT_LT(page.ByteSizeLong(), kMessagesPageBytesMax + 1000);
  const auto rest = list(page.messages(page.messages_size() - 1).ordinal(), 0, 500);
  EXPECT_EQ(page.messages_size() + rest.messages_size(), 16);
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

TEST_F(Messages, AStretchComesOldestFirstFromEitherEnd) {
  for (int i = 0; i < 9; ++i) room.say(anna, thread);
  const auto ordinals = [](const v1::ListMessagesReply& reply) {
    std::vector<std::uint64_t> found;
    for (const auto& message : reply.messages()) found.push_back(message.ordinal());
    return found;
  };
  using Ordinals = std::vector<std::uint64_t>;
  EXPECT_EQ(ordinals(list(0, 0, 3)), (Ordinals{1, 2, 3}));
  EXPECT_EQ(ordinals(list(3, 0, 3)), (Ordinals{4, 5, 6}));
  EXPECT_EQ(ordinals(list(0, 4, 2)), (Ordinals{2, 3}));
  EXPECT_EQ(ordinals(list(0, UINT64_MAX, 2)), (Ordinals{9, 10}));
  EXPECT_EQ(ordinals(list(10, 0, 3)), Ordinals{});
  EXPECT_EQ(ordinals(list(UINT64_MAX, 0, 3)), Ordinals{});
  EXPECT_EQ(ordinals(list(0, 1, 3)), Ordinals{});
  EXPECT_EQ(list(0, 0, 0).messages_size(), 10);
  EXPECT_EQ(list(0, 0, 1).last_ordinal(), 10u);
  v1::ListMessagesRequest request;
  request.set_root(thread.text());
  request.set_limit(501);
  EXPECT_EQ(world.refusal(anna, "ListMessages", request), Code::kInvalid);
}

// Each method against each kind of caller, in a community of each openness.
TEST_F(Messages, ThePolicyHolds) {
  constexpr Code kOk = kAccepted, kNo = Code::kForbidden, kNone = Code::kNotFound,
                 kWho = Code::kUnauthenticated;
  Actor reader = bo;
  reader.scope = v1::TOKEN_SCOPE_READ;
  const Actor steward = world.person("Steward");
  struct Row {
    std::string_view caller;
    Actor actor;
    bool is_in;
    Code writes, deletes, reads;  // in an open community
    Code hidden;                  // reading in one that is not
  };
  const std::vector<Row> rows = {
      {"anonymous", Actor{}, false, kWho, kWho, kWho, kWho},
      {"guest outside", world.person("G", v1::ROLE_GUEST), false, kNone, kNone, kNone, kNone},
      {"guest inside", guest, true, kOk, kNo, kOk, kOk},
      {"member outside", outsider, false, kNo, kNo, kOk, kNone},
      {"member inside", bo, true, kOk, kNo, kOk, kOk},
      {"member inside, reading only", reader, true, kNo, kNo, kOk, kOk},
      {"steward", steward, true, kOk, kOk, kOk, kOk},
      {"administrator outside", world.admin(), false, kNo, kNo, kOk, kNone},
  };
  for (const auto openness : {v1::OPENNESS_OPEN, v1::OPENNESS_ON_REQUEST, v1::OPENNESS_PRIVATE}) {
    const Id place = room.community(openness);
    room.join(place, anna);
    for (const Row& row : rows) {
      if (row.is_in) room.join(place, row.actor, row.actor.person == steward.person);
    }
    const Id root = room.thread(anna, place);
    for (const Row& row : rows) {
      SCOPED_TRACE(fmt::format("{}, openness {}", row.caller, static_cast<int>(openness)));
      const bool is_open = openness == v1::OPENNESS_OPEN;
      const auto expected = [&](Code code) { return is_open || row.is_in ? code : row.hidden; };
      const std::string message = room.say(anna, root, "@thread").id();
      EXPECT_EQ(world.refusal(row.actor, "PostMessage", room.post_request(root, "x")),
                expected(row.writes));
      EXPECT_EQ(react(row.actor, message, "👍"), expected(row.writes));
      EXPECT_EQ(pin(row.actor, message), expected(row.writes));
      v1::RemoveReactionRequest take_back;
      take_back.set_message(message);
      take_back.set_emoji("👍");
      const bool may_write = row.actor.scope != v1::TOKEN_SCOPE_READ;
      EXPECT_EQ(world.refusal(row.actor, "RemoveReaction", take_back),
                may_write ? expected(row.reads) : kNo);
      const auto edited = edit(row.actor, message, "y");
      ASSERT_FALSE(edited);
      EXPECT_EQ(edited.error().code, expected(row.writes == kOk ? kNo : row.writes));
      v1::GetMessageRequest get;
      get.set_message(message);
      EXPECT_EQ(world.refusal(row.actor, "GetMessage", get), expected(row.reads));
      v1::ListEditsRequest list_edits;
      list_edits.set_message(message);
      EXPECT_EQ(world.refusal(row.actor, "ListEdits", list_edits), expected(row.reads));
      v1::ListMessagesRequest list_messages;
      list_messages.set_root(root.text());
      EXPECT_EQ(world.refusal(row.actor, "ListMessages", list_messages), expected(row.reads));
      EXPECT_EQ(erase(row.actor, message), expected(row.deletes));
    }
  }
}

TEST_F(Messages, IdsOfOtherThingsNameNoMessage) {
  const std::string own = room.say(anna, thread, Room::mention(bo)).id();
  for (const Id& id : {thread, community, bo.person, world.organisation(), world.fresh_id(),
                       *Id::parse(room.inbox(bo)[0].id())}) {
    EXPECT_EQ(erase(bo, id.text()), Code::kNotFound);
    EXPECT_EQ(react(bo, id.text(), "👍"), Code::kNotFound);
    EXPECT_EQ(pin(bo, id.text()), Code::kNotFound);
    EXPECT_EQ(edit(bo, id.text(), "x").error().code, Code::kNotFound);
    v1::GetMessageRequest get;
    get.set_message(id.text());
    EXPECT_EQ(world.refusal(bo, "GetMessage", get), Code::kNotFound);
  }
  EXPECT_EQ(erase(bo, "nonsense"), Code::kInvalid);
}

TEST_F(Messages, AConversationIsItsParticipants) {
  const Id conversation = room.conversation({anna, bo});
  const auto message =
      room.say(anna, conversation, "@thread " + Room::mention(bo) + Room::mention(outsider));
  EXPECT_EQ(room.told(), (Lines{"conversation put Head", "conversation put Message",
                                "person put InboxItem", "person put ReadMarker"}));
  EXPECT_EQ(message.mentions_size(), 1);
  for (const Actor& actor : {outsider, world.admin(), guest}) {
    EXPECT_EQ(world.refusal(actor, "PostMessage", room.post_request(conversation, "x")),
              Code::kNotFound);
    EXPECT_EQ(react(actor, message.id(), "👍"), Code::kNotFound);
  }
  EXPECT_EQ(pin(bo, message.id()), kAccepted);
}

TEST_F(Messages, ARepeatedPostIsOnePost) {
  const auto request = room.post_request(thread, "Once");
  const auto first = Room::must(world.call<v1::Message>(anna, "PostMessage", request, "client-1"));
  const auto second = Room::must(world.call<v1::Message>(anna, "PostMessage", request, "client-1"));
  EXPECT_EQ(first.SerializeAsString(), second.SerializeAsString());
  EXPECT_EQ(room.head(thread).last_ordinal(), 2u);
}

}  // namespace
}  // namespace fika::domain
