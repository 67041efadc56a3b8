// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/generations.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

namespace fika::search {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kBeginning = "generation-";
constexpr std::uint64_t kNameBytesMax = 64;
// Somebody has to make room first.
constexpr std::uint32_t kRetryWithRoomMs = 60'000;

std::optional<std::uint64_t> number_of(std::string_view name) {
  if (!name.starts_with(kBeginning)) return std::nullopt;
  name.remove_prefix(kBeginning.size());
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc{} || end != name.data() + name.size()) return std::nullopt;
  return number;
}

void remove_folder(const fs::path& folder) {
  std::error_code error;
  fs::remove_all(folder, error);
  if (error) spdlog::warn("search: an old index stays on the disk: {}", error.message());
}

// The library writes without waiting for the disk while it makes a whole database.
Status make_last(const fs::path& folder) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const int file = ::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC);
    const bool is_synced = file >= 0 && ::fsync(file) == 0;
    const int number = errno;
    if (file >= 0) ::close(file);
    if (!is_synced) {
      return std::unexpected(storage::error_from_system(number, "Writing the search index"));
    }
  }
  if (error) {
    return std::unexpected(storage::error_from_system(error.value(), "Writing the search index"));
  }
  return storage::sync_folder(folder);
}

}  // namespace

Generation::~Generation() {
  if (is_left_) remove_folder(folder_);
}

Result<Generations> Generations::open(const fs::path& folder, std::uint64_t reserve_bytes) {
  const auto unavailable = [](const Error& error) {
    return fail(Code::kUnavailable, "The folder of the search index cannot be used. {}",
                error.detail);
  };
  if (const Status made = storage::make_folder(folder); !made) return unavailable(made.error());
  auto lock = storage::File::open_to_append(folder / "lock");
  if (!lock) return unavailable(lock.error());
  if (!lock->try_lock()) {
    return fail(Code::kUnavailable,
                "The search index is in use by another program. Stop that one first.");
  }
  Generations generations(folder, std::move(*lock), reserve_bytes);
  if (const Status loaded = generations.load(); !loaded) return unavailable(loaded.error());
  return generations;
}

Status Generations::load() {
  std::string name;
  if (auto read = storage::read_file(folder_ / "current", kNameBytesMax)) {
    name = *std::move(read);
  } else if (read.error().code != Code::kNotFound) {
    return std::unexpected(std::move(read).error());
  }
  std::vector<fs::path> rest;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder_, error)) {
    const auto number = number_of(entry.path().filename().string());
    if (!number) continue;
    number_ = std::max(number_, *number);
    if (entry.path().filename() == name) {
      current_ = std::make_shared<Generation>(entry.path());
    } else {
      rest.push_back(entry.path());
    }
  }
  if (error) {
    return std::unexpected(
        storage::error_from_system(error.value(), "Reading the search index's folder"));
  }
  for (const fs::path& folder : rest) remove_folder(folder);
  return {};
}

Result<fs::path> Generations::begin() {
  fs::path next = folder_ / fmt::format("{}{:06}", kBeginning, ++number_);
  remove_folder(next);
  CHECKED(storage::make_folder(next));
  begun_.push_back(next);
  return next;
}

Status Generations::check_room(std::uint64_t more_bytes) const {
  std::error_code unknown;
  const fs::space_info space = fs::space(folder_, unknown);
  if (unknown ||
      (space.available >= reserve_bytes_ && space.available - reserve_bytes_ >= more_bytes)) {
    return {};
  }
  return std::unexpected(
      Error{Code::kUnavailable,
            fmt::format("The disk has no room for another search index: it takes {} MB beside the "
                        "{} MB that are left for what people write. Make room; what was found "
                        "before is found meanwhile.",
                        more_bytes >> 20, reserve_bytes_ >> 20),
            kRetryWithRoomMs});
}

Status Generations::check_writable(const fs::path& folder) {
  static constexpr std::size_t kProbeBytes = 64 << 10;
  const fs::path probe = folder / "probe";
  Status written = storage::replace_file(probe, std::string(kProbeBytes, 'x'));
  std::error_code error;
  fs::remove(probe, error);
  if (!written) written.error().code = Code::kUnavailable;
  return written;
}

std::uint64_t Generations::bytes_of(const fs::path& folder) {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::uint64_t size = entry.file_size(error);
    if (!error) bytes += size;
  }
  return bytes;
}

Status Generations::adopt(const fs::path& made) {
  CHECKED(make_last(made));
  CHECKED(storage::replace_file(folder_ / "current", made.filename().string()));
  if (current_) current_->leave();
  current_ = std::make_shared<Generation>(made);
  std::erase(begun_, made);
  drop_begun();
  return {};
}

void Generations::drop_begun() {
  for (const fs::path& folder : begun_) remove_folder(folder);
  begun_.clear();
}

}  // namespace fika::search
