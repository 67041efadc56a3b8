// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clients/cli/importing/source.h"

namespace fika::cli::importing {

// A zip file; the only one to include libzip.
Result<std::unique_ptr<Source>> open_zip(const std::filesystem::path& path,
                                         const SourceLimits& limits);

}  // namespace fika::cli::importing
