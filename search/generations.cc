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

Result<Generations> Generations::open(const fs::path& folder) {
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
  Generations generations(folder, std::move(*lock));
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
