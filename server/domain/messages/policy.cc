// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/messages/documents.h"
#include "server/domain/messages/handlers.h"

namespace fika::domain {

Capability messages() {
  // Posting in a thread is for the community's members, in a conversation for its participants.
  // Seeing is enough to take back what is one's own.
  constexpr Policy kWrites{
      .caller = Caller::kGuest, .relation = Relation::kMember, .root_field = "message"};
  constexpr Policy kReads{
      .caller = Caller::kGuest, .relation = Relation::kSees, .root_field = "message"};
  return {
      .service = "fika.v1.MessageService",
      .methods =
          {
              if_needed<&may_have_html<v1::PostMessageRequest>>(
                  prepared_command<&post_message, &prepare_post>("PostMessage",
                                                                 {.caller = Caller::kGuest,
                                                                  .relation = Relation::kMember,
                                                                  .root_field = "root"})),
              if_needed<&may_have_html<v1::EditMessageRequest>>(
                  prepared_command<&edit_message, &prepare_edit>("EditMessage", kWrites)),
              command<&delete_message>("DeleteMessage", kReads),
              command<&add_reaction>("AddReaction", kWrites),
              command<&remove_reaction>("RemoveReaction", kReads),
              command<&set_message_pinned>("SetMessagePinned", kWrites),
              query<&get_message>("GetMessage", kReads),
              scan<&list_messages>(
                  "ListMessages",
                  {.caller = Caller::kGuest, .relation = Relation::kSees, .root_field = "root"}),
              scan<&list_pinned_messages>(
                  "ListPinnedMessages",
                  {.caller = Caller::kGuest, .relation = Relation::kSees, .root_field = "root"}),
              scan<&list_edits>("ListEdits", kReads),
              // Acts on nothing but its text; a scan, because it belongs in the pool.
              scan<&render_text>("Render", {.caller = Caller::kGuest}),
          },
      .check = &check_messages,
      .documents = message_documents(),
  };
}

}  // namespace fika::domain
