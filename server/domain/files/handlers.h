// SPDX-License-Identifier: GPL-3.0-or-later
// The methods of FileService, as policy.cc lists them.
#pragma once

#include "server/domain/files/files.h"

namespace fika::domain {

Result<v1::Upload> begin_upload(Command& command, const v1::BeginUploadRequest& request);
Result<std::string> prepare_file(const Query& query, const v1::FinishUploadRequest& request);
Result<v1::File> finish_upload(Command& command, const v1::FinishUploadRequest& request);
Result<v1::CancelUploadReply> cancel_upload(Command& command,
                                            const v1::CancelUploadRequest& request);
// captions.cc
Result<std::string> prepare_captions(const Query& query, const v1::SetCaptionsRequest& request);
Result<v1::File> set_captions(Command& command, const v1::SetCaptionsRequest& request);
Result<v1::File> get_file(const Query& query, const v1::GetFileRequest& request);
Result<v1::ListMyUploadsReply> list_my_uploads(const Query& query,
                                               const v1::ListMyUploadsRequest& request);

// What falls due: an upload that was not finished, a file that nothing holds.
inline constexpr std::string_view kExpireUpload = "files.expire_upload";
inline constexpr std::string_view kCollectFile = "files.collect";
Status expire_upload(storage::Transaction& txn, std::string_view id);
Status collect_file(storage::Transaction& txn, std::string_view id);

// holding.cc: at most kHoldersAsked.
Result<std::vector<Id>> holders_of(const storage::Reader& reader, const Id& file);
// holding.cc: the keys in kFilesOfBlob of a file's content and its thumbnail.
std::vector<std::string> blob_keys(const Id& id, const store::v1::StoredFile& file);
// holding.cc: erases a file's rows; its blob is cleared away when no other file has it.
Status erase_file(storage::Transaction& txn, const Id& id, const store::v1::StoredFile& file);

// check.cc: part of fika-server verify.
Status check_files(const storage::Reader& reader, storage::Findings& findings);

}  // namespace fika::domain
