// SPDX-License-Identifier: GPL-3.0-or-later
// Read markers: {generation, ordinal}. Devices send what they have seen in any order and late, so
// within a generation the ordinal only goes up; marking unread starts the next generation, and what
// devices still send of the one before is ignored.
#include <algorithm>
#include <fika/v1/communities.pb.h>

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

Result<std::uint64_t> read_up_to(const storage::Reader& reader, const Id& person, const Id& root,
                                 const v1::Head& head) {
  TRY(const auto scope, storage::scope_of(reader, root));
  std::int64_t joined_at_ms = 0;
  if (scope) {
    TRY(const auto member, storage::find<v1::Member>(reader, scope->id, {person}));
    if (member) joined_at_ms = member->joined_at_ms();
  }
  return read_up_to(reader, person, root, head, joined_at_ms);
}

Result<std::uint64_t> read_up_to(const storage::Reader& reader, const Id& person, const Id& root,
                                 const v1::Head& head, std::int64_t joined_at_ms) {
  TRY(const auto marker, storage::find<v1::ReadMarker>(reader, person, {root}));
  if (marker) return marker->ordinal();
  return head.last_at_ms() < joined_at_ms ? head.last_ordinal() : 0;
}

Status advance_own_marker(storage::Transaction& txn, const Id& person, const Id& root,
                          const v1::Head& before, std::uint64_t new_last) {
  TRY(const std::uint64_t read, read_up_to(txn, person, root, before));
  if (read != before.last_ordinal()) return {};
  TRY(v1::ReadMarker marker, read_marker(txn, person, root));
  marker.set_ordinal(new_last);
  return txn.put(marker);
}

Result<v1::ReadMarker> mark_read(Command& command, const v1::MarkReadRequest& request) {
  TRY(const MessageRoot root, message_root(command.txn, request.root()));
  TRY(v1::ReadMarker marker, read_marker(command.txn, command.actor.person, root.id));
  // A generation that is not there yet, as after a restored backup, counts as the present one.
  if (request.generation() < marker.generation()) return marker;
  TRY(const v1::Head head, head_of(command.txn, root.id));
  TRY(const std::uint64_t read, read_up_to(command.txn, command.actor.person, root.id, head));
  // The first look at what counts as read sets it down, so that what is said next counts by itself.
  const std::uint64_t ordinal =
      std::max(read, std::min<std::uint64_t>(request.ordinal(), head.last_ordinal()));
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
  TRY(const v1::Head head, head_of(command.txn, root.id));
  TRY(const std::uint64_t read, read_up_to(command.txn, command.actor.person, root.id, head));
  // What is unread already stays so: marking unread never reads anything.
  if (request.ordinal() > read) return marker;
  marker.set_generation(marker.generation() + 1);
  marker.set_ordinal(request.ordinal() - 1);
  CHECKED(command.txn.put(marker));
  return marker;
}

}  // namespace fika::domain
