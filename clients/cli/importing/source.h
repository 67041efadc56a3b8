// SPDX-License-Identifier: GPL-3.0-or-later
// The files of an archive, be it a folder or a zip. A zip is hostile input: nothing is ever
// unpacked to disk, names that leave the archive are refused, and so are sizes that lie or explode.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"

namespace fika::cli::importing {

struct SourceLimits {
  std::uint64_t file_bytes_max = 256ULL << 20;
  std::uint64_t all_bytes_max = 2ULL << 30;
  // Unpacked to packed, for entries of more than a megabyte; text rarely gets above 30.
  std::uint64_t ratio_max = 200;
  std::size_t files_max = 1'000'000;
};

class Source {
 public:
  virtual ~Source() = default;
  // kInvalid if there is nothing to read at `path`, or it must not be trusted.
  static Result<std::unique_ptr<Source>> open(const std::filesystem::path& path,
                                              const SourceLimits& limits = {});

  // All regular files, with '/' between folders, sorted.
  virtual const std::vector<std::string>& names() const = 0;
  // The content of one of names().
  virtual Result<std::string> read(const std::string& name) = 0;
};

}  // namespace fika::cli::importing
