// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/importing/folder_source.h"

#include <algorithm>
#include <fstream>

namespace fika::cli::importing {
namespace {

namespace fs = std::filesystem;

class FolderSource final : public Source {
 public:
  FolderSource(fs::path path, SourceLimits limits) : path_(std::move(path)), limits_(limits) {}

  Status list() {
    std::error_code error;
    for (fs::recursive_directory_iterator it(path_, error), end; !error && it != end;
         it.increment(error)) {
      std::error_code ignored;
      if (it->is_symlink(ignored) || !it->is_regular_file(ignored)) continue;
      names_.push_back(it->path().lexically_relative(path_).generic_string());
      if (names_.size() > limits_.files_max) {
        return fail(Code::kInvalid, "{} holds more than {} files.", path_.string(),
                    limits_.files_max);
      }
    }
    if (error) return fail(Code::kInvalid, "{}: {}.", path_.string(), error.message());
    std::ranges::sort(names_);
    return {};
  }

  const std::vector<std::string>& names() const override { return names_; }

  Result<std::string> read(const std::string& name) override {
    if (!std::ranges::binary_search(names_, name)) {
      return fail(Code::kInvalid, "{} is not in the folder.", name);
    }
    TRY(std::string text, read_file(path_ / name, name, limits_.file_bytes_max));
    bytes_read_ += text.size();
    if (bytes_read_ > limits_.all_bytes_max) {
      return fail(Code::kInvalid, "{} holds more than {} bytes.", path_.string(),
                  limits_.all_bytes_max);
    }
    return text;
  }

 private:
  const fs::path path_;
  const SourceLimits limits_;
  std::vector<std::string> names_;
  std::uint64_t bytes_read_ = 0;
};

}  // namespace

Result<std::string> read_file(const fs::path& path, std::string_view name,
                              std::uint64_t bytes_max) {
  std::error_code error;
  const std::uint64_t size = fs::file_size(path, error);
  if (error) return fail(Code::kInvalid, "{} cannot be read: {}.", name, error.message());
  if (size > bytes_max) {
    return fail(Code::kInvalid, "{} is {} bytes long; at most {} are read.", name, size, bytes_max);
  }
  std::ifstream file(path, std::ios::binary);
  std::string text(size, '\0');
  file.read(text.data(), static_cast<std::streamsize>(size));
  if (!file) return fail(Code::kInvalid, "{} cannot be read.", name);
  return text;
}

Result<std::unique_ptr<Source>> open_folder(const fs::path& path, const SourceLimits& limits) {
  auto source = std::make_unique<FolderSource>(path, limits);
  CHECKED(source->list());
  return source;
}

}  // namespace fika::cli::importing
