// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/conversations/handlers.h"

namespace fika::domain {
namespace {

// Participants only; there is nothing here for an administrator to manage.
constexpr Policy kParticipant{
    .caller = Caller::kGuest, .relation = Relation::kMember, .root_field = "conversation"};

}  // namespace

Capability conversations() {
  return {
      .service = "fika.v1.ConversationService",
      .methods =
          {
              command<&start_conversation>("StartConversation", {.caller = Caller::kGuest}),
              command<&add_participants>("AddParticipants", kParticipant),
              query<&get_conversation>("GetConversation", kParticipant),
              scan<&list_conversations>("ListConversations", {.caller = Caller::kGuest}),
          },
      .snapshot = &snapshot_conversation,
      .check = &check_conversations,
  };
}

}  // namespace fika::domain
