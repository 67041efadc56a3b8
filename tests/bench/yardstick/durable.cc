// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/yardstick/durable.h"

#include <cstdint>
#include <fcntl.h>
#include <unistd.h>

#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include "tests/bench/wire/socket.h"

namespace fika::bench {
namespace {

class SyncedFile final : public Durable {
 public:
  explicit SyncedFile(Descriptor file) : file_(std::move(file)) {}

  Status commit(const std::vector<std::string_view>& posts) override {
    gathered_.clear();
    for (const std::string_view post : posts) gathered_.append(post);
    const auto written = ::write(file_.get(), gathered_.data(), gathered_.size());
    if (written != static_cast<ssize_t>(gathered_.size()) || ::fdatasync(file_.get()) != 0) {
      return std::unexpected(system_error("write a post to the disk"));
    }
    return {};
  }

 private:
  Descriptor file_;
  std::string gathered_;
};

class SyncedRocks final : public Durable {
 public:
  explicit SyncedRocks(std::unique_ptr<rocksdb::DB> db) : db_(std::move(db)) {}

  Status commit(const std::vector<std::string_view>& posts) override {
    rocksdb::WriteBatch batch;
    for (const std::string_view post : posts) {
      // Keys ascend as those of a log do; big-endian, so that their order is that of the numbers.
      std::string key(sizeof next_, '\0');
      for (std::size_t i = 0; i < key.size(); ++i) {
        key[i] = static_cast<char>(next_ >> (8 * (key.size() - 1 - i)));
      }
      ++next_;
      batch.Put(key, rocksdb::Slice(post.data(), post.size()));
    }
    rocksdb::WriteOptions synced;
    synced.sync = true;
    if (const auto status = db_->Write(synced, &batch); !status.ok()) {
      return fail(Code::kInternal, "RocksDB refused a write: {}.", status.ToString());
    }
    return {};
  }

 private:
  std::unique_ptr<rocksdb::DB> db_;
  std::uint64_t next_ = 0;
};

}  // namespace

Result<std::unique_ptr<Durable>> open_durable(std::string_view how, const std::string& dir) {
  if (how == "none") return nullptr;
  if (how == "fdatasync") {
    Descriptor file(
        ::open((dir + "/posts").c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600));
    if (file.get() < 0) return std::unexpected(system_error("open the file of posts"));
    return std::make_unique<SyncedFile>(std::move(file));
  }
  if (how == "rocksdb") {
    rocksdb::Options options;
    options.create_if_missing = true;
    rocksdb::DB* db = nullptr;
    if (const auto status = rocksdb::DB::Open(options, dir + "/rocksdb", &db); !status.ok()) {
      return fail(Code::kInternal, "RocksDB did not open: {}.", status.ToString());
    }
    return std::make_unique<SyncedRocks>(std::unique_ptr<rocksdb::DB>(db));
  }
  return fail(Code::kInvalid,
              "There is no way \"{}\" to keep posts; use none, fdatasync or rocksdb.", how);
}

}  // namespace fika::bench
