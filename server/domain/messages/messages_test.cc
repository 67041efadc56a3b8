// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/messages/fixture_for_tests.h"

namespace fika::domain {
namespace {

using tests::kAccepted;
using tests::Lines;

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

TEST_F(Messages, PinnedOnesComeInTheirOrderWhateverTheOrderOfPinning) {
  std::vector<std::string> ids;
  for (int i = 0; i < 4; ++i) ids.push_back(room.say(anna, thread, fmt::format("Text {}", i)).id());
  for (const int i : {3, 0, 2}) EXPECT_EQ(pin(bo, ids[static_cast<std::size_t>(i)]), kAccepted);
  EXPECT_EQ(pin(bo, ids[2], false), kAccepted);
  using Texts = std::vector<std::string>;
  EXPECT_EQ(texts(pinned(thread)), (Texts{"Text 0", "Text 3"}));
  EXPECT_EQ(texts(pinned(thread, 2)), (Texts{"Text 3"}));
  EXPECT_EQ(texts(pinned(thread, UINT64_MAX)), Texts());
  EXPECT_EQ(texts(pinned(room.thread(anna, community))), Texts());
  EXPECT_EQ(erase(anna, ids[0]), kAccepted);
  EXPECT_EQ(texts(pinned(thread)), (Texts{"Text 3"}));
  const Id talk = room.conversation({anna, bo});
  EXPECT_EQ(pin(bo, room.say(anna, talk, "At hand").id()), kAccepted);
  EXPECT_EQ(texts(pinned(talk)), (Texts{"At hand"}));
  v1::ListPinnedMessagesRequest request;
  for (const Id& id : {community, anna.person, world.organisation(), world.fresh_id()}) {
    request.set_root(id.text());
    EXPECT_EQ(world.refusal(anna, "ListPinnedMessages", request), Code::kNotFound);
  }
  request.set_root(ids[1]);
  EXPECT_EQ(world.refusal(anna, "ListPinnedMessages", request), Code::kNotFound);
}

TEST_F(Messages, VeryLongPinnedOnesComeInParts) {
  for (int i = 0; i < 20; ++i) {
    const auto message = room.say(anna, thread, std::string(kMessageBytesMax, 'a'));
    EXPECT_EQ(pin(anna, message.id()), kAccepted);
  }
  const auto first = pinned(thread);
  EXPECT_TRUE(first.more());
  EXPECT_LE(first.ByteSizeLong(), kMessagesPageBytesMax + 1000);
  const auto rest = pinned(thread, first.messages(first.messages_size() - 1).ordinal());
  EXPECT_FALSE(rest.more());
  EXPECT_EQ(first.messages_size() + rest.messages_size(), 20);
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
