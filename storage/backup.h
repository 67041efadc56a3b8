// SPDX-License-Identifier: GPL-3.0-or-later
// A backup is a folder: the rows as of one commit, the blobs they may refer to, and last of all a
// manifest. Without its manifest it is not complete and will not be restored.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "storage/store.h"

namespace fika::storage {

struct Backup {
  Position position;
  std::string epoch;  // of the store it was made of
  std::int64_t made_at_ms = 0;
  std::uint64_t blobs = 0;
  std::uint64_t blob_bytes = 0;
};

// Copies a running store into `destination`, a folder that is new or empty. On the same file system
// the copy shares its bytes by hard links. kState when the folder holds something; after any other
// error nothing is left in it.
Result<Backup> back_up(const Store& store, const std::filesystem::path& data_folder,
                       const std::filesystem::path& destination, const Clock& clock);

// What the manifest says. kNotFound when there is none, kDataLoss when it is damaged.
Result<Backup> look_at_backup(const std::filesystem::path& backup);

// Makes a data folder from a backup, with an epoch of its own: clients of the lost lineage notice,
// and fetch anew. `new_folder` is new or empty; interrupted, it is no data folder. The backup stays
// as it is.
Result<Backup> restore(const std::filesystem::path& backup, const std::filesystem::path& new_folder,
                       const Clock& clock);

}  // namespace fika::storage
