// SPDX-License-Identifier: GPL-3.0-or-later
// How RocksDB is opened and what its answers mean. Private to storage/.
#pragma once

#include <string_view>
#include <vector>

#include <rocksdb/db.h>

#include "base/result.h"
#include "storage/keys.h"
#include "storage/store.h"

namespace fika::storage {

// kDataLoss for corruption, kUnavailable for a full disk or a busy folder, kInternal otherwise.
Error error_from(const rocksdb::Status& status, std::string_view doing);

inline rocksdb::Slice slice(std::string_view bytes) { return {bytes.data(), bytes.size()}; }
inline std::string_view view(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

rocksdb::Options database_options(const StoreOptions& options);
// In the order of Table's numbers, RocksDB's own "default" first: handle i is Table i.
std::vector<rocksdb::ColumnFamilyDescriptor> column_families(const rocksdb::Options& options);

}  // namespace fika::storage
