// SPDX-License-Identifier: GPL-3.0-or-later
// An Archive cut into batches that the server takes: people first, then what refers to them.
#pragma once

#include <functional>

#include "clients/cli/failure.h"
#include "clients/cli/importing/archive.h"
#include "fika/v1/import.pb.h"

namespace fika::cli::importing {

// Calls `send` with each batch in order, at most 500 things and 480 KB in one, until one fails.
Outcome<void> in_batches(const Archive& archive,
                         const std::function<Outcome<void>(const v1::ImportBatchRequest&)>& send);

}  // namespace fika::cli::importing
