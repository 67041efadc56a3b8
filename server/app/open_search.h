// SPDX-License-Identifier: GPL-3.0-or-later
// How a browser's address bar searches here: the OpenSearch description at /opensearch.xml.
#pragma once

#include <string_view>

#include "server/web/response.h"
#include "server/web/server.h"

namespace fika::app {

inline constexpr std::string_view kOpenSearchPath = "/opensearch.xml";

// The addresses in it are those that the request came by.
web::Response open_search(const web::Request& request);

}  // namespace fika::app
