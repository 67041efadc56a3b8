// SPDX-License-Identifier: GPL-3.0-or-later
// A file's rows agree with each other: its person's, its blobs', and both directions of holding.
#include "server/domain/checks.h"
#include "server/domain/files/handlers.h"
#include "server/domain/files/room.h"

namespace fika::domain {
namespace {

constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kBlobKeyBytes = 64 + 1 + kIdBytes;

Status check_file(const storage::Reader& reader, storage::Findings& findings, std::string_view key,
                  const store::v1::StoredFile& file) {
  const std::string id = Id::from_bytes(key).text();
  if (file.file().id() != id) findings.add("A file is kept under another's id", id);
  if (!file.author().empty()) {
    TRY(const bool counts, has_index(reader, kFilesOfPerson, file.author() + std::string(key)));
    if (!counts) findings.add("A file does not count against its author's room", id);
  }
  for (const std::string& row : blob_keys(Id::from_bytes(key), file)) {
    TRY(const bool is_named, has_index(reader, kFilesOfBlob, row));
    if (!is_named) findings.add("A file's content would be cleared away", id);
  }
  return {};
}

// Every row of one table has its mirror in the other.
Status check_mirrored(const storage::Reader& reader, storage::Findings& findings,
                      const storage::IndexTable& table, const storage::IndexTable& mirror) {
  return each_row(reader, findings, table, row_form(2 * kIdBytes, 0),
                  [&](std::string_view key, std::string_view) -> Status {
                    const std::string turned =
                        std::string(key.substr(kIdBytes)) + std::string(key.substr(0, kIdBytes));
                    TRY(const bool is_there, has_index(reader, mirror, turned));
                    if (!is_there) {
                      findings.add("A file is held on one side only",
                                   Id::from_bytes(key.substr(0, kIdBytes)).text());
                    }
                    return {};
                  });
}

// What is kept of a file's contents beside it.
Status check_words_and_captions(const storage::Reader& reader, storage::Findings& findings) {
  CHECKED(each_row(reader, findings, kCaptionsOfFile, {.key_min = kIdBytes, .key_max = kIdBytes},
                   [&](std::string_view key, std::string_view value) -> Status {
                     TRY(const auto row, storage::find_index(reader, kFiles, key));
                     store::v1::StoredFile file;
                     if (row) {
                       TRY(file, row_as<store::v1::StoredFile>(*row));
                     }
                     const bool is_id = value.size() == kIdBytes;
                     const std::string said = is_id ? Id::from_bytes(value).text() : std::string();
                     if (!row || (!is_id && !value.empty()) || file.file().captions() != said) {
                       findings.add("A file has other captions than is told of it",
                                    Id::from_bytes(key).text());
                     }
                     return {};
                   }));
  return each_row(reader, findings, kFileTexts, {.key_min = kIdBytes, .key_max = kIdBytes},
                  [&](std::string_view key, std::string_view) -> Status {
                    const Id id = Id::from_bytes(key);
                    TRY(const bool is_there, has_index(reader, kFiles, key));
                    if (!is_there || !words_of_file(reader, id)) {
                      findings.add("A file's words cannot be read, or it is not there", id.text());
                    }
                    return {};
                  });
}

}  // namespace

Status check_files(const storage::Reader& reader, storage::Findings& findings) {
  CHECKED(each_row(reader, findings, kFiles, {.key_min = kIdBytes, .key_max = kIdBytes},
                   [&](std::string_view key, std::string_view value) -> Status {
                     findings.looked_at("files", 1);
                     TRY(const auto file, row_as<store::v1::StoredFile>(value));
                     return check_file(reader, findings, key, file);
                   }));
  CHECKED(each_row(reader, findings, kUploads, {.key_min = kIdBytes, .key_max = kIdBytes},
                   [&](std::string_view key, std::string_view value) -> Status {
                     TRY(const auto upload, row_as<store::v1::StoredUpload>(value));
                     TRY(const bool counts,
                         has_index(reader, kFilesOfPerson, upload.person() + std::string(key)));
                     if (!counts) {
                       findings.add("An upload does not count against its person's room",
                                    Id::from_bytes(key).text());
                     }
                     return {};
                   }));
  CHECKED(each_row(reader, findings, kFilesOfPerson, row_form(2 * kIdBytes, 8),
                   [&](std::string_view key, std::string_view) -> Status {
                     TRY(const bool is_file, has_index(reader, kFiles, key.substr(kIdBytes)));
                     TRY(const bool is_upload, has_index(reader, kUploads, key.substr(kIdBytes)));
                     if (!is_file && !is_upload) {
                       findings.add("Somebody's room is taken by a file that is not there",
                                    Id::from_bytes(key.substr(kIdBytes)).text());
                     }
                     return {};
                   }));
  CHECKED(each_row(reader, findings, kRoomOfPerson, row_form(kIdBytes, 3 * 8),
                   [&](std::string_view key, std::string_view value) -> Status {
                     const Id person = Id::from_bytes(key);
                     TRY(const Room said, room_in(value));
                     TRY(const Room counted, counted_room(reader, person));
                     if (said != counted) {
                       findings.add("What a person's files come to is not what is written of it",
                                    person.text());
                     }
                     return {};
                   }));
  CHECKED(check_words_and_captions(reader, findings));
  CHECKED(each_row(reader, findings, kFilesOfBlob, row_form(kBlobKeyBytes, 0),
                   [&](std::string_view key, std::string_view) -> Status {
                     TRY(const bool is_there,
                         has_index(reader, kFiles, key.substr(key.size() - kIdBytes)));
                     if (!is_there) findings.add("A blob is kept for a file that is not there", "");
                     return {};
                   }));
  CHECKED(check_mirrored(reader, findings, kHoldersOfFile, kFilesOfHolder));
  CHECKED(each_row(reader, findings, kFilesOfHolder, row_form(2 * kIdBytes, 0),
                   [&](std::string_view key, std::string_view) -> Status {
                     const Id holder = Id::from_bytes(key.substr(0, kIdBytes));
                     TRY(const auto root, root_of(reader, holder));
                     TRY(const bool is_file, has_index(reader, kFiles, holder.bytes()));
                     if (!root && !is_file) {
                       findings.add("A file is held by something that is not there", holder.text());
                     }
                     return {};
                   }));
  return check_mirrored(reader, findings, kFilesOfHolder, kHoldersOfFile);
}

Status check_contents(const storage::Reader& reader, const storage::Blobs& blobs,
                      storage::Findings& findings) {
  return each_row(reader, findings, kFilesOfBlob, row_form(kBlobKeyBytes, 0),
                  [&](std::string_view key, std::string_view) -> Status {
                    if (!blobs.exists(key.substr(0, key.find('\0')))) {
                      findings.add("A file's content is not there",
                                   Id::from_bytes(key.substr(key.size() - kIdBytes)).text());
                    }
                    return {};
                  });
}

}  // namespace fika::domain
