// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/store.h"

#include <atomic>
#include <condition_variable>
#include <mutex>

#include <rocksdb/utilities/checkpoint.h>
#include <rocksdb/write_batch.h>
#include <sodium.h>

#include "base/check.h"
#include "storage/features.h"
#include "storage/rocks.h"
#include "storage/rocks_snapshot.h"

namespace fika::storage {
namespace {

constexpr std::string_view kFolderKey = "folder";
constexpr std::string_view kFloorKey = "floor";
constexpr std::string_view kRowsFolder = "rows";

class RocksStore final : public Store {
 public:
  RocksStore(std::unique_ptr<rocksdb::DB> database, Handles handles, bool is_read_only)
      : database_(std::move(database)), handles_(std::move(handles)), is_read_only_(is_read_only) {}
  ~RocksStore() override {
    for (auto* handle : handles_) database_->DestroyColumnFamilyHandle(handle);
  }
  RocksStore(const RocksStore&) = delete;
  RocksStore& operator=(const RocksStore&) = delete;

  Status load(const Clock& clock) {
    TRY(const auto folder, meta(kFolderKey));
    if (folder) {
      if (!folder_.ParseFromString(*folder)) {
        return fail(Code::kDataLoss, "The data folder's description cannot be read.");
      }
      CHECKED(check_features(folder_));
      if (!is_read_only_ && add_features(folder_)) CHECKED(write_folder());
    } else if (is_read_only_) {
      return fail(Code::kDataLoss, "The data folder's description is missing.");
    } else {
      folder_.set_created_at_ms(clock.now_ms());
      add_features(folder_);
      CHECKED(renew_epoch());
    }
    TRY(const auto head, meta(kHeadKey));
    if (head) {
      store::v1::Header header;
      if (!header.ParseFromString(*head) || header.hash().size() != sizeof(Hash)) {
        return fail(Code::kDataLoss, "The head of the change log cannot be read.");
      }
      head_ = {header.seq(), hash_from_bytes(header.hash())};
    }
    TRY(const auto floor, meta(kFloorKey));
    if (floor && floor->size() != sizeof floor_) {
      return fail(Code::kDataLoss, "The floor of the change log cannot be read.");
    }
    if (floor) floor_ = KeyReader(*floor).u64();
    return look_for_aliases();
  }

  std::unique_ptr<Snapshot> snapshot() const override {
    return std::make_unique<RocksSnapshot>(*database_, handles_, has_aliases_);
  }

  Position head() const override {
    const std::lock_guard lock(mutex_);
    return head_;
  }

  std::string epoch() const override { return folder_.epoch(); }

  std::uint64_t floor() const override {
    const std::lock_guard lock(mutex_);
    return floor_;
  }

  Status apply(const store::v1::Record& record, std::string_view serialized, bool sync) override {
    const Position before = head();
    FIKA_CHECK(record.seq() == before.seq + 1 && record.prev() == bytes_of(before.hash));
    const Position after{record.seq(), chain_hash(before.hash, record.seq(), serialized)};

    rocksdb::WriteBatch batch(serialized.size() + 512);
    for (const store::v1::Op& op : record.ops()) {
      FIKA_CHECK(op.table() > 0 && op.table() < kTableCount);
      auto* family = handles_[op.table()];
      const bool is_alias = op.table() == static_cast<std::uint32_t>(Table::kRoots) &&
                            op.key().starts_with(kAliasMark) && !op.erase();
      if (is_alias) has_aliases_ = true;
      op.erase() ? batch.Delete(family, op.key()) : batch.Put(family, op.key(), op.value());
    }
    store::v1::Header header;
    header.set_seq(after.seq);
    header.set_hash(std::string(bytes_of(after.hash)));
    header.set_size_bytes(serialized.size());
    header.set_id(record.id());
    header.set_time_ms(record.time_ms());
    const std::string header_row = header.SerializeAsString();
    batch.Put(handle_of(handles_, Table::kHeaders), KeyWriter().u64(after.seq).take(), header_row);
    batch.Put(handle_of(handles_, Table::kMeta), slice(kHeadKey), header_row);

    rocksdb::WriteOptions write;
    write.sync = sync;
    const auto status = database_->Write(write, &batch);
    if (!status.ok()) return std::unexpected(error_from(status, "Writing"));
    {
      const std::lock_guard lock(mutex_);
      head_ = after;
    }
    head_moved_.notify_all();
    return {};
  }

  bool wait_for(std::uint64_t seq, std::chrono::milliseconds wait_max) const override {
    std::unique_lock lock(mutex_);
    return head_moved_.wait_for(lock, wait_max, [&] { return head_.seq >= seq; });
  }

  Status trim_log(std::uint64_t new_floor) override {
    const std::uint64_t old_floor = floor();
    if (new_floor <= old_floor) return {};
    rocksdb::WriteBatch batch;
    const std::string from = KeyWriter().u64(old_floor).take();
    const std::string below = KeyWriter().u64(new_floor).take();
    const auto reader = snapshot();
    const Range lines{.prefix = {}, .bound = from};
    CHECKED(reader->scan(Table::kLog, lines, [&](std::string_view key, std::string_view value) {
      if (key >= below) return false;
      store::v1::ChangeLine line;
      if (line.ParseFromArray(value.data(), static_cast<int>(value.size()))) {
        batch.Delete(handle_of(handles_, Table::kLogByRoot), line.root() + std::string(key));
      }
      return true;
    }));
    batch.DeleteRange(handle_of(handles_, Table::kLog), from, below);
    batch.Put(handle_of(handles_, Table::kMeta), slice(kFloorKey), below);
    {
      // Before the rows go: who reads the floor after their snapshot must not find it too low.
      const std::lock_guard lock(mutex_);
      floor_ = new_floor;
    }
    return write(batch);
  }

  Status renew_epoch() override {
    std::string epoch(16, '\0');
    randombytes_buf(epoch.data(), epoch.size());
    folder_.set_epoch(epoch);
    return write_folder();
  }

  Status compact() override {
    for (auto* handle : handles_) {
      auto status = database_->Flush(rocksdb::FlushOptions(), handle);
      rocksdb::CompactRangeOptions options;
      // Without this the bottommost level keeps the old bytes.
      options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForceOptimized;
      if (status.ok()) status = database_->CompactRange(options, handle, nullptr, nullptr);
      if (!status.ok()) return std::unexpected(error_from(status, "Compacting"));
    }
    return {};
  }

  Result<Position> checkpoint(const std::filesystem::path& new_folder) const override {
    rocksdb::Checkpoint* made = nullptr;
    auto status = rocksdb::Checkpoint::Create(database_.get(), &made);
    const std::unique_ptr<rocksdb::Checkpoint> checkpoint(made);
    if (status.ok()) status = checkpoint->CreateCheckpoint((new_folder / kRowsFolder).string());
    if (!status.ok()) return std::unexpected(error_from(status, "Making the backup"));
    // Commits went on meanwhile: only the copy itself knows which one it holds.
    const StoreOptions look{.folder = new_folder,
                            .cache_bytes = 1 << 20,
                            .create_if_missing = false,
                            .is_read_only = true};
    TRY(const auto copy, Store::open(look, SystemClock()));
    return copy->head();
  }

  rocksdb::DB& database() override { return *database_; }

 private:
  Status look_for_aliases() {
    bool has_some = false;
    const Range range{.prefix = std::string(1, kAliasMark), .bound = {}};
    CHECKED(snapshot()->scan(Table::kRoots, range, [&](std::string_view, std::string_view) {
      has_some = true;
      return false;
    }));
    has_aliases_ = has_some;
    return {};
  }

  Status write_folder() {
    rocksdb::WriteBatch batch;
    batch.Put(handle_of(handles_, Table::kMeta), slice(kFolderKey), folder_.SerializeAsString());
    return write(batch);
  }

  Result<std::optional<std::string>> meta(std::string_view key) const {
    return snapshot()->get(Table::kMeta, key);
  }

  Status write(rocksdb::WriteBatch& batch) {
    rocksdb::WriteOptions options;
    options.sync = true;
    const auto status = database_->Write(options, &batch);
    if (!status.ok()) return std::unexpected(error_from(status, "Writing"));
    return {};
  }

  const std::unique_ptr<rocksdb::DB> database_;
  const Handles handles_;
  const bool is_read_only_;
  // Until they have been looked for there may be some.
  std::atomic<bool> has_aliases_{true};
  store::v1::Folder folder_;
  mutable std::mutex mutex_;
  mutable std::condition_variable head_moved_;
  Position head_;
  std::uint64_t floor_ = 1;
};

}  // namespace

Result<std::unique_ptr<Store>> Store::open(const StoreOptions& options, const Clock& clock) {
  FIKA_CHECK(sodium_init() >= 0);
  const std::filesystem::path rows = options.folder / kRowsFolder;
  std::error_code failed;
  const bool may_create = options.create_if_missing && !options.is_read_only;
  if (may_create) std::filesystem::create_directories(rows, failed);
  if (failed) {
    return fail(Code::kUnavailable, "The data folder cannot be made: {}.", failed.message());
  }
  if (!may_create && !std::filesystem::exists(rows / "CURRENT", failed)) {
    return fail(Code::kNotFound,
                "There is no Fika data here. fika-server init makes a data folder.");
  }
  rocksdb::Options settings = database_options(options);
  settings.create_if_missing = may_create;
  rocksdb::DB* opened = nullptr;
  Handles handles;
  const auto status =
      options.is_read_only
          ? rocksdb::DB::OpenForReadOnly(settings, rows.string(), column_families(settings),
                                         &handles, &opened)
          : rocksdb::DB::Open(settings, rows.string(), column_families(settings), &handles,
                              &opened);
  if (!status.ok()) return std::unexpected(error_from(status, "Opening the data folder"));
  auto store = std::make_unique<RocksStore>(std::unique_ptr<rocksdb::DB>(opened),
                                            std::move(handles), options.is_read_only);
  CHECKED(store->load(clock));
  return store;
}

}  // namespace fika::storage
