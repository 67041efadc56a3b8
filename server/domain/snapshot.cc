// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/snapshot.h"

namespace fika::domain {
namespace {

void put_row(v1::Snapshot& snapshot, std::uint32_t kind, std::string_view row) {
  const storage::StoredEntity stored = storage::stored_entity(row);
  v1::Put& put = *snapshot.add_puts();
  put.set_kind(kind);
  put.set_body(std::string(stored.body));
  put.set_version(stored.version);
}

}  // namespace

void SnapshotBuilder::note_person(std::string_view person) {
  if (const auto id = Id::parse(person)) people_.insert(*id);
}

Status SnapshotBuilder::add_row(std::uint32_t kind, const std::string& key) {
  TRY(const auto row, reader_.get(storage::Table::kEntities, key));
  if (row) put_row(*snapshot_, kind, *row);
  return {};
}

Status SnapshotBuilder::add_rows(std::uint32_t kind, std::string prefix) {
  const storage::Range range{.prefix = std::move(prefix), .bound = {}};
  return reader_.scan(storage::Table::kEntities, range,
                      [&](std::string_view, std::string_view row) {
                        put_row(*snapshot_, kind, row);
                        return true;
                      });
}

}  // namespace fika::domain
