// SPDX-License-Identifier: GPL-3.0-or-later
// What happens to a message after it was posted: edited, deleted, pinned. reactions.cc has
// reactions.
#include <fika/store/v1/domain.pb.h>
#include <vector>

#include "base/text.h"
#include "server/domain/communities/communities.h"
#include "server/domain/files/files.h"
#include "server/domain/messages/handlers.h"
#include "server/domain/messages/notices.h"
#include "server/domain/pages/message_links.h"
#include "server/domain/passages/passages.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

Result<std::uint32_t> last_edit_number(const storage::Reader& reader, const Id& message) {
  std::uint32_t number = 0;
  const storage::Range newest{.prefix = std::string(message.bytes()), .bound = {}, .reverse = true};
  CHECKED(storage::scan_index(reader, kEdits, newest, [&](std::string_view key, std::string_view) {
    storage::KeyReader parts(key);
    parts.id();
    number = parts.u32();
    return false;
  }));
  return number;
}

std::string edit_key(const Id& message, std::uint32_t number) {
  return storage::KeyWriter().id(message).u32(number).take();
}

Status keep_edit(storage::Transaction& txn, const PlacedMessage& placed) {
  TRY(const std::uint32_t last, last_edit_number(txn, placed.id));
  if (last >= kEditsMax) {
    return fail(Code::kLimit,
                "The message was edited {} times, as often as it can be. Post a new one.", last);
  }
  const v1::Message& message = placed.message;
  store::v1::StoredEdit edit;
  edit.set_text(message.text());
  edit.set_written_at_ms(message.edited_at_ms() == 0 ? message.created_at_ms()
                                                     : message.edited_at_ms());
  txn.put_index(kEdits, edit_key(placed.id, last + 1), edit.SerializeAsString());
  return {};
}

Status erase_edits(storage::Transaction& txn, const Id& message) {
  TRY(const std::uint32_t last, last_edit_number(txn, message));
  for (std::uint32_t number = 1; number <= last; ++number) {
    txn.erase_index(kEdits, edit_key(message, number));
  }
  return {};
}

std::string pin_key(const PlacedMessage& placed) {
  return storage::KeyWriter().id(placed.root).id(placed.id).take();
}

Status check_pins(const storage::Reader& reader, const Id& root) {
  int count = 0;
  const storage::Range range{.prefix = std::string(root.bytes()), .bound = {}};
  CHECKED(storage::scan_index(
      reader, kPinnedMessages, range,
      [&](std::string_view, std::string_view) { return ++count < kPinnedMessagesMax; }));
  if (count < kPinnedMessagesMax) return {};
  return fail(Code::kLimit, "{} messages are pinned here, as many as fit. Unpin one first.", count);
}

}  // namespace

Status erase_belongings(storage::Transaction& txn, const PlacedMessage& placed) {
  follow_page_links(txn, placed.id, placed.message.text(), {});
  CHECKED(erase_edits(txn, placed.id));
  CHECKED(erase_reactions(txn, placed.root, placed.id));
  CHECKED(untell_all(txn, placed.root, placed.id));
  CHECKED(let_go_of_files(txn, placed.id));
  CHECKED(erase_passage(txn, placed.root, placed.id));
  if (placed.message.pinned()) txn.erase_index(kPinnedMessages, pin_key(placed));
  return {};
}

Result<v1::Message> edit_message(Command& command, const v1::EditMessageRequest& request) {
  TRY(PlacedMessage placed, writable_message(command.txn, request.message()));
  if (placed.message.author() != command.actor.person.text()) {
    return fail(Code::kForbidden, "Only its author can edit a message. Answer it instead.");
  }
  CHECKED(check_body(request.text(), kMessageBytesMax, "The message"));
  if (placed.message.text() == request.text()) return placed.message;
  CHECKED(keep_edit(command.txn, placed));
  TRY(const MessageRoot root, message_root(command.txn, placed.message.root()));
  v1::Message edited = placed.message;
  edited.set_text(request.text());
  edited.set_html(std::string(command.prepared));
  edited.set_edited_at_ms(command.txn.time_ms());
  CHECKED(set_mentions(command, root.id, edited));
  TRY(const auto held, hold_files(command.txn, command.actor, placed.id, files_in(request.text())));
  edited.mutable_files()->Assign(held.begin(), held.end());
  CHECKED(command.txn.put(edited));
  follow_page_links(command.txn, placed.id, placed.message.text(), edited.text());
  CHECKED(tell_mentioned(command.txn, root, edited, &placed.message));
  return edited;
}

Result<v1::Message> delete_message(Command& command, const v1::DeleteMessageRequest& request) {
  storage::Transaction& txn = command.txn;
  TRY(const PlacedMessage placed, placed_message(txn, request.message()));
  if (placed.message.author() != command.actor.person.text()) {
    TRY(const Relation relation, relation_to(txn, command.actor, placed.root));
    if (relation < Relation::kSteward) {
      return fail(Code::kForbidden, "Only its author or a steward can delete a message. Ask one.");
    }
  }
  if (placed.message.deleted()) return placed.message;
  v1::Message stub;
  stub.set_root(placed.message.root());
  stub.set_id(placed.message.id());
  stub.set_ordinal(placed.message.ordinal());
  stub.set_author(placed.message.author());
  stub.set_created_at_ms(placed.message.created_at_ms());
  stub.set_imported(placed.message.imported());
  stub.set_deleted(true);
  CHECKED(txn.put(stub));
  CHECKED(erase_belongings(txn, placed));
  return stub;
}

Result<v1::Message> set_message_pinned(Command& command,
                                       const v1::SetMessagePinnedRequest& request) {
  TRY(PlacedMessage placed, writable_message(command.txn, request.message()));
  if (placed.message.pinned() == request.pinned()) return placed.message;
  if (request.pinned()) {
    CHECKED(check_pins(command.txn, placed.root));
    command.txn.put_index(kPinnedMessages, pin_key(placed), {});
  } else {
    command.txn.erase_index(kPinnedMessages, pin_key(placed));
  }
  placed.message.set_pinned(request.pinned());
  CHECKED(command.txn.put(placed.message));
  return placed.message;
}

}  // namespace fika::domain
