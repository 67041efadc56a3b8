// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of a dump, piece by piece: plain, or packed by bzip2 as dumps come.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

#include "base/result.h"

namespace fika::cli::wiki {

// Unpacked. More than that is no dump of a wiki that fits on one machine.
inline constexpr std::uint64_t kDumpBytesMax = 256ULL << 30;

// Calls `take` with each piece until it fails or all is read; kInvalid when the file is damaged.
Status each_piece(const std::filesystem::path& path,
                  const std::function<Status(std::string_view piece)>& take);

}  // namespace fika::cli::wiki
