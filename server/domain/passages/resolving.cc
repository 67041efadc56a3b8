// SPDX-License-Identifier: GPL-3.0-or-later
// A resolved passage stays where it was; opened again it is looked for in the
// newest text.
#include "server/domain/messages/handlers.h"
#include "server/domain/pages/revisions.h"
#include "server/domain/pages/tree.h"
#include "server/domain/passages/following.h"
#include "server/domain/passages/handlers.h"
#include "server/domain/passages/positions.h"

namespace fika::domain {
namespace {

Result<v1::Passage> named_passage(const storage::Reader& reader, std::string_view message) {
  TRY(const PlacedMessage placed, placed_message(reader, message));
  TRY(auto passage, storage::find<v1::Passage>(reader, placed.root, {placed.id}));
  if (passage) return *std::move(passage);
  return fail(Code::kNotFound, "There is no such comment on a passage, or you may not see it.");
}

}  // namespace

Result<v1::Passage> resolve_passage(Command& command, const v1::ResolvePassageRequest& request) {
  storage::Transaction& txn = command.txn;
  TRY(v1::Passage passage, named_passage(txn, request.message()));
  TRY(const PlacedMessage placed, writable_message(txn, request.message()));
  if (passage.resolved_at_ms() != 0) return passage;
  passage.set_resolved_at_ms(txn.time_ms());
  passage.set_resolved_by(command.actor.person.text());
  txn.erase_index(kOpenPassages, storage::KeyWriter().id(placed.root).id(placed.id).take());
  CHECKED(txn.put(passage));
  return passage;
}

Result<std::string> prepare_reopen(const Query& query, const v1::ReopenPassageRequest& request) {
  TRY(const v1::Passage passage, named_passage(query.reader, request.message()));
  TRY(const v1::Page page, named_page(query.reader, passage.page()));
  TRY(const Id id, Id::parse(page.id()));
  store::v1::PreparedComment prepared;
  prepared.set_head(page.revision());
  prepared.set_placed_from(passage.revision());
  TRY(const auto then, named_revision(query.reader, id, passage.revision(), page.revision()));
  TRY(const std::string before, text_of(query.reader, id, then));
  TRY(const auto newest, named_revision(query.reader, id, 0, page.revision()));
  TRY(const std::string after, text_of(query.reader, id, newest));
  TRY(const Following following, Following::between(before, after));
  const merging::Range old_points{passage.start(), passage.end()};
  auto found =
      passage.orphaned() ? std::nullopt : following.follow(Positions(before).bytes_of(old_points));
  if (passage.orphaned()) found = find_as_read(after, passage.quote());
  prepared.set_orphaned(!found);
  const merging::Range points = found ? Positions(after).points_of(*found) : old_points;
  prepared.set_start(static_cast<std::uint32_t>(points.begin));
  prepared.set_end(static_cast<std::uint32_t>(points.end));
  return prepared.SerializeAsString();
}

Result<v1::Passage> reopen_passage(Command& command, const v1::ReopenPassageRequest& request) {
  storage::Transaction& txn = command.txn;
  TRY(v1::Passage passage, named_passage(txn, request.message()));
  TRY(const PlacedMessage placed, writable_message(txn, request.message()));
  if (passage.resolved_at_ms() == 0) return passage;
  TRY(const v1::Page page, named_page(txn, passage.page()));
  store::v1::PreparedComment prepared;
  prepared.ParseFromArray(command.prepared.data(), static_cast<int>(command.prepared.size()));
  if (prepared.head() != page.revision() || prepared.placed_from() != passage.revision()) {
    return prepare_again();
  }
  passage.clear_resolved_at_ms();
  passage.clear_resolved_by();
  passage.set_start(prepared.start());
  passage.set_end(prepared.end());
  passage.set_orphaned(prepared.orphaned());
  passage.set_revision(page.revision());
  CHECKED(open_passage(txn, passage));
  return passage;
}

}  // namespace fika::domain
