// SPDX-License-Identifier: GPL-3.0-or-later
// Where tests find archives: the slices that ship with the repository, and the whole of them where
// a folder `shared/data` lies beside the tree.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "base/id.h"

namespace fika::cli::importing {

inline std::filesystem::path tree() {
  return std::filesystem::path(__FILE__).parent_path().parent_path().parent_path().parent_path();
}
inline std::filesystem::path slice(const std::string& name) { return tree() / "tests/data" / name; }
inline std::filesystem::path whole(const std::string& name) {
  return tree().parent_path() / "shared/data" / name;
}

// A folder of its own, gone with the test.
class TestFolder {
 public:
  TestFolder() : path_(std::filesystem::temp_directory_path() / ("fika-" + Id::make(0).text())) {
    std::filesystem::create_directories(path_);
  }
  ~TestFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path write(const std::string& name, std::string_view text) const {
    const std::filesystem::path file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }

 private:
  const std::filesystem::path path_;
};

}  // namespace fika::cli::importing
