// SPDX-License-Identifier: GPL-3.0-or-later
// The subcommands of fika-server that work on a data folder and end.
#pragma once

#include <filesystem>
#include <string>

#include "base/id.h"
#include "base/result.h"
#include "storage/backup.h"

namespace fika::app {

struct FolderOptions {
  std::filesystem::path data;
  std::filesystem::path other;  // where a backup goes or comes from
  std::string organisation, admin_email;
  std::string person;  // an id
};

// Founds the organisation with its first administrator and prints an API token as the last line.
Status init(const FolderOptions& options);
// Asks the server that serves the folder to make the copy, or makes it when nobody does.
Status backup(const FolderOptions& options);
std::string told(const storage::Backup& made);  // what a backup holds, for a person
Status restore(const FolderOptions& options);
// Prints each finding; kDataLoss if there was one.
Status verify(const FolderOptions& options);
// Erases a person, lets the bytes leave the disk and says which backups still hold them. Asks the
// server that serves the folder to do it, or does it when nobody does.
Status erase(const FolderOptions& options);
std::string told_erased(const Id& person);

}  // namespace fika::app
