// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/backup_list.h"

#include <algorithm>
#include <ctime>
#include <fstream>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace fika::app {
namespace {

std::filesystem::path list_of(const std::filesystem::path& data_folder) {
  return data_folder / "backups";
}

bool still_stands(const std::filesystem::path& folder, std::int64_t made_at_ms) {
  const auto found = storage::look_at_backup(folder);
  return found && found->made_at_ms == made_at_ms;
}

std::string minute(std::int64_t time_ms) {
  return fmt::format("{:%Y-%m-%d %H:%M} UTC",
                     fmt::gmtime(static_cast<std::time_t>(time_ms / 1000)));
}

}  // namespace

Status remember_backup(const std::filesystem::path& data_folder,
                       const std::filesystem::path& backup, const storage::Backup& made) {
  std::ofstream list(list_of(data_folder), std::ios::app);
  list << made.made_at_ms << ' ' << backup.string() << '\n' << std::flush;
  if (list) return {};
  return fail(Code::kUnavailable,
              "The backup is good, but the data folder's list of backups cannot be written: an "
              "erasure will not name it.");
}

std::vector<KnownBackup> known_backups(const std::filesystem::path& data_folder) {
  std::vector<KnownBackup> known;
  std::ifstream list(list_of(data_folder));
  std::int64_t made_at_ms = 0;
  for (std::string path; list >> made_at_ms && list.get() && std::getline(list, path);) {
    known.push_back({path, made_at_ms, still_stands(path, made_at_ms)});
  }
  return known;
}

std::vector<std::string> words_about_backups(const std::filesystem::path& data_folder) {
  const auto known = known_backups(data_folder);
  const auto there = static_cast<std::size_t>(std::ranges::count_if(known, &KnownBackup::is_there));
  std::vector<std::string> words;
  if (there > 0) {
    words.emplace_back(
        "These backups still hold what was erased, and never expire by themselves. Make a new "
        "one, then delete them:");
    for (const KnownBackup& backup : known) {
      if (!backup.is_there) continue;
      words.push_back(fmt::format("  {} of {}", backup.folder.string(), minute(backup.made_at_ms)));
    }
  }
  if (known.size() > there) {
    words.push_back(fmt::format(
        "{} more were made and are not where they were made. Delete those that were moved.",
        known.size() - there));
  }
  words.emplace_back(known.empty() ? "No backup of this folder is known. Copies made by other "
                                     "means still hold what was erased: delete them."
                                   : "Copies made by other means hold it too: delete them.");
  return words;
}

}  // namespace fika::app
