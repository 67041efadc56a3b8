// SPDX-License-Identifier: GPL-3.0-or-later
#include <fika/v1/people.pb.h>
#include <set>

#include <sodium.h>

#include "server/domain/conversations/handlers.h"
#include "server/domain/members.h"
#include "server/domain/scopes.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

using People = std::set<Id>;
using Texts = google::protobuf::RepeatedPtrField<std::string>;

std::string participants_hash(const People& people) {
  storage::KeyWriter ids;
  for (const Id& person : people) ids.id(person);
  const std::string input = ids.take();
  std::string hash(32, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(input.data()), input.size(), nullptr,
                     0);
  return hash;
}

std::unexpected<Error> no_such_person() {
  return fail(Code::kNotFound, "There is no such person, or you may not see them.");
}

std::unexpected<Error> too_many() {
  return fail(Code::kLimit,
              "A conversation has at most {} participants. Start a thread in a community instead.",
              kParticipantsMax);
}

Result<People> parsed(const Texts& texts) {
  if (static_cast<std::size_t>(texts.size()) > kParticipantsMax) return too_many();
  People people;
  for (const std::string& text : texts) {
    TRY(const Id person, Id::parse(text, "participant"));
    people.insert(person);
  }
  return people;
}

Result<std::vector<Id>> communities_joined(const storage::Reader& reader, const Id& person) {
  std::vector<Id> communities;
  TRY(const auto scopes, subscriptions_of(reader, person));
  for (const auto& held : scopes) {
    if (held.scope.kind == v1::SCOPE_KIND_COMMUNITY) communities.push_back(held.scope.id);
  }
  return communities;
}

// Guests do not see who else is in the organisation.
Status check_shares_a_community(const storage::Reader& reader, const std::vector<Id>& communities,
                                const Id& person) {
  for (const Id& community : communities) {
    TRY(const auto member, storage::find<v1::Member>(reader, community, {person}));
    if (member && !member->left()) return {};
  }
  return no_such_person();
}

// Each is somebody the caller sees and who can read what is written.
Status check_reachable(const Command& command, const People& people) {
  std::vector<Id> communities;
  if (command.actor.is_guest()) {
    TRY(communities, communities_joined(command.txn, command.actor.person));
  }
  for (const Id& id : people) {
    if (id == command.actor.person) continue;
    TRY(const auto person, storage::find<v1::Person>(command.txn, command.organisation, {id}));
    if (!person) return no_such_person();
    if (command.actor.is_guest()) {
      CHECKED(check_shares_a_community(command.txn, communities, id));
    }
    if (person->deactivated() || person->former_colleague()) {
      return fail(Code::kState, "{} has no active account and would not read it. Leave them out.",
                  person->name());
    }
  }
  return {};
}

Result<v1::Conversation> stored_conversation(const storage::Reader& reader, const Id& id) {
  TRY(auto conversation, storage::find<v1::Conversation>(reader, id));
  if (!conversation) {
    return fail(Code::kNotFound, "There is no such conversation, or you are not in it.");
  }
  return *std::move(conversation);
}

// The one these people have, or a new one.
Result<v1::Conversation> conversation_of(Command& command, std::string_view new_id,
                                         const People& people, std::string_view previous) {
  if (people.size() > kParticipantsMax) return too_many();
  storage::Transaction& txn = command.txn;
  const std::string hash = participants_hash(people);
  TRY(const auto present, storage::find_index(txn, kByParticipants, hash));
  if (present) return stored_conversation(txn, Id::from_bytes(*present));

  TRY(const Id id, Id::parse(new_id, "The conversation's id"));
  TRY(const auto taken, storage::scope_of(txn, id));
  if (taken) return fail(Code::kExists, "The id {} is taken. Choose a fresh one.", id.text());
  v1::Conversation conversation;
  conversation.set_id(id.text());
  for (const Id& person : people) conversation.add_participants(person.text());
  conversation.set_previous(std::string(previous));
  conversation.set_created_at_ms(txn.time_ms());
  CHECKED(txn.create(conversation));
  CHECKED(txn.set_scope(id, conversation_scope(id)));
  v1::Head head;
  head.set_root(conversation.id());
  CHECKED(txn.put(head));
  for (const Id& participant : people) {
    TRY(const auto person, storage::find<v1::Person>(txn, command.organisation, {participant}));
    if (!person) return no_such_person();
    CHECKED(add_member(txn, conversation_scope(id), *person, false));
  }
  txn.put_index(kByParticipants, hash, std::string(id.bytes()));
  return conversation;
}

}  // namespace

Result<v1::Conversation> start_conversation(Command& command,
                                            const v1::StartConversationRequest& request) {
  TRY(People people, parsed(request.participants()));
  CHECKED(check_reachable(command, people));
  people.insert(command.actor.person);
  return conversation_of(command, request.id(), people, {});
}

Result<v1::Conversation> add_participants(Command& command,
                                          const v1::AddParticipantsRequest& request) {
  TRY(const Id id, Id::parse(request.conversation(), "conversation"));
  TRY(const v1::Conversation present, stored_conversation(command.txn, id));
  TRY(People people, parsed(request.participants()));
  TRY(const People already_in, parsed(present.participants()));
  for (const Id& participant : already_in) people.erase(participant);
  CHECKED(check_reachable(command, people));
  people.insert(already_in.begin(), already_in.end());
  return conversation_of(command, request.id(), people, present.id());
}

}  // namespace fika::domain
