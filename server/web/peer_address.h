// SPDX-License-Identifier: GPL-3.0-or-later
// Who is at the other end: the address as text, and the prefix that rate limits key on.
#pragma once

#include <string>
#include <string_view>

#include "server/web/server.h"

namespace fika::web {

struct PeerAddress {
  std::string address;
  std::string prefix;  // the IPv4 address itself, or the IPv6 /64 as "2001:db8:1:2::/64"
};

// `text` is an IP address; IPv4 inside IPv6 counts as IPv4. Anything else gives empty fields.
PeerAddress parse_peer(std::string_view text);
// The last hop of an X-Forwarded-For, which is what our own proxy saw; `direct` if there is none.
PeerAddress forwarded_peer(std::string_view forwarded_for, const PeerAddress& direct);

// Fills in peer_address, address_prefix and, if a trusted proxy ended TLS, is_tls.
void set_peer(Request& request, const PeerAddress& direct, bool trust_forwarded_for);

}  // namespace fika::web
