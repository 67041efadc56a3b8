// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup.h"

#include <map>
#include <sstream>
#include <system_error>
#include <vector>

#include <sodium.h>

#include "storage/blobs.h"
#include "storage/files.h"

namespace fika::storage {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kManifest = "fika-backup";
constexpr std::string_view kFirstLine = "format 1";
constexpr std::uint64_t kManifestBytesMax = 4096;

std::string hex(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return text;
}

Result<std::string> from_hex(const std::string& text, std::size_t size) {
  std::string bytes(size, '\0');
  std::size_t have = 0;
  if (sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), size, text.data(), text.size(),
                     nullptr, &have, nullptr) != 0 ||
      have != size) {
    return fail(Code::kDataLoss, "The backup's manifest is damaged. Use another backup.");
  }
  return bytes;
}

std::string seal_of(std::string_view lines) { return hex(bytes_of(chain_hash({}, 0, lines))); }

std::string manifest_of(const Backup& backup) {
  std::string lines = fmt::format(
      "{}\nepoch {}\nseq {}\nhash {}\nmade-at-ms {}\nblobs {}\nblob-bytes {}\n", kFirstLine,
      hex(backup.epoch), backup.position.seq, hex(bytes_of(backup.position.hash)),
      backup.made_at_ms, backup.blobs, backup.blob_bytes);
  return lines + "seal " + seal_of(lines) + "\n";
}

Status check_empty(const fs::path& folder) {
  std::error_code number;
  if (!fs::exists(folder, number)) return {};
  if (!fs::is_directory(folder, number) || !fs::is_empty(folder, number)) {
    return fail(Code::kState, "The folder {} holds something. Choose a new or an empty one.",
                folder.filename().string());
  }
  return {};
}

Status make_folders(const fs::path& folder) {
  std::error_code number;
  fs::create_directories(folder, number);
  if (number) return std::unexpected(error_from_system(number.value(), "Making a folder"));
  return {};
}

Status copy_rows(const fs::path& from, const fs::path& to) {
  CHECKED(make_folders(to));
  std::error_code number;
  for (fs::directory_iterator entry(from, number), end; !number && entry != end;
       entry.increment(number)) {
    CHECKED(copy_file(entry->path(), to / entry->path().filename(), /*may_link=*/false));
  }
  if (number) return std::unexpected(error_from_system(number.value(), "Reading the backup"));
  return sync_folder(to);
}

// Every blob of one data folder into another, counted.
Status copy_blobs(const fs::path& from, const fs::path& to, bool may_link, Backup& counted) {
  const Blobs blobs = Blobs::look(from);
  CHECKED(Blobs::open(to));
  std::map<fs::path, bool> folders;
  Status status;
  CHECKED(blobs.for_each([&](const Blob& blob, const fs::path& path) {
    if (blob.name.empty()) return true;  // not ours
    const fs::path folder = to / "blobs" / blob.name.substr(0, 2);
    if (folders.try_emplace(folder, true).second) status = make_folder(folder);
    if (status) status = copy_file(path, folder / path.filename(), may_link);
    // Erased while the backup was being made: then it is not to be in it.
    if (!status && status.error().code == Code::kNotFound) {
      status = {};
      return true;
    }
    ++counted.blobs;
    counted.blob_bytes += blob.size_bytes;
    return status.has_value();
  }));
  CHECKED(status);
  for (const auto& [folder, unused] : folders) CHECKED(sync_folder(folder));
  return {};
}

Result<Backup> fill_backup(const Store& store, const fs::path& data_folder,
                           const fs::path& destination, const Clock& clock) {
  Backup backup;
  backup.epoch = store.epoch();
  backup.made_at_ms = clock.now_ms();
  // Rows first: a blob is there before the row that names it, so every blob they name is copied
  // after.
  TRY(backup.position, store.checkpoint(destination));
  CHECKED(copy_blobs(data_folder, destination, /*may_link=*/true, backup));
  CHECKED(sync_folder(destination));
  CHECKED(replace_file(destination / kManifest, manifest_of(backup)));
  return backup;
}

Result<Backup> fill_folder(const fs::path& backup, const fs::path& aside, const Clock& clock) {
  TRY(Backup wanted, look_at_backup(backup));
  CHECKED(copy_rows(backup / "rows", aside / "rows"));
  Backup copied;
  CHECKED(copy_blobs(backup, aside, /*may_link=*/false, copied));
  if (copied.blobs != wanted.blobs || copied.blob_bytes != wanted.blob_bytes) {
    return fail(Code::kDataLoss,
                "The backup should hold {} attached files and holds {}. Use another backup.",
                wanted.blobs, copied.blobs);
  }
  TRY(const auto store, Store::open({.folder = aside, .create_if_missing = false}, clock));
  if (store->head() != wanted.position) {
    return fail(Code::kDataLoss,
                "The backup should hold commit {} and holds {}. Use another backup.",
                wanted.position.seq, store->head().seq);
  }
  CHECKED(store->renew_epoch());
  return wanted;
}

}  // namespace

Result<Backup> back_up(const Store& store, const fs::path& data_folder, const fs::path& destination,
                       const Clock& clock) {
  CHECKED(check_empty(destination));
  CHECKED(make_folders(destination));
  auto backup = fill_backup(store, data_folder, destination, clock);
  std::error_code ignored;
  if (!backup) fs::remove_all(destination, ignored);
  return backup;
}

Result<Backup> look_at_backup(const fs::path& backup) {
  auto text = read_file(backup / kManifest, kManifestBytesMax);
  if (!text && text.error().code == Code::kNotFound) {
    return fail(Code::kNotFound,
                "This is no complete backup: its manifest is missing. Use another one.");
  }
  if (!text) return std::unexpected(std::move(text).error());
  const std::size_t seal = text->rfind("seal ");
  if (seal == std::string::npos ||
      text->substr(seal) != "seal " + seal_of(text->substr(0, seal)) + "\n" ||
      !text->starts_with(kFirstLine)) {
    return fail(Code::kDataLoss, "The backup's manifest is damaged. Use another backup.");
  }
  Backup found;
  std::istringstream words(*text);
  std::string hash;
  for (std::string word, value; words >> word >> value;) {
    if (word == "epoch") {
      TRY(found.epoch, from_hex(value, 16));
    } else if (word == "hash") {
      TRY(hash, from_hex(value, sizeof(Hash)));
    } else if (word == "seq") {
      found.position.seq = std::strtoull(value.c_str(), nullptr, 10);
    } else if (word == "made-at-ms") {
      found.made_at_ms = std::strtoll(value.c_str(), nullptr, 10);
    } else if (word == "blobs") {
      found.blobs = std::strtoull(value.c_str(), nullptr, 10);
    } else if (word == "blob-bytes") {
      found.blob_bytes = std::strtoull(value.c_str(), nullptr, 10);
    }
  }
  if (!hash.empty()) found.position.hash = hash_from_bytes(hash);
  return found;
}

Result<Backup> restore(const fs::path& backup, const fs::path& new_folder, const Clock& clock) {
  CHECKED(check_empty(new_folder));
  TRY(const Backup wanted, look_at_backup(backup));
  // Aside until it is whole; the rows, which make it a data folder, move in last.
  const fs::path aside = new_folder / "restoring";
  CHECKED(make_folders(aside));
  auto restored = fill_folder(backup, aside, clock);
  std::error_code number;
  if (restored) {
    for (const char* part : {"blobs", "rows"}) {
      if (!number) fs::rename(aside / part, new_folder / part, number);
    }
    if (number) restored = std::unexpected(error_from_system(number.value(), "Moving a folder"));
  }
  std::error_code ignored;
  fs::remove_all(aside, ignored);
  CHECKED(sync_folder(new_folder));
  return restored;
}

}  // namespace fika::storage
