// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/rocks_snapshot.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "storage/rocks.h"

namespace fika::storage {

RocksSnapshot::RocksSnapshot(rocksdb::DB& database, const Handles& handles,
                             const std::atomic<bool>& has_aliases)
    : database_(database),
      handles_(handles),
      snapshot_(database.GetSnapshot()),
      // After the snapshot: what it holds was announced before it was written.
      has_aliases_(has_aliases.load()) {}

std::uint64_t RocksSnapshot::seq() const {
  if (const std::uint64_t known = seq_.load(std::memory_order_relaxed); known != 0) return known;
  const auto head = get(Table::kMeta, kHeadKey);
  store::v1::Header header;
  if (head && *head && header.ParseFromString(**head)) {
    seq_.store(header.seq(), std::memory_order_relaxed);
  }
  return seq_.load(std::memory_order_relaxed);
}

Result<std::optional<std::string>> RocksSnapshot::get(Table table, std::string_view key) const {
  // Asked each time a scope is looked up, and in most organisations there is none.
  if (table == Table::kRoots && !has_aliases_ && key.starts_with(kAliasMark)) {
    return std::optional<std::string>{};
  }
  rocksdb::ReadOptions read;
  read.snapshot = snapshot_;
  std::string value;
  const auto status = database_.Get(read, handle_of(handles_, table), slice(key), &value);
  if (status.IsNotFound()) return std::optional<std::string>{};
  if (!status.ok()) return std::unexpected(error_from(status, "Reading"));
  return std::optional(std::move(value));
}

Status RocksSnapshot::scan(Table table, const Range& range, const Visit& visit) const {
  const std::string end = prefix_end(range.prefix);
  const rocksdb::Slice end_slice = slice(end);
  rocksdb::ReadOptions read;
  read.snapshot = snapshot_;
  if (!end.empty()) read.iterate_upper_bound = &end_slice;
  const std::unique_ptr<rocksdb::Iterator> rows(
      database_.NewIterator(read, handle_of(handles_, table)));
  if (range.reverse) {
    const bool is_bound = !range.bound.empty() && (end.empty() || range.bound < end);
    const std::string& below = is_bound ? range.bound : end;
    // SeekForPrev finds the last key at or before its argument; the bound itself is excluded.
    if (below.empty()) {
      rows->SeekToLast();
    } else {
      rows->SeekForPrev(slice(below));
      if (rows->Valid() && view(rows->key()) == below) rows->Prev();
    }
  } else {
    rows->Seek(slice(std::max(range.prefix, range.bound)));
  }
  while (rows->Valid() && view(rows->key()).starts_with(range.prefix)) {
    if (!visit(view(rows->key()), view(rows->value()))) break;
    range.reverse ? rows->Prev() : rows->Next();
  }
  if (!rows->status().ok()) return std::unexpected(error_from(rows->status(), "Reading"));
  return {};
}

}  // namespace fika::storage
