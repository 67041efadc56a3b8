// SPDX-License-Identifier: GPL-3.0-or-later
// Read markers: {generation, ordinal}. Devices send what they have seen in any order and late, so
// within a generation the ordinal only goes up; marking unread starts the next generation, and what
// devices still send of the one before is ignored.
#include <algorithm>

#include "server/domain/messages/messages.h"
#include "server/domain/reading/handlers.h"
#include "storage/entities.h"

namespace fika::domain {

Result<v1::ReadMarker> read_marker(const storage::Reader& reader, const Id& person,
                                   const Id& root) {
  TRY(auto marker, storage::find<v1::ReadMarker>(reader, person, {root}));
  if (marker) return *std::move(marker);
  v1::ReadMarker none;
  none.set_person(person.text());
  none.set_root(root.text());
  return none;
}

Status advance_own_marker(storage::Transaction& txn, const Id& person, const Id& root,
                          std::uint64_t previous_last, std::uint64_t new_last) {
  TRY(v1::ReadMarker marker, read_marker(txn, person, root));
  if (marker.ordinal() != previous_last) return {};
  marker.set_ordinal(new_last);
  return txn.put(marker);
}

Result<v1::ReadMarker> mark_read(Command& command, const v1::MarkReadRequest& request) {
  TRY(const MessageRoot root, message_root(command.txn, request.root()));
  TRY(v1::ReadMarker marker, read_marker(command.txn, command.actor.person, root.id));
  // A generation that is not there yet, as after a restored backup, counts as the present one.
  if (request.generation() < marker.generation()) return marker;
  TRY(const v1::Head head, head_of(command.txn, root.id));
  const std::uint64_t ordinal = std::min<std::uint64_t>(request.ordinal(), head.last_ordinal());
  if (ordinal <= marker.ordinal()) return marker;
  marker.set_ordinal(ordinal);
  CHECKED(command.txn.put(marker));
  return marker;
}

Result<v1::ReadMarker> mark_unread(Command& command, const v1::MarkUnreadRequest& request) {
  TRY(const MessageRoot root, message_root(command.txn, request.root()));
  if (request.ordinal() == 0) {
    return fail(Code::kInvalid, "Messages count from 1. Name the first one to be unread again.");
  }
  TRY(v1::ReadMarker marker, read_marker(command.txn, command.actor.person, root.id));
  // What is unread already stays so: marking unread never reads anything.
  if (request.ordinal() > marker.ordinal()) return marker;
  marker.set_generation(marker.generation() + 1);
  marker.set_ordinal(request.ordinal() - 1);
  CHECKED(command.txn.put(marker));
  return marker;
}

}  // namespace fika::domain
