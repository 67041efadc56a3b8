// SPDX-License-Identifier: GPL-3.0-or-later
// Files that people attach, kept under the hash of their content: folder/blobs/ab/cdef...
// (BLAKE2b-256 in hex). The same content is kept once. What refers to a blob, and who may read it,
// is the domain's: no name ever comes from a person. Any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "storage/files.h"

namespace fika::storage {

struct Blob {
  std::string name;  // 64 lower-case hex digits
  std::uint64_t size_bytes = 0;
};

// Takes a blob in, piece by piece. Dropped before finish(), it leaves nothing.
class BlobWriter {
 public:
  BlobWriter(BlobWriter&&) noexcept;
  BlobWriter& operator=(BlobWriter&&) noexcept;
  ~BlobWriter();

  // kLimit above the size given to begin(); kUnavailable when the disk is full.
  Status append(std::string_view bytes);
  // The blob is on the disk, under its name, when this returns. Only once.
  Result<Blob> finish();

 private:
  friend class Blobs;
  struct Inside;
  explicit BlobWriter(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

class BlobReader {
 public:
  std::uint64_t size_bytes() const { return size_bytes_; }
  // Up to `length` bytes from `offset`; fewer at the end.
  Result<std::string> read(std::uint64_t offset, std::size_t length) const {
    return file_.read(offset, length);
  }

 private:
  friend class Blobs;
  BlobReader(File file, std::uint64_t size_bytes)
      : file_(std::move(file)), size_bytes_(size_bytes) {}
  File file_;
  std::uint64_t size_bytes_;
};

class Blobs {
 public:
  // Makes folder/blobs if need be, and clears away what was begun and never finished.
  static Result<Blobs> open(const std::filesystem::path& data_folder);
  // As open(), changing nothing; a folder without blobs is an empty one.
  static Blobs look(const std::filesystem::path& data_folder);

  Result<BlobWriter> begin(std::uint64_t size_bytes_max) const;
  // kNotFound when there is none of this name, or it is no name.
  Result<BlobReader> read(std::string_view name) const;
  bool exists(std::string_view name) const;
  // Nothing happens if there is none.
  Status remove(std::string_view name) const;
  // Removes those that have been there for an hour and that `is_used` does not know. One that is
  // kept again meanwhile stays: a blob is taken aside first, and looked at again there.
  Status sweep(const std::function<bool(std::string_view name)>& is_used) const;
  // kDataLoss when the content is not what the name says.
  Status verify(std::string_view name) const;
  // In no order. A file that is named like no blob is told with an empty name and its path.
  Status for_each(
      const std::function<bool(const Blob& blob, const std::filesystem::path& path)>& visit) const;

 private:
  explicit Blobs(std::filesystem::path folder) : folder_(std::move(folder)) {}
  std::filesystem::path folder_;
};

}  // namespace fika::storage
