// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of URLs that the HTTP API reads.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace fika::app {

// The first parameter of that name, percent-decoded, '+' as a space; nothing if absent or badly
// encoded.
std::optional<std::string> query_parameter(std::string_view query, std::string_view name);

// kInvalid if it is not base64url, with or without padding.
Result<std::string> from_base64url(std::string_view text);

}  // namespace fika::app
