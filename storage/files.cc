// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/files.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace fika::storage {
namespace {

std::unexpected<Error> failed(std::string_view doing) {
  return std::unexpected(error_from_system(errno, doing));
}

}  // namespace

Error error_from_system(int number, std::string_view doing) {
  switch (number) {
    case ENOENT:
      return {Code::kNotFound, fmt::format("{} failed: there is no such file.", doing)};
    case EEXIST:
      return {Code::kExists, fmt::format("{} failed: it is there already.", doing)};
    case ENOSPC:
    case EDQUOT:
      return {Code::kUnavailable, fmt::format("{} failed: the disk is full. Free space.", doing)};
    default:
      return {Code::kInternal,
              fmt::format("{} failed: {}.", doing, std::generic_category().message(number))};
  }
}

Result<File> File::create(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) return failed("Making a file");
  return File(descriptor);
}

Result<File> File::open(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return failed("Opening a file");
  return File(descriptor);
}

Result<File> File::open_to_append(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return failed("Opening a file");
  return File(descriptor);
}

File::File(File&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

File& File::operator=(File&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

File::~File() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Status File::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failed("Writing a file");
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

Status File::sync() {
  if (::fsync(descriptor_) != 0) return failed("Writing a file");
  return {};
}

Status File::truncate(std::uint64_t size) {
  if (::ftruncate(descriptor_, static_cast<off_t>(size)) != 0) return failed("Cutting a file");
  return {};
}

bool File::try_lock() { return ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0; }

Result<std::uint64_t> File::size() const {
  struct stat about{};
  if (::fstat(descriptor_, &about) != 0) return failed("Looking at a file");
  return static_cast<std::uint64_t>(about.st_size);
}

Result<std::string> File::read(std::uint64_t offset, std::size_t length) const {
  std::string bytes(length, '\0');
  std::size_t have = 0;
  while (have < length) {
    const ssize_t count =
        ::pread(descriptor_, bytes.data() + have, length - have, static_cast<off_t>(offset + have));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failed("Reading a file");
    if (count == 0) break;
    have += static_cast<std::size_t>(count);
  }
  bytes.resize(have);
  return bytes;
}

Status sync_folder(const std::filesystem::path& folder) {
  TRY(File opened, File::open(folder));
  return opened.sync();
}

Status make_folder(const std::filesystem::path& folder) {
  if (::mkdir(folder.c_str(), 0700) == 0) return sync_folder(folder.parent_path());
  if (errno == EEXIST) return {};
  return failed("Making a folder");
}

Status replace_file(const std::filesystem::path& path, std::string_view bytes) {
  const std::filesystem::path fresh = path.string() + ".part";
  ::unlink(fresh.c_str());
  TRY(File file, File::create(fresh));
  CHECKED(file.append(bytes));
  CHECKED(file.sync());
  if (::rename(fresh.c_str(), path.c_str()) != 0) return failed("Naming a file");
  return sync_folder(path.parent_path());
}

Status copy_file(const std::filesystem::path& from, const std::filesystem::path& to,
                 bool may_link) {
  if (may_link && ::link(from.c_str(), to.c_str()) == 0) return {};
  std::error_code number;
  std::filesystem::copy_file(from, to, number);
  if (number) return std::unexpected(error_from_system(number.value(), "Copying a file"));
  TRY(File copy, File::open(to));
  return copy.sync();
}

Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t size_max) {
  TRY(const File file, File::open(path));
  TRY(const std::uint64_t size, file.size());
  if (size > size_max) {
    return fail(Code::kLimit, "A file has {} bytes; at most {} are read.", size, size_max);
  }
  return file.read(0, size);
}

}  // namespace fika::storage
