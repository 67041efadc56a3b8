// SPDX-License-Identifier: GPL-3.0-or-later
// The index's folder: one database in it is the index, another may be in the making.
//
//   lock                 held while the index is open
//   current              the name of the one that is the index
//   generation-000007/   a Xapian database
//
// What `current` does not name is left of something that broke off, and is removed when the folder
// is opened. So a database is whole before it is asked, and a crash at any moment leaves the one
// before.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

#include "base/result.h"
#include "storage/files.h"

namespace fika::search {

// A database's folder, held by all who have it open. Once it is left, the last of them removes it.
class Generation {
 public:
  explicit Generation(std::filesystem::path folder) : folder_(std::move(folder)) {}
  ~Generation();
  Generation(const Generation&) = delete;
  Generation& operator=(const Generation&) = delete;

  const std::filesystem::path& folder() const { return folder_; }
  void leave() { is_left_ = true; }

 private:
  const std::filesystem::path folder_;
  std::atomic<bool> is_left_ = false;
};

// One thread at a time.
class Generations {
 public:
  // kUnavailable with a sentence when the folder is in use or cannot be written.
  // Of the disk, `reserve_bytes` are for others.
  static Result<Generations> open(const std::filesystem::path& folder,
                                  std::uint64_t reserve_bytes = 0);

  // Not set: there is none yet.
  const std::shared_ptr<Generation>& current() const { return current_; }
  // An empty folder to make the next one in.
  Result<std::filesystem::path> begin();
  // kUnavailable, for a minute, unless the disk has room for so much beside the reserve.
  Status check_room(std::uint64_t more_bytes) const;
  // kUnavailable with what the system says if nothing can be written there.
  static Status check_writable(const std::filesystem::path& folder);
  static std::uint64_t bytes_of(const std::filesystem::path& folder);
  // What was begun and came to nothing goes.
  void drop_begun();
  // Makes all files of it last, and it the current one from here on, whatever happens then. All
  // else goes: the one before when nobody has it open any more.
  Status adopt(const std::filesystem::path& made);

 private:
  Generations(std::filesystem::path folder, storage::File lock, std::uint64_t reserve_bytes)
      : folder_(std::move(folder)), lock_(std::move(lock)), reserve_bytes_(reserve_bytes) {}
  Status load();

  std::filesystem::path folder_;
  storage::File lock_;
  std::uint64_t reserve_bytes_;
  std::shared_ptr<Generation> current_;
  std::vector<std::filesystem::path> begun_;
  std::uint64_t number_ = 0;  // the highest that was given
};

}  // namespace fika::search
