// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a request that carries a cookie comes from our own pages. No state, any thread.
#pragma once

#include <string_view>

namespace fika::web {

// True if the Origin header names the very scheme, host and port that the Host header and the
// connection do. False for an absent or opaque ("null") origin: a program that sends no Origin
// should use a token, not a cookie. `is_tls` is what the browser sees: behind a proxy that ends
// TLS, pass true.
bool origin_allowed(std::string_view origin, std::string_view host, bool is_tls);

}  // namespace fika::web
