// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/rocks.h"

#include <array>
#include <cstdarg>
#include <cstdio>
#include <memory>

#include <rocksdb/cache.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>
#include <spdlog/spdlog.h>

namespace fika::storage {
namespace {

constexpr std::uint64_t kWalBytesMax = 64 << 20;  // what a restart after kill -9 replays at most

constexpr std::string_view kTableNames[kTableCount] = {
    "default", "meta",        "entities",    "directory",   "roots", "index",
    "log",     "log_by_root", "scope_heads", "idempotency", "due",   "headers",
};

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
  database.max_open_files = 512;
  database.info_log = std::make_shared<ErrorsOnly>();
  database.write_buffer_size = 16 << 20;
  database.bytes_per_sync = 1 << 20;
  database.avoid_flush_during_shutdown = false;
  database.paranoid_checks = true;
  database.compression = rocksdb::kZSTD;

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
  for (const std::string_view name : kTableNames) {
    families.emplace_back(std::string(name), options);
  }
  return families;
}

}  // namespace fika::storage
