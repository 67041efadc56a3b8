// SPDX-License-Identifier: GPL-3.0-or-later
// Files that are on the disk when we say so: an open file, and the three ways in which a folder's
// entries are made to last. For storage/ and search/ alone.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace fika::storage {

class File {
 public:
  static Result<File> create(const std::filesystem::path& path);  // kExists if it is there
  static Result<File> open(const std::filesystem::path& path);    // to read; kNotFound if it is not
  static Result<File> open_to_append(const std::filesystem::path& path);  // makes it if need be
  File(File&& other) noexcept;
  File& operator=(File&& other) noexcept;
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File();

  Status append(std::string_view bytes);
  Status sync();
  Status truncate(std::uint64_t size);
  // False if another open file of the same path holds its lock; held until this one goes.
  bool try_lock();
  Result<std::uint64_t> size() const;
  // Up to `length` bytes from `offset`; fewer at the file's end.
  Result<std::string> read(std::uint64_t offset, std::size_t length) const;

 private:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

// kUnavailable for a full disk, kNotFound, kExists, kInternal otherwise; from `errno`'s number.
Error error_from_system(int number, std::string_view doing);

// Makes the names in a folder last.
Status sync_folder(const std::filesystem::path& folder);
// Makes the folder, and its name last; nothing happens if it is there.
Status make_folder(const std::filesystem::path& folder);
// All or nothing of `bytes` stands at `path` afterwards, and lasts.
Status replace_file(const std::filesystem::path& path, std::string_view bytes);
// A copy that lasts; shares the bytes with the original where the file system can, if `may_link`.
Status copy_file(const std::filesystem::path& from, const std::filesystem::path& to, bool may_link);
// The whole file; kLimit if it is above `size_max`.
Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t size_max);

}  // namespace fika::storage
