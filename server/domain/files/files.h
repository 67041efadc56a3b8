// SPDX-License-Identifier: GPL-3.0-or-later
// Files that people attach. A file is rows and a blob; a holder holds those that its text names by
// /files/ID: a message what it names now, a page what any of its revisions names, so that its
// history can be looked at. Who may see a holder's root may read the file: asked anew each time, so
// a holder that moves or goes takes the file's readers with it. A file without a holder is its
// uploader's alone, and goes after a day. Sound and video hold their captions. Anyone signed in may
// upload.
#pragma once

#include <cstdint>
#include <fika/store/v1/files.pb.h>
#include <fika/v1/files.pb.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/domain/method.h"

namespace fika::domain {

inline constexpr std::uint64_t kFileBytesMax = 100ULL << 20;
inline constexpr std::uint64_t kFileBytesOfPersonMax = 5ULL << 30;
inline constexpr std::uint64_t kFilesOfPersonMax = 20'000;  // those on their way among them
inline constexpr std::size_t kFileNameMax = 200;            // characters
inline constexpr std::size_t kUploadsAtATimeMax = 20;
inline constexpr std::uint32_t kUploadPieceBytesMax = 512 * 1024;
inline constexpr std::int64_t kUploadMs = 7LL * 24 * 3600 * 1000;
inline constexpr std::int64_t kUnheldMs = 24LL * 3600 * 1000;
inline constexpr std::size_t kFilesOfHolderMax = 100;
inline constexpr std::size_t kCaptionsBytesMax = std::size_t{1} << 20;
inline constexpr std::size_t kFilesOfPageMax = 1000;  // in all its revisions
// Of larger ones no words are read; and what a row may take of them.
inline constexpr std::uint64_t kReadFileBytesMax = 40ULL << 20;
inline constexpr std::size_t kFileTextRowBytesMax = std::size_t{384} * 1024;
// So many of a file's holders are asked whether the reader may see them.
inline constexpr std::size_t kHoldersAsked = 1000;

// file:16 -> store.v1.StoredFile.
inline constexpr storage::IndexTable kFiles{.number = 640, .name = "files"};
// file:16 holder:16 -> nothing; and the other way round.
inline constexpr storage::IndexTable kHoldersOfFile{.number = 641, .name = "holders_of_file"};
inline constexpr storage::IndexTable kFilesOfHolder{.number = 642, .name = "files_of_holder"};
// upload:16 -> store.v1.StoredUpload.
inline constexpr storage::IndexTable kUploads{.number = 643, .name = "uploads"};
// person:16 file-or-upload:16 -> its bytes, u64: what counts against the person's room.
inline constexpr storage::IndexTable kFilesOfPerson{.number = 644, .name = "files_of_person"};
// blob's 64 digits, file:16 -> nothing: a blob that no row names is cleared away.
inline constexpr storage::IndexTable kFilesOfBlob{.number = 645, .name = "files_of_blob"};
// person:16 -> bytes, files and uploads, u64 each: what the person's rows in kFilesOfPerson come
// to. Folders of old have no row until the person's next file.
inline constexpr storage::IndexTable kRoomOfPerson{.number = 646, .name = "room_of_person"};
// file:16 -> its captions' 16 bytes, or none: tells whoever keeps what shows them that they
// changed. A file that never had any has no row, and nor has one in a folder of old.
inline constexpr storage::IndexTable kCaptionsOfFile{
    .number = 647, .name = "captions_of_file", .is_published = true};

// file:16 -> its words in a zstd frame: what it is found by. A file that none were read of has no
// row, and nor has one in a folder of old.
inline constexpr storage::IndexTable kFileTexts{.number = 648, .name = "file_texts"};

Capability files();

// The files that a text names by links or pictures to /files/ID, each once, in their order; at most
// `count_max`.
std::vector<Id> files_in(std::string_view markdown, std::size_t count_max = kFilesOfHolderMax);

// From now on `holder` holds these and no others. Those that the actor may not read, or that are
// not there, are left out; what is held comes back, in the order given.
Result<std::vector<v1::File>> hold_files(storage::Transaction& txn, const Actor& actor,
                                         const Id& holder, const std::vector<Id>& files);
// As hold_files, beside those that it holds already. kLimit when it would be more than
// kFilesOfPageMax.
Status hold_more_files(storage::Transaction& txn, const Actor& actor, const Id& holder,
                       const std::vector<Id>& files);
Status let_go_of_files(storage::Transaction& txn, const Id& holder);
// Those of `files` that `holder` holds, in their order. Whoever calls has asked for the holder.
Result<std::vector<v1::File>> files_held(const storage::Reader& reader, const Id& holder,
                                         const std::vector<Id>& files);

// Its words, at most 512 KB; empty where none are known. Whoever calls has asked for the file.
Result<std::string> words_of_file(const storage::Reader& reader, const Id& file);

// The file if the actor may read it now; kNotFound otherwise, whatever the reason.
Result<store::v1::StoredFile> readable_file(const storage::Reader& reader, const Actor& actor,
                                            const Id& file);
// The actor's own upload; kNotFound otherwise.
Result<store::v1::StoredUpload> own_upload(const storage::Reader& reader, const Actor& actor,
                                           const Id& upload);

// Whether any file has its content in this blob.
Result<bool> is_blob_used(const storage::Reader& reader, std::string_view blob);

// Whether the folder has the content of every file: part of fika-server verify.
Status check_contents(const storage::Reader& reader, const storage::Blobs& blobs,
                      storage::Findings& findings);

// A person's files have no author from now on, and those that nothing holds go. Part of erasure; a
// stretch at a time as the others there.
Result<std::size_t> erase_files_of(storage::Transaction& txn, const Id& person,
                                   std::size_t rows_max);

}  // namespace fika::domain
