// SPDX-License-Identifier: GPL-3.0-or-later
// The opening handshake of a WebSocket (RFC 6455, section 4), without I/O.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "server/web/server.h"

namespace fika::web {

// A GET that asks for the WebSocket protocol; anything else is an ordinary request.
bool is_upgrade(const Request& request);
// The 101 answer, or the refusal: 426 for another version than 13, else 400.
std::expected<Response, Response> accept_upgrade(const Request& request);
// Sec-WebSocket-Accept for a Sec-WebSocket-Key.
std::string accept_key(std::string_view key);

}  // namespace fika::web
