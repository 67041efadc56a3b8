// SPDX-License-Identifier: GPL-3.0-or-later
// Which backups were made of a data folder: a line each in its file "backups", so that whoever
// erases somebody learns where else the data still are. Backups do not expire by themselves;
// deleting the folder is what ends one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "storage/backup.h"

namespace fika::app {

struct KnownBackup {
  std::filesystem::path folder;
  std::int64_t made_at_ms = 0;
  bool is_there = false;  // this very backup still stands where it was made
};

// kUnavailable when the line cannot be written; the backup itself is good then.
Status remember_backup(const std::filesystem::path& data_folder,
                       const std::filesystem::path& backup, const storage::Backup& made);
// The oldest first.
std::vector<KnownBackup> known_backups(const std::filesystem::path& data_folder);

// What the operator is to do about them after an erasure: sentences, then a line for each that is
// there.
std::vector<std::string> words_about_backups(const std::filesystem::path& data_folder);

}  // namespace fika::app
