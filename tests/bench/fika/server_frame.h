// SPDX-License-Identifier: GPL-3.0-or-later
// Reads what Fika sends on /sync, inflating large frames.
#pragma once

#include <string_view>

#include "fika/v1/sync.pb.h"

namespace fika::bench {

// False when `message` is not a ServerFrame, or not a sound deflated one. A deflated frame comes
// out as what it holds.
bool read_server_frame(std::string_view message, v1::ServerFrame& frame);

}  // namespace fika::bench
