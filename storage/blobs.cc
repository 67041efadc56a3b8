// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/blobs.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <optional>
#include <stdio.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

#include <sodium.h>

#include "base/check.h"

namespace fika::storage {
namespace {

constexpr std::size_t kHashBytes = 32;
constexpr std::size_t kPieceBytes = 1 << 16;
constexpr std::chrono::hours kSweptAfter{1};

std::string hex(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    text += kDigits[static_cast<unsigned char>(c) >> 4];
    text += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

class Hasher {
 public:
  Hasher() { crypto_generichash_init(&state_, nullptr, 0, kHashBytes); }
  void add(std::string_view bytes) {
    crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()),
                              bytes.size());
  }
  std::string name() {
    std::string hash(kHashBytes, '\0');
    crypto_generichash_final(&state_, reinterpret_cast<unsigned char*>(hash.data()), hash.size());
    return hex(hash);
  }

 private:
  crypto_generichash_state state_;
};

bool is_name(std::string_view name) {
  return name.size() == 2 * kHashBytes && std::ranges::all_of(name, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

std::filesystem::path path_of(const std::filesystem::path& folder, std::string_view name) {
  return folder / name.substr(0, 2) / name.substr(2);
}

std::filesystem::path unfinished_in(const std::filesystem::path& folder) {
  return folder / "unfinished";
}

// Where a blob is while it is decided whether it may go.
std::filesystem::path aside_in(const std::filesystem::path& folder) { return folder / "aside"; }

// Back to its place, unless it has been kept there again.
void put_back(const std::filesystem::path& aside, const std::filesystem::path& place) {
  if (::link(aside.c_str(), place.c_str()) == 0 || errno == EEXIST) ::unlink(aside.c_str());
}

Error absent() { return {Code::kNotFound, "There is no such file."}; }

}  // namespace

struct BlobWriter::Inside {
  std::filesystem::path folder, unfinished;
  File file;
  std::uint64_t size_bytes_max;
  std::uint64_t size_bytes = 0;
  Hasher hasher{};
  bool is_open = true;
};

BlobWriter::BlobWriter(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
BlobWriter::BlobWriter(BlobWriter&&) noexcept = default;
BlobWriter& BlobWriter::operator=(BlobWriter&&) noexcept = default;

BlobWriter::~BlobWriter() {
  if (inside_ && inside_->is_open) ::unlink(inside_->unfinished.c_str());
}

Status BlobWriter::append(std::string_view bytes) {
  FIKA_CHECK(inside_ && inside_->is_open);
  if (bytes.size() > inside_->size_bytes_max - inside_->size_bytes) {
    return fail(Code::kLimit, "The file is larger than {} bytes, the most that fits.",
                inside_->size_bytes_max);
  }
  CHECKED(inside_->file.append(bytes));
  inside_->size_bytes += bytes.size();
  inside_->hasher.add(bytes);
  return {};
}

Result<Blob> BlobWriter::finish() {
  FIKA_CHECK(inside_ && inside_->is_open);
  CHECKED(inside_->file.sync());
  Blob blob{inside_->hasher.name(), inside_->size_bytes};
  const std::filesystem::path place = path_of(inside_->folder, blob.name);
  CHECKED(make_folder(place.parent_path()));
  // Over one of the same name, which has the same content unless it is damaged: then this mends it.
  if (::rename(inside_->unfinished.c_str(), place.c_str()) != 0) {
    return std::unexpected(error_from_system(errno, "Keeping a file"));
  }
  inside_->is_open = false;
  CHECKED(sync_folder(place.parent_path()));
  return blob;
}

Result<Blobs> Blobs::open(const std::filesystem::path& data_folder) {
  FIKA_CHECK(sodium_init() >= 0);
  Blobs blobs(data_folder / "blobs");
  CHECKED(make_folder(blobs.folder_));
  std::error_code failed;
  std::filesystem::remove_all(unfinished_in(blobs.folder_), failed);
  CHECKED(make_folder(unfinished_in(blobs.folder_)));
  CHECKED(make_folder(aside_in(blobs.folder_)));
  for (const auto& entry : std::filesystem::directory_iterator(aside_in(blobs.folder_), failed)) {
    put_back(entry.path(), path_of(blobs.folder_, entry.path().filename().string()));
  }
  return blobs;
}

Blobs Blobs::look(const std::filesystem::path& data_folder) {
  FIKA_CHECK(sodium_init() >= 0);
  return Blobs(data_folder / "blobs");
}

Result<BlobWriter> Blobs::begin(std::uint64_t size_bytes_max) const {
  std::array<char, 16> chance{};
  randombytes_buf(chance.data(), chance.size());
  const std::filesystem::path unfinished =
      unfinished_in(folder_) / hex({chance.data(), chance.size()});
  TRY(File file, File::create(unfinished));
  return BlobWriter(std::make_unique<BlobWriter::Inside>(BlobWriter::Inside{
      .folder = folder_,
      .unfinished = unfinished,
      .file = std::move(file),
      .size_bytes_max = size_bytes_max,
  }));
}

Result<BlobReader> Blobs::read(std::string_view name) const {
  if (!is_name(name)) return std::unexpected(absent());
  auto file = File::open(path_of(folder_, name));
  if (!file && file.error().code == Code::kNotFound) return std::unexpected(absent());
  if (!file) return std::unexpected(std::move(file).error());
  TRY(const std::uint64_t size, file->size());
  return BlobReader(*std::move(file), size);
}

bool Blobs::exists(std::string_view name) const {
  std::error_code failed;
  return is_name(name) && std::filesystem::is_regular_file(path_of(folder_, name), failed);
}

Status Blobs::remove(std::string_view name) const {
  if (!is_name(name)) return {};
  const std::filesystem::path place = path_of(folder_, name);
  if (::unlink(place.c_str()) == 0) return sync_folder(place.parent_path());
  if (errno == ENOENT || errno == ENOTDIR) return {};
  return std::unexpected(error_from_system(errno, "Removing a file"));
}

Status Blobs::sweep(const std::function<bool(std::string_view name)>& is_used) const {
  const auto is_old = [](const std::filesystem::path& path) {
    std::error_code failed;
    const auto written = std::filesystem::last_write_time(path, failed);
    return !failed && decltype(written)::clock::now() - written > kSweptAfter;
  };
  std::vector<std::string> unused;
  CHECKED(for_each([&](const Blob& blob, const std::filesystem::path& path) {
    if (!blob.name.empty() && is_old(path) && !is_used(blob.name)) unused.push_back(blob.name);
    return true;
  }));
  for (const std::string& name : unused) {
    const std::filesystem::path place = path_of(folder_, name);
    const std::filesystem::path aside = aside_in(folder_) / name;
    if (::rename(place.c_str(), aside.c_str()) != 0) continue;
    // Kept again between the look and the rename, it is young or used.
    if (is_old(aside) && !is_used(name)) {
      ::unlink(aside.c_str());
    } else {
      put_back(aside, place);
    }
  }
  return {};
}

Status Blobs::verify(std::string_view name) const {
  TRY(const BlobReader blob, read(name));
  Hasher hasher;
  for (std::uint64_t at = 0; at < blob.size_bytes(); at += kPieceBytes) {
    TRY(const std::string piece, blob.read(at, kPieceBytes));
    hasher.add(piece);
  }
  if (hasher.name() == name) return {};
  return fail(Code::kDataLoss, "The file {} does not hold what was put into it.", name);
}

Status Blobs::for_each(
    const std::function<bool(const Blob& blob, const std::filesystem::path& path)>& visit) const {
  std::error_code failed;
  if (!std::filesystem::exists(folder_, failed)) return {};
  std::filesystem::recursive_directory_iterator entry(folder_, failed);
  for (const std::filesystem::recursive_directory_iterator end; !failed && entry != end;
       entry.increment(failed)) {
    if (entry->is_directory(failed)) {
      if (entry->path() == unfinished_in(folder_) || entry->path() == aside_in(folder_)) {
        entry.disable_recursion_pending();
      }
      continue;
    }
    const std::filesystem::path& path = entry->path();
    std::string name = path.parent_path().filename().string() + path.filename().string();
    if (!is_name(name) || path != path_of(folder_, name)) name.clear();
    std::error_code gone;
    const std::uint64_t size = entry->file_size(gone);
    if (!gone && !visit({std::move(name), size}, path)) return {};
  }
  if (failed) return std::unexpected(error_from_system(failed.value(), "Listing the files"));
  return {};
}

}  // namespace fika::storage
