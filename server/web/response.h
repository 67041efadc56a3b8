// SPDX-License-Identifier: GPL-3.0-or-later
// Responses as bytes, and the edge's own error answers in the form of the Connect protocol.
#pragma once

#include <ctime>
#include <string>
#include <string_view>

#include "server/web/server.h"

namespace fika::web {

// {"code": ..., "message": ...}; for refusals that come before any App sees the request.
Response error_response(int status, std::string_view connect_code, std::string_view message);
// The same from one of our own errors; its detail becomes the message.
Response error_response(const Error& error);

// False for the statuses that never carry a body.
bool has_body(int status);
// The headers as lines, for Response::shared_lines. One with a line break in it is left out.
std::string header_lines(const Response& response);
// Status line and headers, with Date, Content-Length and Connection added. A header with a line
// break in it is left out: it would be the start of another response.
std::string encode_head(const Response& response, bool keep_alive, std::time_t now);

}  // namespace fika::web
