// SPDX-License-Identifier: GPL-3.0-or-later
// A file on its way in: announced, finished or given up. Its bytes come by server/app/uploads.
#include "base/text.h"
#include "server/content/media_type.h"
#include "server/content/picture.h"
#include "server/domain/files/handlers.h"
#include "server/domain/files/picturing.h"
#include "server/domain/files/room.h"
#include "server/domain/files/wording.h"

namespace fika::domain {
namespace {

// How much of a file says what it is.
constexpr std::size_t kLookedAtBytes = 64 * 1024;

std::string key_of(const Id& id) { return std::string(id.bytes()); }

v1::Upload told(const Id& id, const store::v1::StoredUpload& upload, std::uint64_t offset) {
  v1::Upload reply;
  reply.set_id(id.text());
  reply.set_size_bytes(upload.size_bytes());
  reply.set_offset(offset);
  reply.set_piece_bytes_max(kUploadPieceBytesMax);
  reply.set_expires_at_ms(upload.expires_at_ms());
  return reply;
}

Status check_room(const storage::Reader& reader, const Id& person, std::uint64_t size_bytes) {
  TRY(const Room used, room_of(reader, person));
  if (used.uploads >= kUploadsAtATimeMax) {
    return fail(Code::kLimit,
                "You have {} files on their way, as many as fit. Wait for some, or give them up.",
                used.uploads);
  }
  if (used.files >= kFilesOfPersonMax) {
    return fail(Code::kLimit,
                "You have {} files, the most a person may keep. Take some out of your messages and "
                "pages first.",
                used.files);
  }
  if (used.bytes + size_bytes > kFileBytesOfPersonMax) {
    return fail(Code::kLimit,
                "Your files would come to more than {} GB, the most a person may keep. Take some "
                "out of your messages and pages first.",
                kFileBytesOfPersonMax >> 30);
  }
  return {};
}

Result<std::string> checked_file_name(std::string_view text) {
  TRY(std::string name, checked_line(text, kFileNameMax, "The file's name"));
  if (name.find_first_of("/\\") != std::string::npos || name == "." || name == "..") {
    return fail(Code::kInvalid, "A file's name holds no slash. Send the name without its folder.");
  }
  return name;
}

}  // namespace

Result<store::v1::StoredUpload> own_upload(const storage::Reader& reader, const Actor& actor,
                                           const Id& upload) {
  TRY(auto found,
      storage::find_index_as<store::v1::StoredUpload>(reader, kUploads, upload.bytes()));
  if (found && !actor.is_anonymous() && found->person() == actor.person.bytes()) {
    return *std::move(found);
  }
  return fail(Code::kNotFound, "There is no such upload. It may have ended; begin again.");
}

Result<v1::Upload> begin_upload(Command& command, const v1::BeginUploadRequest& request) {
  storage::Transaction& txn = command.txn;
  const Id& person = command.actor.person;
  TRY(const Id id, Id::parse(request.id(), "The file"));
  TRY(std::string name, checked_file_name(request.name()));
  if (request.size_bytes() > kFileBytesMax) {
    return fail(Code::kInvalid, "The file has {} MB; at most {} MB fit.",
                (request.size_bytes() + (1 << 20) - 1) >> 20, kFileBytesMax >> 20);
  }
  TRY(const auto present,
      storage::find_index_as<store::v1::StoredUpload>(txn, kUploads, id.bytes()));
  TRY(const auto file, storage::find_index(txn, kFiles, id.bytes()));
  TRY(const auto place, storage::place_of(txn, id));
  const bool is_same = present && present->person() == person.bytes() && present->name() == name &&
                       present->size_bytes() == request.size_bytes();
  if (is_same) return told(id, *present, 0);
  if (present || file || place) return fail(Code::kExists, "This id is taken. Choose another.");
  CHECKED(check_room(txn, person, request.size_bytes()));
  store::v1::StoredUpload upload;
  upload.set_person(std::string(person.bytes()));
  upload.set_name(std::move(name));
  upload.set_size_bytes(request.size_bytes());
  upload.set_expires_at_ms(txn.time_ms() + kUploadMs);
  CHECKED(take_room(txn, person, id, upload.size_bytes(), Stage::kOnItsWay));
  txn.put_index(kUploads, id.bytes(), upload.SerializeAsString());
  txn.schedule(upload.expires_at_ms(), std::string(kExpireUpload), key_of(id));
  return told(id, upload, 0);
}

Result<std::string> prepare_file(const Query& query, const v1::FinishUploadRequest& request) {
  TRY(const Id id, Id::parse(request.id(), "The file"));
  TRY(const auto upload, own_upload(query.reader, query.actor, id));
  if (query.folder == nullptr) return fail(Code::kUnavailable, "Files are not kept here.");
  const storage::FileFolder& folder = *query.folder;
  TRY(const storage::Blob blob, folder.uploads.to_blob(id, upload.size_bytes(), folder.blobs));
  TRY(const storage::BlobReader content, folder.blobs.read(blob.name));
  TRY(const std::string beginning, content.read(0, kLookedAtBytes));
  store::v1::PreparedFile prepared;
  prepared.set_blob(blob.name);
  prepared.set_size_bytes(blob.size_bytes);
  prepared.set_media_type(content::media_type_of(beginning));
  if (content::is_picture(prepared.media_type())) {
    CHECKED(prepare_picture(folder.blobs, content, prepared));
  }
  CHECKED(prepare_words(content, prepared));
  return prepared.SerializeAsString();
}

Result<v1::File> finish_upload(Command& command, const v1::FinishUploadRequest& request) {
  storage::Transaction& txn = command.txn;
  const Id& person = command.actor.person;
  TRY(const Id id, Id::parse(request.id(), "The file"));
  TRY(const auto upload, own_upload(txn, command.actor, id));
  store::v1::PreparedFile prepared;
  if (!prepared.ParseFromString(std::string(command.prepared))) {
    return fail(Code::kInternal, "A file was not looked at before it was kept.");
  }
  store::v1::StoredFile stored;
  v1::File& file = *stored.mutable_file();
  file.set_id(id.text());
  file.set_name(upload.name());
  file.set_media_type(prepared.media_type());
  file.set_size_bytes(prepared.size_bytes());
  if (!prepared.ending().empty()) file.set_name(ending_with(file.name(), prepared.ending()));
  file.set_width(prepared.width());
  file.set_height(prepared.height());
  file.set_has_thumbnail(!prepared.thumbnail().empty());
  stored.set_author(std::string(person.bytes()));
  stored.set_created_at_ms(txn.time_ms());
  stored.set_blob(prepared.blob());
  stored.set_thumbnail(prepared.thumbnail());
  CHECKED(take_room(txn, person, id, prepared.size_bytes() + prepared.thumbnail_bytes(),
                    Stage::kFinished));
  txn.erase_index(kUploads, id.bytes());
  txn.put_index(kFiles, id.bytes(), stored.SerializeAsString());
  for (const std::string& key : blob_keys(id, stored)) txn.put_index(kFilesOfBlob, key, {});
  if (!prepared.text().empty()) txn.put_index(kFileTexts, id.bytes(), prepared.text());
  txn.schedule(txn.time_ms() + kUnheldMs, std::string(kCollectFile), key_of(id));
  return file;
}

Result<v1::CancelUploadReply> cancel_upload(Command& command,
                                            const v1::CancelUploadRequest& request) {
  TRY(const Id id, Id::parse(request.id(), "The file"));
  TRY(const auto upload, own_upload(command.txn, command.actor, id));
  CHECKED(give_room_back(command.txn, command.actor.person, id));
  command.txn.erase_index(kUploads, id.bytes());
  return v1::CancelUploadReply();
}

Status expire_upload(storage::Transaction& txn, std::string_view id) {
  TRY(const auto upload, storage::find_index_as<store::v1::StoredUpload>(txn, kUploads, id));
  if (!upload || upload->expires_at_ms() > txn.time_ms()) return {};
  CHECKED(give_room_back(txn, Id::from_bytes(upload->person()), Id::from_bytes(id)));
  txn.erase_index(kUploads, id);
  return {};
}

Result<v1::ListMyUploadsReply> list_my_uploads(const Query& query,
                                               const v1::ListMyUploadsRequest&) {
  v1::ListMyUploadsReply reply;
  std::vector<Id> ids;
  CHECKED(storage::scan_index(query.reader, kFilesOfPerson,
                              {.prefix = key_of(query.actor.person), .bound = {}},
                              [&](std::string_view key, std::string_view) {
                                storage::KeyReader parts(key);
                                parts.id();
                                ids.push_back(parts.id());
                                return true;
                              }));
  for (const Id& id : ids) {
    TRY(const auto upload,
        storage::find_index_as<store::v1::StoredUpload>(query.reader, kUploads, id.bytes()));
    if (!upload) continue;
    std::uint64_t offset = 0;
    if (query.folder != nullptr) {
      TRY(offset, query.folder->uploads.size_bytes(id));
    }
    *reply.add_uploads() = told(id, *upload, offset);
  }
  return reply;
}

}  // namespace fika::domain
