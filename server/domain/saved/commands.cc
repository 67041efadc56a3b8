// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "server/domain/messages/handlers.h"
#include "server/domain/saved/handlers.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

// Messages that were erased with their page take no room.
Result<std::size_t> let_erased_go(storage::Transaction& txn, const Id& person) {
  TRY(const auto rows, storage::all_of<v1::SavedMessage>(txn, person));
  std::size_t left = rows.size();
  for (const v1::SavedMessage& row : rows) {
    TRY(const Id message, Id::parse(row.message()));
    TRY(const auto place, storage::place_of(txn, message));
    TRY(const bool is_erased, is_erased_root(txn, Id::parse(row.root()).value_or(Id())));
    if (place || !is_erased) continue;
    CHECKED(txn.erase<v1::SavedMessage>(person, {message}));
    --left;
  }
  return left;
}

Status check_room(storage::Transaction& txn, const Id& person) {
  std::size_t count = 0;
  CHECKED(storage::for_each<v1::SavedMessage>(
      txn, person, {}, [&](v1::SavedMessage&&) { return ++count < kSavedMax; }));
  if (count < kSavedMax) return {};
  TRY(count, let_erased_go(txn, person));
  if (count < kSavedMax) return {};
  return fail(Code::kLimit, "You have saved {} messages, as many as fit. Let some go first.",
              count);
}

}  // namespace

Result<v1::SavedMessage> save_message(Command& command, const v1::SaveMessageRequest& request) {
  storage::Transaction& txn = command.txn;
  const Id& person = command.actor.person;
  TRY(const PlacedMessage placed, placed_message(txn, request.message()));
  TRY(std::string note, checked_optional_line(request.note(), kSavedNoteMax, "The note"));
  TRY(const auto present, storage::find<v1::SavedMessage>(txn, person, {placed.id}));
  if (present && present->note() == note) return *present;
  if (!present && placed.message.deleted()) {
    return fail(Code::kState, "The message was deleted; there is nothing to save any more.");
  }
  if (!present) CHECKED(check_room(txn, person));
  v1::SavedMessage saved = present.value_or(v1::SavedMessage());
  if (!present) {
    saved.set_person(person.text());
    saved.set_message(placed.id.text());
    saved.set_root(placed.root.text());
    saved.set_saved_at_ms(txn.time_ms());
  }
  saved.set_note(std::move(note));
  CHECKED(txn.put(saved));
  return saved;
}

Result<v1::UnsaveMessageReply> unsave_message(Command& command,
                                              const v1::UnsaveMessageRequest& request) {
  TRY(const Id message, Id::parse(request.message(), "The message"));
  CHECKED(command.txn.erase<v1::SavedMessage>(command.actor.person, {message}));
  return v1::UnsaveMessageReply();
}

}  // namespace fika::domain
