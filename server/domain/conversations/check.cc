// SPDX-License-Identifier: GPL-3.0-or-later
// Conversations against the table that finds them by their participants, both ways.
#include <algorithm>
#include <fika/v1/communities.pb.h>
#include <vector>

#include <sodium.h>

#include "server/domain/checks.h"
#include "server/domain/conversations/handlers.h"

namespace fika::domain {
namespace {

constexpr std::size_t kHashBytes = 32;
constexpr std::size_t kIdBytes = 16;

// As kByParticipants says, worked out anew.
std::string hash_of(const v1::Conversation& conversation) {
  std::vector<Id> people;
  for (const std::string& person : conversation.participants()) {
    people.push_back(id_or_nil(person));
  }
  std::ranges::sort(people);
  storage::KeyWriter ids;
  for (const Id& person : people) ids.id(person);
  const std::string input = ids.take();
  std::string hash(kHashBytes, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(input.data()), input.size(), nullptr,
                     0);
  return hash;
}

Status see_conversation(const storage::Reader& reader, storage::Findings& findings,
                        const v1::Conversation& conversation) {
  findings.looked_at("conversations", 1);
  const Id id = id_or_nil(conversation.id());
  TRY(const auto row, storage::find_index(reader, kByParticipants, hash_of(conversation)));
  if (row != id.bytes()) {
    findings.add("A conversation is not found by its participants", id.text());
  }
  for (const std::string& person : conversation.participants()) {
    TRY(const auto member, storage::find<v1::Member>(reader, id, {id_or_nil(person)}));
    if (!member) findings.add("A participant is no member of the conversation", id.text());
  }
  return storage::for_each<v1::Member>(reader, id, {}, [&](v1::Member&& member) {
    const auto& participants = conversation.participants();
    if (std::ranges::find(participants, member.person()) == participants.end()) {
      findings.add("A conversation has a member who is no participant", id.text());
    }
    return true;
  });
}

}  // namespace

Status check_conversations(const storage::Reader& reader, storage::Findings& findings) {
  CHECKED(each_entity<v1::Conversation>(reader, [&](const v1::Conversation& conversation) {
    return see_conversation(reader, findings, conversation);
  }));
  return each_row(reader, findings, kByParticipants, row_form(kHashBytes, kIdBytes),
                  [&](std::string_view key, std::string_view value) -> Status {
                    const Id id = Id::from_bytes(value);
                    TRY(const auto conversation, storage::find<v1::Conversation>(reader, id));
                    if (!conversation || hash_of(*conversation) != key) {
                      findings.add("Participants lead to a conversation that is not theirs",
                                   id.text());
                    }
                    return {};
                  });
}

}  // namespace fika::domain
