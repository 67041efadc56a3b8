// SPDX-License-Identifier: GPL-3.0-or-later
#include <fika/v1/communities.pb.h>

#include "server/domain/checks_for_tests.h"
#include "server/domain/conversations/conversations.h"

namespace fika::domain {
namespace {

TEST(ConversationsCheck, ParticipantsAreHeldAgainstTheirConversation) {
  tests::World world{{conversations()}};
  const Actor anna = world.person("Anna");
  const Actor bo = world.person("Bo");
  const auto started = [&](const std::vector<Actor>& others) {
    v1::StartConversationRequest request;
    request.set_id(world.fresh_id().text());
    for (const Actor& other : others) request.add_participants(other.person.text());
    return world.call<v1::Conversation>(anna, "StartConversation", request).value();
  };
  started({});
  const auto pair = started({bo});
  const Id id = Id::parse(pair.id()).value();
  v1::Conversation shrunk = pair;
  shrunk.mutable_participants()->RemoveLast();
  v1::Member intruder;
  intruder.set_root(pair.id());
  intruder.set_person(world.admin().person.text());
  expect_found(world, conversations(),
               {with_entity("A conversation is not found by its participants", shrunk),
                with_entity("Participants lead to a conversation that is not theirs", shrunk),
                with_row("Participants lead to a conversation that is not theirs", kByParticipants,
                         std::string(32, 'x'), bytes_of(id)),
                with_row("A row of an index cannot be read", kByParticipants, "short"),
                with_entity("A conversation has a member who is no participant", intruder),
                {"A participant is no member of the conversation", [&](storage::Transaction& txn) {
                   return txn.erase<v1::Member>(id, {bo.person});
                 }}});
}

}  // namespace
}  // namespace fika::domain
