// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/uploads.h"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <unistd.h>

#include "storage/files.h"

namespace fika::storage {
namespace {

constexpr std::size_t kPieceBytes = 1 << 18;

}  // namespace

Result<Uploads> Uploads::open(const std::filesystem::path& data_folder) {
  Uploads uploads(data_folder / "uploads");
  CHECKED(make_folder(uploads.folder_));
  return uploads;
}

Result<std::uint64_t> Uploads::size_bytes(const Id& id) const {
  const auto file = File::open(path_of(id));
  if (!file && file.error().code == Code::kNotFound) return std::uint64_t{0};
  if (!file) return std::unexpected(file.error());
  return file->size();
}

Result<std::uint64_t> Uploads::append(const Id& id, std::uint64_t offset, std::string_view bytes,
                                      std::uint64_t size_bytes_max) const {
  TRY(File file, File::open_to_append(path_of(id)));
  if (!file.try_lock()) {
    return fail(Code::kAborted, "Another piece of this file is being written. Ask how far it is.");
  }
  TRY(const std::uint64_t size, file.size());
  if (offset != size) {
    return fail(Code::kAborted, "The file has {} bytes so far, so the next piece begins there.",
                size);
  }
  if (size > size_bytes_max || bytes.size() > size_bytes_max - size) {
    return fail(Code::kLimit, "The file is longer than the {} bytes that were announced.",
                size_bytes_max);
  }
  if (const Status appended = file.append(bytes); !appended) {
    CHECKED(file.truncate(size));
    return std::unexpected(appended.error());
  }
  return size + bytes.size();
}

Result<Blob> Uploads::to_blob(const Id& id, std::uint64_t size_bytes, const Blobs& blobs) const {
  TRY(File lock, File::open_to_append(path_of(id)));
  if (!lock.try_lock()) return fail(Code::kAborted, "A piece of this file is being written.");
  TRY(const File file, File::open(path_of(id)));
  TRY(const std::uint64_t size, file.size());
  if (size != size_bytes) {
    return fail(Code::kAborted, "Only {} of the file's {} bytes have come. Send the rest.", size,
                size_bytes);
  }
  TRY(BlobWriter writer, blobs.begin(size));
  for (std::uint64_t at = 0; at < size; at += kPieceBytes) {
    TRY(const std::string piece, file.read(at, std::min<std::uint64_t>(kPieceBytes, size - at)));
    CHECKED(writer.append(piece));
  }
  return writer.finish();
}

Status Uploads::remove(const Id& id) const {
  if (::unlink(path_of(id).c_str()) == 0 || errno == ENOENT) return {};
  return std::unexpected(error_from_system(errno, "Removing a file"));
}

Status Uploads::for_each(const std::function<void(const Id& id)>& visit) const {
  std::error_code failed;
  std::filesystem::directory_iterator entry(folder_, failed);
  for (const std::filesystem::directory_iterator end; !failed && entry != end;
       entry.increment(failed)) {
    if (const auto id = Id::parse(entry->path().filename().string())) visit(*id);
  }
  if (failed) return std::unexpected(error_from_system(failed.value(), "Listing the files"));
  return {};
}

}  // namespace fika::storage
