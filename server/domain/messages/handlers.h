// SPDX-License-Identifier: GPL-3.0-or-later
// The methods of MessageService, as policy.cc lists them, and how they find the message a request
// names.
#pragma once

#include <fika/v1/messages.pb.h>

#include "server/domain/messages/messages.h"
#include "server/render/first_look.h"

namespace fika::domain {

// A message where it is now. kNotFound unless `id` names a message; the policy has checked the
// root.
struct PlacedMessage {
  Id id;
  Id root;
  v1::Message message;
};
Result<PlacedMessage> placed_message(const storage::Reader& reader, std::string_view id);
// As placed_message, where members may write: kState for a stub, and as check_open says.
Result<PlacedMessage> writable_message(const storage::Reader& reader, std::string_view id);

// rendering.cc: the HTML of the text, as prepared for the two commands.
Result<std::string> prepare_post(const Query& query, const v1::PostMessageRequest& request);
Result<std::string> prepare_edit(const Query& query, const v1::EditMessageRequest& request);
// Whether the text of a post, an edit or a thread's start may come to any HTML.
template <class Request>
bool may_have_html(const Request& request) {
  return render::may_hold_markup(request.text());
}
Result<v1::RenderReply> render_text(const Query& query, const v1::RenderRequest& request);

Result<v1::Message> post_message(Command& command, const v1::PostMessageRequest& request);
Result<v1::Message> edit_message(Command& command, const v1::EditMessageRequest& request);
Result<v1::Message> delete_message(Command& command, const v1::DeleteMessageRequest& request);
Result<v1::Reaction> add_reaction(Command& command, const v1::AddReactionRequest& request);
Result<v1::RemoveReactionReply> remove_reaction(Command& command,
                                                const v1::RemoveReactionRequest& request);
Result<v1::Message> set_message_pinned(Command& command,
                                       const v1::SetMessagePinnedRequest& request);
Result<v1::Message> get_message(const Query& query, const v1::GetMessageRequest& request);
Result<v1::ListMessagesReply> list_messages(const Query& query,
                                            const v1::ListMessagesRequest& request);
Result<v1::ListPinnedMessagesReply> list_pinned_messages(
    const Query& query, const v1::ListPinnedMessagesRequest& request);
Result<v1::ListEditsReply> list_edits(const Query& query, const v1::ListEditsRequest& request);

// Erases a message's reactions and their counts.
Status erase_reactions(storage::Transaction& txn, const Id& root, const Id& message);
// All that hangs on a message that goes: earlier texts, reactions, notices, files, the passage of a
// page that it comments on, its pin.
Status erase_belongings(storage::Transaction& txn, const PlacedMessage& placed);

// check.cc: part of fika-server verify.
Status check_messages(const storage::Reader& reader, storage::Findings& findings);

}  // namespace fika::domain
