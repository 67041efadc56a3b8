// SPDX-License-Identifier: GPL-3.0-or-later
// The data folder's rows: one RocksDB, a column family a table. Reading is free for any thread;
// rows change only through apply(), which the commit step or the writer calls. Wrapped once, here:
// RocksDB's own types stay in this folder's .cc files.
#pragma once

#include <chrono>
#include <fika/store/v1/storage.pb.h>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "storage/position.h"
#include "storage/reader.h"

namespace rocksdb {
class DB;
}

namespace fika::storage {

// The rows as of one commit. Holds back compaction while it lives: make it short.
class Snapshot : public Reader {};

struct StoreOptions {
  std::filesystem::path folder;  // the data folder; rows are in folder/rows
  std::size_t cache_bytes = 64 << 20;
  bool create_if_missing = true;
  // Off for tests that look for words in the files.
  bool is_compressed = true;
  // Looks without changing a byte, also beside a running server; what that writes later is not
  // seen.
  bool is_read_only = false;
};

class Store {
 public:
  // kUnavailable with a sentence when the folder is in use or cannot be read; kState when it uses a
  // feature this program does not know; kNotFound when it holds no rows and none may be made.
  // `clock` is used only to date a new folder.
  static Result<std::unique_ptr<Store>> open(const StoreOptions& options, const Clock& clock);
  virtual ~Store() = default;

  virtual std::unique_ptr<Snapshot> snapshot() const = 0;
  // The newest commit: everything up to it is applied.
  virtual Position head() const = 0;
  // 16 random bytes naming the lineage of the log; new after a restore.
  virtual std::string epoch() const = 0;
  // The oldest commit whose change lines are kept; a cursor below it needs a bootstrap.
  virtual std::uint64_t floor() const = 0;

  // Writes the record's rows, its header and the head in one batch; `serialized` is the record's
  // bytes. FIKA_CHECKs that it follows the head. With `sync` it is on the disk when this returns;
  // an error then means unknown. One thread at a time.
  virtual Status apply(const store::v1::Record& record, std::string_view serialized, bool sync) = 0;

  // Waits until the head has reached `seq`; false when `wait_max` passes first. Any thread.
  virtual bool wait_for(std::uint64_t seq, std::chrono::milliseconds wait_max) const = 0;

  // Drops change lines of commits below `new_floor`. Writer thread.
  virtual Status trim_log(std::uint64_t new_floor) = 0;
  // A fresh lineage, for a restored folder. Before anything is served.
  virtual Status renew_epoch() = 0;
  // Makes erased rows leave the disk: flush, then bottommost compaction of every table. Slow.
  virtual Status compact() = 0;
  // A consistent copy of the rows of a running store in `new_folder`/rows, by hard links where
  // possible; says which commit it holds. `new_folder` exists and has no rows.
  virtual Result<Position> checkpoint(const std::filesystem::path& new_folder) const = 0;

  virtual rocksdb::DB& database() = 0;  // for this folder's own .cc files and the benchmarks
};

}  // namespace fika::storage
