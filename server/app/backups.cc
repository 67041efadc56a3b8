// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>

#include <fmt/format.h>

#include "base/clock.h"
#include "server/app/backup_list.h"
#include "server/app/control_socket.h"
#include "server/app/folder_commands.h"
#include "storage/backup.h"

namespace fika::app {

std::string told(const storage::Backup& made) {
  return fmt::format("commit {}, {} files of {} bytes beside the rows", made.position.seq,
                     made.blobs, made.blob_bytes);
}

Status backup(const FolderOptions& options) {
  const auto destination = std::filesystem::absolute(options.other);
  // Who serves the folder holds its lock, so the copy is made there.
  const auto asked = ask_server(options.data, "backup " + destination.string());
  if (asked) {
    std::cout << "Backup complete: " << *asked << ".\n";
    return {};
  }
  if (asked.error().code != Code::kNotFound) return std::unexpected(asked.error());
  const SystemClock clock;
  TRY(const auto store,
      storage::Store::open({.folder = options.data, .create_if_missing = false}, clock));
  TRY(const auto made, storage::back_up(*store, options.data, destination, clock));
  if (const Status kept = remember_backup(options.data, destination, made); !kept) {
    std::cout << kept.error().detail << "\n";
  }
  std::cout << "Backup complete: " << told(made) << ".\n";
  return {};
}

Status restore(const FolderOptions& options) {
  const SystemClock clock;
  TRY(const auto restored, storage::restore(options.other, options.data, clock));
  std::cout << "Restored: " << told(restored)
            << ".\nThe log has a new epoch: every client fetches afresh.\n";
  return {};
}

}  // namespace fika::app
