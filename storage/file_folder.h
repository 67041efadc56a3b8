// SPDX-License-Identifier: GPL-3.0-or-later
// The part of a data folder that is files and not rows: those that are kept and those on their way
// in. Any thread.
#pragma once

#include <filesystem>

#include "storage/blobs.h"
#include "storage/uploads.h"

namespace fika::storage {

struct FileFolder {
  Blobs blobs;
  Uploads uploads;

  static Result<FileFolder> open(const std::filesystem::path& data_folder) {
    TRY(Blobs blobs, Blobs::open(data_folder));
    TRY(Uploads uploads, Uploads::open(data_folder));
    return FileFolder{std::move(blobs), std::move(uploads)};
  }
};

}  // namespace fika::storage
