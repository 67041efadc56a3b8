// SPDX-License-Identifier: GPL-3.0-or-later
// A folder of its own for each test, gone afterwards. Tests only.
#pragma once

#include <filesystem>
#include <stdlib.h>
#include <string>
#include <system_error>
#include <vector>

#include "base/check.h"

namespace fika::storage {

class TempFolder {
 public:
  TempFolder() {
    const std::string pattern =
        (std::filesystem::temp_directory_path() / "fika-test-XXXXXX").string();
    std::vector<char> name(pattern.begin(), pattern.end());
    name.push_back('\0');
    FIKA_CHECK(mkdtemp(name.data()) != nullptr);
    path_ = name.data();
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace fika::storage
