// SPDX-License-Identifier: GPL-3.0-or-later
// Reading RocksDB as of one moment. Private to storage/; everybody else has Store::snapshot().
#pragma once

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

using Handles = std::vector<rocksdb::ColumnFamilyHandle*>;  // by Table's numbers

inline rocksdb::ColumnFamilyHandle* handle_of(const Handles& handles, Table table) {
  return handles[static_cast<std::size_t>(table)];
}

class RocksSnapshot final : public Snapshot {
 public:
  // Both outlive the snapshot: the store sees to that.
  RocksSnapshot(rocksdb::DB& database, const Handles& handles);
  ~RocksSnapshot() override { database_.ReleaseSnapshot(snapshot_); }
  RocksSnapshot(const RocksSnapshot&) = delete;
  RocksSnapshot& operator=(const RocksSnapshot&) = delete;

  Result<std::optional<std::string>> get(Table table, std::string_view key) const override;
  Status scan(Table table, const Range& range, const Visit& visit) const override;
  std::uint64_t seq() const override { return seq_; }

 private:
  rocksdb::DB& database_;
  const Handles& handles_;
  const rocksdb::Snapshot* snapshot_;
  std::uint64_t seq_ = 0;
};

}  // namespace fika::storage
