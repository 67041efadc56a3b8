// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/rocks.h"

#include <array>
#include <cstdarg>
#include <cstdio>
#include <memory>

#include <rocksdb/cache.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>
#include <spdlog/spdlog.h>

namespace fika::storage {
namespace {

constexpr std::uint64_t kWalBytesMax = 32 << 20;  // what a restart after kill -9 replays at most

constexpr std::string_view kTableNames[kTableCount] = {
    "default", "meta",        "entities",    "directory",   "roots", "index",
    "log",     "log_by_root", "scope_heads", "idempotency", "due",   "headers",
};

// Rows that begin with these bytes mostly come in the order of their keys, as ids and ordinals do:
// remembering where the last one went spares the search for the next one's place. 0: no such order.
std::size_t append_prefix_bytes(std::size_t table) {
  switch (static_cast<Table>(table)) {
    case Table::kEntities:
    case Table::kIndex:
      return 18;
    case Table::kLogByRoot:
    case Table::kIdempotency:
      return 16;
    default:
      return 0;
  }
}

// RocksDB would write a file of its own account beside the rows, and Debian's build of it aborts
// the process when that file cannot grow: on a full disk, before the write's own error reaches us.
// So its warnings go where ours go, and the rest nowhere.
class ErrorsOnly final : public rocksdb::Logger {
 public:
  ErrorsOnly() : rocksdb::Logger(rocksdb::InfoLogLevel::ERROR_LEVEL) {}
  using rocksdb::Logger::Logv;
  void Logv(const rocksdb::InfoLogLevel level, const char* format, std::va_list values) override {
    if (level < GetInfoLogLevel()) return;
    Logv(format, values);
  }
  void Logv(const char* format, std::va_list values) override {
    std::array<char, 1024> line{};
    std::vsnprintf(line.data(), line.size(), format, values);
    spdlog::error("rocksdb: {}", line.data());
  }
};

}  // namespace

Error error_from(const rocksdb::Status& status, std::string_view doing) {
  const std::string reason = status.ToString();
  if (status.IsCorruption()) {
    return {
        Code::kDataLoss,
        fmt::format("{} failed: stored bytes are damaged ({}). Stop Fika, run fika-server verify, "
                    "and restore a backup if it confirms this.",
                    doing, reason)};
  }
  if (status.IsNoSpace() || status.subcode() == rocksdb::Status::kNoSpace) {
    return {Code::kUnavailable,
            fmt::format("{} failed: the disk is full. Free space, then start Fika again.", doing)};
  }
  if (status.IsIOError() && reason.find("lock") != std::string::npos) {
    return {Code::kUnavailable,
            fmt::format("{} failed: another Fika is using the data folder. Stop it first.", doing)};
  }
  return {Code::kInternal, fmt::format("{} failed: {}.", doing, reason)};
}

rocksdb::Options database_options(const StoreOptions& options) {
  rocksdb::Options database;
  database.create_if_missing = options.create_if_missing;
  database.create_missing_column_families = true;
  database.max_total_wal_size = kWalBytesMax;
  database.max_background_jobs = 2;
  database.allow_concurrent_memtable_write = false;  // there is one writer
  database.max_open_files = 512;
  database.info_log = std::make_shared<ErrorsOnly>();
  database.write_buffer_size = 16 << 20;
  database.bytes_per_sync = 1 << 20;
  database.avoid_flush_during_shutdown = false;
  database.paranoid_checks = true;
  // What is young is compressed cheaply, what has settled well.
  database.compression = options.is_compressed ? rocksdb::kLZ4Compression : rocksdb::kNoCompression;
  database.bottommost_compression =
      options.is_compressed ? rocksdb::kZSTD : rocksdb::kNoCompression;
  // Fresh ids are asked for with every command and not found: a filter says so without a search.
  database.memtable_whole_key_filtering = true;
  database.memtable_prefix_bloom_size_ratio = 0.02;

  rocksdb::BlockBasedTableOptions table;
  table.block_cache = rocksdb::NewLRUCache(options.cache_bytes);
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  table.cache_index_and_filter_blocks = true;
  table.format_version = 5;
  database.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return database;
}

std::vector<rocksdb::ColumnFamilyDescriptor> column_families(const rocksdb::Options& options) {
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (std::size_t table = 0; table < kTableCount; ++table) {
    rocksdb::ColumnFamilyOptions family(options);
    if (const std::size_t size = append_prefix_bytes(table); size > 0) {
      family.memtable_insert_with_hint_prefix_extractor.reset(
          rocksdb::NewFixedPrefixTransform(size));
    }
    families.emplace_back(std::string(kTableNames[table]), family);
  }
  return families;
}

}  // namespace fika::storage
