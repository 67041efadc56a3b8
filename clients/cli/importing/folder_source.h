// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clients/cli/importing/source.h"

namespace fika::cli::importing {

// A folder on disk. Symbolic links are not followed.
Result<std::unique_ptr<Source>> open_folder(const std::filesystem::path& path,
                                            const SourceLimits& limits);
// The content of one file of at most `bytes_max` bytes; `name` is for the refusal.
Result<std::string> read_file(const std::filesystem::path& path, std::string_view name,
                              std::uint64_t bytes_max);

}  // namespace fika::cli::importing
