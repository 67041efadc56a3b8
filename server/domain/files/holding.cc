// SPDX-License-Identifier: GPL-3.0-or-later
// Which messages and pages hold a file, and so who may read it.
#include <algorithm>

#include "server/domain/files/handlers.h"
#include "server/domain/files/room.h"

namespace fika::domain {
namespace {

std::string pair_of(const Id& first, const Id& second) {
  return storage::KeyWriter().id(first).id(second).take();
}

// The second half of the keys that begin with `first`.
Result<std::vector<Id>> paired_with(const storage::Reader& reader, const storage::IndexTable& table,
                                    const Id& first, std::size_t count_max) {
  std::vector<Id> ids;
  CHECKED(storage::scan_index(reader, table, {.prefix = std::string(first.bytes()), .bound = {}},
                              [&](std::string_view key, std::string_view) {
                                storage::KeyReader parts(key);
                                parts.id();
                                ids.push_back(parts.id());
                                return ids.size() < count_max;
                              }));
  return ids;
}

// Captions are held by files, which are held by no files.
enum class Depth { kWithCaptions, kHoldersAlone };

Result<bool> may_read(const storage::Reader& reader, const Actor& actor, const Id& file,
                      const store::v1::StoredFile& stored, Depth depth) {
  if (actor.is_anonymous()) return false;
  TRY(const auto holders, paired_with(reader, kHoldersOfFile, file, kHoldersAsked));
  if (holders.empty()) return stored.author() == actor.person.bytes();
  for (const Id& holder : holders) {
    TRY(const auto root, root_of(reader, holder));
    if (root) {
      TRY(const Relation relation, relation_to(reader, actor, *root));
      if (relation >= Relation::kSees) return true;
    } else if (depth == Depth::kWithCaptions) {
      TRY(const auto captioned,
          storage::find_index_as<store::v1::StoredFile>(reader, kFiles, holder.bytes()));
      if (!captioned) continue;
      TRY(const bool is_readable,
          may_read(reader, actor, holder, *captioned, Depth::kHoldersAlone));
      if (is_readable) return true;
    }
  }
  return false;
}

void pair(storage::Transaction& txn, const Id& holder, const Id& file) {
  txn.put_index(kFilesOfHolder, pair_of(holder, file), {});
  txn.put_index(kHoldersOfFile, pair_of(file, holder), {});
}

Result<bool> is_held(const storage::Reader& reader, const Id& holder, const Id& file) {
  TRY(const auto row, storage::find_index(reader, kFilesOfHolder, pair_of(holder, file)));
  return row.has_value();
}

void let_go(storage::Transaction& txn, const Id& holder, const Id& file) {
  txn.erase_index(kFilesOfHolder, pair_of(holder, file));
  txn.erase_index(kHoldersOfFile, pair_of(file, holder));
  txn.schedule(txn.time_ms() + kUnheldMs, std::string(kCollectFile), std::string(file.bytes()));
}

}  // namespace

Result<store::v1::StoredFile> readable_file(const storage::Reader& reader, const Actor& actor,
                                            const Id& file) {
  TRY(auto stored, storage::find_index_as<store::v1::StoredFile>(reader, kFiles, file.bytes()));
  if (stored) {
    TRY(const bool is_readable, may_read(reader, actor, file, *stored, Depth::kWithCaptions));
    if (is_readable) return *std::move(stored);
  }
  return fail(Code::kNotFound, "There is no such file, or you may not see it.");
}

Result<std::vector<v1::File>> hold_files(storage::Transaction& txn, const Actor& actor,
                                         const Id& holder, const std::vector<Id>& files) {
  TRY(const auto before, paired_with(txn, kFilesOfHolder, holder, kFilesOfPageMax));
  std::vector<v1::File> held;
  for (const Id& file : files) {
    auto stored = readable_file(txn, actor, file);
    if (!stored && stored.error().code != Code::kNotFound) return std::unexpected(stored.error());
    if (!stored) continue;
    pair(txn, holder, file);
    held.push_back(std::move(*stored->mutable_file()));
  }
  for (const Id& file : before) {
    const bool is_held =
        std::ranges::any_of(held, [&](const v1::File& kept) { return kept.id() == file.text(); });
    if (!is_held) let_go(txn, holder, file);
  }
  return held;
}

Status hold_more_files(storage::Transaction& txn, const Actor& actor, const Id& holder,
                       const std::vector<Id>& files) {
  std::vector<Id> more;
  for (const Id& file : files) {
    TRY(const bool is_known, is_held(txn, holder, file));
    if (is_known) continue;
    const auto stored = readable_file(txn, actor, file);
    if (!stored && stored.error().code != Code::kNotFound) return std::unexpected(stored.error());
    if (stored) more.push_back(file);
  }
  if (more.empty()) return {};
  TRY(const auto before, paired_with(txn, kFilesOfHolder, holder, kFilesOfPageMax));
  if (before.size() + more.size() > kFilesOfPageMax) {
    return fail(Code::kLimit,
                "With its history the page would hold {} files; {} fit. Put some of them on a page "
                "of their own.",
                before.size() + more.size(), kFilesOfPageMax);
  }
  for (const Id& file : more) pair(txn, holder, file);
  return {};
}

Status let_go_of_files(storage::Transaction& txn, const Id& holder) {
  TRY(const auto files, paired_with(txn, kFilesOfHolder, holder, kFilesOfPageMax));
  for (const Id& file : files) let_go(txn, holder, file);
  return {};
}

Result<std::vector<v1::File>> files_held(const storage::Reader& reader, const Id& holder,
                                         const std::vector<Id>& files) {
  std::vector<v1::File> held;
  for (const Id& file : files) {
    TRY(const bool is_known, is_held(reader, holder, file));
    if (!is_known) continue;
    TRY(auto stored, storage::find_index_as<store::v1::StoredFile>(reader, kFiles, file.bytes()));
    if (stored) held.push_back(std::move(*stored->mutable_file()));
  }
  return held;
}

std::vector<std::string> blob_keys(const Id& id, const store::v1::StoredFile& file) {
  std::vector<std::string> keys = {storage::KeyWriter().text_part(file.blob()).id(id).take()};
  if (!file.thumbnail().empty()) {
    keys.push_back(storage::KeyWriter().text_part(file.thumbnail()).id(id).take());
  }
  return keys;
}

Result<std::vector<Id>> holders_of(const storage::Reader& reader, const Id& file) {
  return paired_with(reader, kHoldersOfFile, file, kHoldersAsked);
}

Status erase_file(storage::Transaction& txn, const Id& id, const store::v1::StoredFile& file) {
  if (!file.author().empty()) {
    CHECKED(give_room_back(txn, Id::from_bytes(file.author()), id));
  }
  txn.erase_index(kFiles, id.bytes());
  TRY(const auto captions, storage::find_index(txn, kCaptionsOfFile, id.bytes()));
  if (captions) txn.erase_index(kCaptionsOfFile, id.bytes());
  TRY(const auto words, storage::find_index(txn, kFileTexts, id.bytes()));
  if (words) txn.erase_index(kFileTexts, id.bytes());
  for (const std::string& key : blob_keys(id, file)) txn.erase_index(kFilesOfBlob, key);
  return let_go_of_files(txn, id);
}

Status collect_file(storage::Transaction& txn, std::string_view id) {
  TRY(const auto file, storage::find_index_as<store::v1::StoredFile>(txn, kFiles, id));
  if (!file) return {};
  TRY(const auto holders, paired_with(txn, kHoldersOfFile, Id::from_bytes(id), 1));
  return holders.empty() ? erase_file(txn, Id::from_bytes(id), *file) : Status();
}

Result<bool> is_blob_used(const storage::Reader& reader, std::string_view blob) {
  bool is_used = false;
  CHECKED(storage::scan_index(reader, kFilesOfBlob,
                              {.prefix = storage::KeyWriter().text_part(blob).take(), .bound = {}},
                              [&](std::string_view, std::string_view) {
                                is_used = true;
                                return false;
                              }));
  return is_used;
}

Result<std::size_t> erase_files_of(storage::Transaction& txn, const Id& person,
                                   std::size_t rows_max) {
  TRY(const auto ids, paired_with(txn, kFilesOfPerson, person, rows_max));
  // Between the stretches too: what is left is counted anew if anybody asks.
  TRY(const auto room, storage::find_index(txn, kRoomOfPerson, person.bytes()));
  if (room) txn.erase_index(kRoomOfPerson, person.bytes());
  for (const Id& id : ids) {
    txn.erase_index(kUploads, id.bytes());
    txn.erase_index(kFilesOfPerson, pair_of(person, id));
    TRY(auto file, storage::find_index_as<store::v1::StoredFile>(txn, kFiles, id.bytes()));
    if (!file) continue;
    file->clear_author();
    txn.put_index(kFiles, id.bytes(), file->SerializeAsString());
    CHECKED(collect_file(txn, id.bytes()));
  }
  return ids.size();
}

}  // namespace fika::domain
