// SPDX-License-Identifier: GPL-3.0-or-later
// Reading RocksDB as of one moment. Private to storage/; everybody else has Store::snapshot().
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <rocksdb/db.h>

#include "base/result.h"
#include "storage/store.h"

namespace fika::storage {

inline constexpr std::string_view kHeadKey = "head";  // in Table::kMeta
// How the keys of Table::kRoots begin that say what a scope stands for.
inline constexpr char kAliasMark = 'A';

using Handles = std::vector<rocksdb::ColumnFamilyHandle*>;  // by Table's numbers

inline rocksdb::ColumnFamilyHandle* handle_of(const Handles& handles, Table table) {
  return handles[static_cast<std::size_t>(table)];
}

class RocksSnapshot final : public Snapshot {
 public:
  // All outlive the snapshot: the store sees to that. While `has_aliases` is false, no scope stands
  // for another in any commit that is there already.
  RocksSnapshot(rocksdb::DB& database, const Handles& handles,
                const std::atomic<bool>& has_aliases);
  ~RocksSnapshot() override { database_.ReleaseSnapshot(snapshot_); }
  RocksSnapshot(const RocksSnapshot&) = delete;
  RocksSnapshot& operator=(const RocksSnapshot&) = delete;

  Result<std::optional<std::string>> get(Table table, std::string_view key) const override;
  Status scan(Table table, const Range& range, const Visit& visit) const override;
  std::uint64_t seq() const override;

 private:
  rocksdb::DB& database_;
  const Handles& handles_;
  const rocksdb::Snapshot* snapshot_;
  const bool has_aliases_;
  // Looked up when it is asked for, as most snapshots are not. 0: not yet.
  mutable std::atomic<std::uint64_t> seq_{0};
};

}  // namespace fika::storage
