// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/reading/handlers.h"
#include "server/domain/scopes.h"
#include "storage/entities.h"

namespace fika::domain {

Result<std::vector<v1::InboxItem>> inbox_of(const storage::Reader& reader, const Id& person,
                                            bool include_done) {
  std::vector<v1::InboxItem> items;
  std::size_t looked_at = 0;
  Status status;
  // Ids of items begin with their time.
  const storage::Range newest_first{
      .prefix = storage::entity_key(storage::entity_type<v1::InboxItem>().kind(), person),
      .bound = {},
      .reverse = true};
  CHECKED(reader.scan(storage::Table::kEntities, newest_first,
                      [&](std::string_view, std::string_view row) {
                        auto item = storage::parse_row<v1::InboxItem>(row);
                        if (!item) {
                          status = std::unexpected(std::move(item).error());
                          return false;
                        }
                        if (include_done || !item->done()) items.push_back(*std::move(item));
                        return items.size() < kInboxListMax && ++looked_at < kInboxScanMax;
                      }));
  if (!status) return std::unexpected(std::move(status).error());
  return items;
}

Result<v1::ListInboxReply> list_inbox(const Query& query, const v1::ListInboxRequest& request) {
  TRY(auto items, inbox_of(query.reader, query.actor.person, request.include_done()));
  v1::ListInboxReply reply;
  for (v1::InboxItem& item : items) *reply.add_items() = std::move(item);
  return reply;
}

Status reading_in_snapshot(const Query& query, const storage::Scope& scope,
                           SnapshotBuilder& snapshot) {
  if (scope.kind != v1::SCOPE_KIND_PERSON) return {};
  // Only of what the other scopes carry: this scope's turn is after theirs.
  for (const Id& root : snapshot.roots()) {
    CHECKED(snapshot.add<v1::ReadMarker>(scope.id, {root}));
  }
  CHECKED(snapshot.add_all<v1::Draft>(scope.id));
  TRY(const auto items, inbox_of(query.reader, scope.id, /*include_done=*/false));
  for (const v1::InboxItem& item : items) {
    TRY(const Id id, Id::parse(item.id()));
    CHECKED(snapshot.add<v1::InboxItem>(scope.id, {id}));
    snapshot.note_person(item.from());
  }
  return {};
}

}  // namespace fika::domain
