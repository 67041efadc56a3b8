// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes of the WebSocket to frames and back: unpacks what the server deflated.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "fika/v1/sync.pb.h"

namespace fika::cli::sync {

// kInvalid for bytes that are no frame, or one that unpacks to more than 64 MiB.
Result<v1::ServerFrame> decode(std::string_view bytes);

}  // namespace fika::cli::sync
