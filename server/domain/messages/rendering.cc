// SPDX-License-Identifier: GPL-3.0-or-later
// What messages look like: made in the prepare steps of the commands that write them, and for
// previews. Nothing here runs on the writer thread; a command takes what was prepared as it is,
// since a text's HTML depends on nothing but the text and the kind of its root, which never
// changes.
#include "base/text.h"
#include "server/domain/messages/handlers.h"
#include "server/render/render.h"
#include "storage/entities.h"

namespace fika::domain {

// Whoever names what is not there is refused by the command.
Result<bool> has_group_mentions(const storage::Reader& reader, const Id& root) {
  TRY(const auto place, storage::place_of(reader, root));
  return !place || place->kind == storage::entity_type<v1::Thread>().kind();
}

Result<std::string> message_html(std::string_view text, bool has_group_mentions) {
  if (!check_body(text, kMessageBytesMax, "The message")) return std::string();
  return render::render_message(text, {.has_group_mentions = has_group_mentions});
}

Result<std::string> prepare_post(const Query& query, const v1::PostMessageRequest& request) {
  const auto root = Id::parse(request.root());
  if (!root) return std::string();
  TRY(const bool has_groups, has_group_mentions(query.reader, *root));
  return message_html(request.text(), has_groups);
}

Result<std::string> prepare_edit(const Query& query, const v1::EditMessageRequest& request) {
  const auto id = Id::parse(request.message());
  if (!id) return std::string();
  TRY(const auto place, storage::place_of(query.reader, *id));
  if (!place) return std::string();
  TRY(const bool has_groups, has_group_mentions(query.reader, place->root));
  return message_html(request.text(), has_groups);
}

Result<v1::RenderReply> render_text(const Query&, const v1::RenderRequest& request) {
  CHECKED(check_body(request.text(), kMessageBytesMax, "The message"));
  v1::RenderReply reply;
  TRY(*reply.mutable_html(), message_html(request.text(), true));
  return reply;
}

}  // namespace fika::domain
