// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/importing/source.h"

#include "clients/cli/importing/folder_source.h"
#include "clients/cli/importing/zip_source.h"

namespace fika::cli::importing {

Result<std::unique_ptr<Source>> Source::open(const std::filesystem::path& path,
                                             const SourceLimits& limits) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (std::filesystem::is_directory(status)) return open_folder(path, limits);
  if (std::filesystem::is_regular_file(status)) return open_zip(path, limits);
  return fail(Code::kInvalid, "{} is neither a folder nor a file.", path.string());
}

}  // namespace fika::cli::importing
