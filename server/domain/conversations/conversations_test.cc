// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/conversations/conversations.h"

#include <gtest/gtest.h>

#include "server/domain/members.h"
#include "server/domain/scopes.h"
#include "storage/entities.h"
#include "tests/support/world.h"

namespace fika::domain {
namespace {

constexpr Code kAccepted = Code::kInternal;  // as World::refusal says it

class Conversations : public ::testing::Test {
 protected:
  v1::StartConversationRequest with(const std::vector<Id>& others) {
    v1::StartConversationRequest request;
    request.set_id(world.fresh_id().text());
    for (const Id& other : others) request.add_participants(other.text());
    return request;
  }
  v1::Conversation started(const Actor& actor, const std::vector<Id>& others) {
    return world.call<v1::Conversation>(actor, "StartConversation", with(others)).value();
  }
  v1::AddParticipantsRequest adding(const v1::Conversation& conversation,
                                    const std::vector<Id>& others) {
    v1::AddParticipantsRequest request;
    request.set_id(world.fresh_id().text());
    request.set_conversation(conversation.id());
    for (const Id& other : others) request.add_participants(other.text());
    return request;
  }
  std::vector<std::string> listed(const Actor& actor) {
    const auto reply = world.call<v1::ListConversationsReply>(actor, "ListConversations",
                                                              v1::ListConversationsRequest{});
    std::vector<std::string> ids;
    for (const auto& view : reply->conversations()) ids.push_back(view.conversation().id());
    return ids;
  }
  void change(const Id& person, const std::function<void(v1::Person&)>& to) {
    ASSERT_TRUE(world.write([&](storage::Transaction& txn) -> Status {
      TRY(auto entity, storage::find<v1::Person>(txn, world.organisation(), {person}));
      to(*entity);
      return txn.put(*entity);
    }));
  }
  // A community that these people are in together.
  void bring_together(const std::vector<Id>& people) {
    ASSERT_TRUE(world.write([&](storage::Transaction& txn) -> Status {
      const Id community = txn.fresh_id();
      CHECKED(txn.set_scope(community, community_scope(community)));
      for (const Id& id : people) {
        TRY(const auto person, storage::find<v1::Person>(txn, world.organisation(), {id}));
        CHECKED(add_member(txn, community_scope(community), *person, false));
      }
      return {};
    }));
  }

  tests::World world{{conversations()}};
  Actor ada = world.person("Ada");
  Actor bo = world.person("Bo");
  Actor cia = world.person("Cia");
  Actor guest = world.person("Gry", v1::ROLE_GUEST);
};

TEST_F(Conversations, BelongsToItsParticipantsAndNobodyElse) {
  const auto conversation = started(ada, {bo.person});
  const Id id = Id::parse(conversation.id()).value();
  EXPECT_EQ(conversation.participants_size(), 2);
  EXPECT_LT(conversation.participants(0), conversation.participants(1));
  const auto commit = world.last_commit();
  ASSERT_EQ(commit.scopes.size(), 1U) << "nothing else changed";
  EXPECT_EQ(commit.scopes[0].scope, conversation_scope(id));
  EXPECT_EQ(commit.scopes[0].changes.size(), 4U);  // conversation, head, two members

  v1::GetConversationRequest request;
  request.set_conversation(conversation.id());
  for (const Actor& inside : {ada, bo}) {
    const auto view = world.call<v1::ConversationView>(inside, "GetConversation", request);
    EXPECT_EQ(view->head().last_ordinal(), 0U);
    EXPECT_EQ(listed(inside), std::vector<std::string>{conversation.id()});
  }
  for (const Actor& outside : {cia, guest, world.admin()}) {
    EXPECT_EQ(world.refusal(outside, "GetConversation", request), Code::kNotFound);
    EXPECT_EQ(world.refusal(outside, "AddParticipants", adding(conversation, {outside.person})),
              Code::kNotFound);
    EXPECT_TRUE(listed(outside).empty());
  }
  EXPECT_EQ(world.refusal(Actor{}, "GetConversation", request), Code::kUnauthenticated);
}

TEST_F(Conversations, SamePeopleHaveOne) {
  const auto first = started(ada, {bo.person, cia.person});
  const auto seq = world.last_commit().seq;
  EXPECT_EQ(started(bo, {cia.person, ada.person, cia.person, bo.person}).id(), first.id());
  EXPECT_EQ(world.last_commit().seq, seq);
  EXPECT_NE(started(ada, {bo.person}).id(), first.id());
}

TEST_F(Conversations, WithOneselfIsForNotes) {
  const auto notes = started(ada, {});
  EXPECT_EQ(notes.participants_size(), 1);
  EXPECT_EQ(started(ada, {ada.person}).id(), notes.id());
  EXPECT_NE(started(bo, {}).id(), notes.id());
}

TEST_F(Conversations, AddingSomebodyStartsAnotherThatLinksBack) {
  const auto first = started(ada, {bo.person});
  const auto second =
      world.call<v1::Conversation>(bo, "AddParticipants", adding(first, {cia.person})).value();
  EXPECT_EQ(second.previous(), first.id());
  EXPECT_EQ(second.participants_size(), 3);
  EXPECT_EQ(listed(cia), std::vector<std::string>{second.id()}) << "what was said stays theirs";
  EXPECT_EQ(listed(ada).size(), 2U);
  const auto again = world.call<v1::Conversation>(ada, "AddParticipants", adding(first, {}));
  EXPECT_EQ(again->id(), first.id()) << "nobody came";
}

TEST_F(Conversations, RefusesThoseWhoCannotReadIt) {
  change(bo.person, [](auto& person) { person.set_deactivated(true); });
  change(cia.person, [](auto& person) { person.set_former_colleague(true); });
  EXPECT_EQ(world.refusal(ada, "StartConversation", with({bo.person})), Code::kState);
  EXPECT_EQ(world.refusal(ada, "StartConversation", with({cia.person})), Code::kState);
  EXPECT_EQ(world.refusal(ada, "StartConversation", with({world.fresh_id()})), Code::kNotFound);
  EXPECT_EQ(world.refusal(ada, "StartConversation", with({world.organisation()})), Code::kNotFound);
}

TEST_F(Conversations, DeactivatedParticipantsStayListed) {
  const auto first = started(ada, {bo.person});
  change(bo.person, [](auto& person) { person.set_deactivated(true); });
  const auto second =
      world.call<v1::Conversation>(ada, "AddParticipants", adding(first, {cia.person}));
  EXPECT_EQ(second->participants_size(), 3);
  EXPECT_EQ(listed(ada).size(), 2U);
}

TEST_F(Conversations, GuestsWriteToThoseTheyShareACommunityWith) {
  EXPECT_EQ(world.refusal(guest, "StartConversation", with({ada.person})), Code::kNotFound);
  bring_together({ada.person, guest.person});
  EXPECT_EQ(world.refusal(guest, "StartConversation", with({ada.person})), kAccepted);
  EXPECT_EQ(world.refusal(guest, "StartConversation", with({ada.person, bo.person})),
            Code::kNotFound);
  EXPECT_EQ(world.refusal(bo, "StartConversation", with({guest.person})), kAccepted);
}

TEST_F(Conversations, HoldFiftyPeople) {
  std::vector<Id> others;
  for (int i = 0; i < 49; ++i) others.push_back(world.person("Member").person);
  const auto full = started(ada, others);
  EXPECT_EQ(full.participants_size(), 50);
  EXPECT_EQ(world.refusal(ada, "AddParticipants", adding(full, {bo.person})), Code::kLimit);
  others.push_back(bo.person);
  EXPECT_EQ(world.refusal(ada, "StartConversation", with(others)), Code::kLimit);
}

TEST_F(Conversations, IdsAreCheckedInEveryField) {
  auto request = with({bo.person});
  request.set_id(ada.person.text());
  EXPECT_EQ(world.refusal(ada, "StartConversation", request), Code::kExists);
  request.set_id("mine");
  EXPECT_EQ(world.refusal(ada, "StartConversation", request), Code::kInvalid);
  request.set_id(world.fresh_id().text());
  request.add_participants("bo");
  EXPECT_EQ(world.refusal(ada, "StartConversation", request), Code::kInvalid);
  v1::GetConversationRequest get;
  get.set_conversation(ada.person.text());
  EXPECT_EQ(world.refusal(ada, "GetConversation", get), Code::kNotFound);
}

TEST_F(Conversations, NewestComesFirst) {
  const auto first = started(ada, {bo.person});
  world.clock().advance(kMinuteMs);
  const auto second = started(ada, {cia.person});
  EXPECT_EQ(listed(ada), (std::vector<std::string>{second.id(), first.id()}));
  world.clock().advance(kMinuteMs);
  ASSERT_TRUE(world.write([&](storage::Transaction& txn) -> Status {
    v1::Head head;
    head.set_root(first.id());
    head.set_last_ordinal(1);
    head.set_last_at_ms(txn.time_ms());
    return txn.put(head);
  }));
  EXPECT_EQ(listed(ada), (std::vector<std::string>{first.id(), second.id()}));
}

TEST_F(Conversations, SnapshotCarriesPeopleHeadAndRoot) {
  const auto conversation = started(ada, {bo.person});
  const Id id = Id::parse(conversation.id()).value();
  const auto reader = world.read();
  const Query query{*reader, ada, world.organisation(), 0};
  v1::Snapshot snapshot;
  SnapshotBuilder builder(*reader);
  builder.begin(snapshot);
  ASSERT_TRUE(conversations().snapshot(query, conversation_scope(id), builder));
  EXPECT_EQ(snapshot.puts_size(), 4);
  EXPECT_EQ(builder.roots(), std::set<Id>{id});
}

}  // namespace
}  // namespace fika::domain
