// SPDX-License-Identifier: GPL-3.0-or-later
// What each response tells a browser not to do. No state, any thread.
#pragma once

#include "server/web/server.h"

namespace fika::web {

// Adds the headers that `response` does not have yet, unless it has shared lines; a page that needs
// another policy sets its own first. Strict-Transport-Security goes out over TLS only, as its
// standard asks.
void add_security_headers(Response& response, bool is_tls);

}  // namespace fika::web
