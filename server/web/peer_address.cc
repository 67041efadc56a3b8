// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/peer_address.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstring>
#include <netinet/in.h>
#include <utility>

#include "base/text.h"

namespace fika::web {
namespace {

std::string text_of(int family, const void* address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (::inet_ntop(family, address, text.data(), text.size()) == nullptr) return {};
  return text.data();
}

// Some proxies add a line of their own behind what the client sent; only that one can be believed.
std::string_view last_header(const Request& request, std::string_view name) {
  std::string_view last;
  for (const auto& [present, value] : request.headers) {
    if (present == name) last = value;
  }
  return last;
}

}  // namespace

PeerAddress parse_peer(std::string_view text) {
  const std::string terminated(text);
  in_addr v4{};
  if (::inet_pton(AF_INET, terminated.c_str(), &v4) == 1) {
    const std::string address = text_of(AF_INET, &v4);
    return {.address = address, .prefix = address};
  }
  in6_addr v6{};
  // A link-local address carries its interface behind a percent sign.
  if (::inet_pton(AF_INET6, terminated.substr(0, terminated.find('%')).c_str(), &v6) != 1)
    return {};
  if (IN6_IS_ADDR_V4MAPPED(&v6)) {
    std::memcpy(&v4, v6.s6_addr + 12, sizeof(v4));
    const std::string address = text_of(AF_INET, &v4);
    return {.address = address, .prefix = address};
  }
  PeerAddress peer{.address = text_of(AF_INET6, &v6), .prefix = {}};
  std::fill(std::begin(v6.s6_addr) + 8, std::end(v6.s6_addr), std::uint8_t{0});
  peer.prefix = text_of(AF_INET6, &v6) + "/64";
  return peer;
}

PeerAddress forwarded_peer(std::string_view forwarded_for, const PeerAddress& direct) {
  const std::size_t comma = forwarded_for.rfind(',');
  if (comma != std::string_view::npos) forwarded_for.remove_prefix(comma + 1);
  std::string_view hop = trim(forwarded_for);
  if (hop.starts_with('[')) hop = hop.substr(1, hop.find(']') - 1);
  // "192.0.2.1:4711": one colon can only be a port.
  if (std::count(hop.begin(), hop.end(), ':') == 1) hop = hop.substr(0, hop.find(':'));
  PeerAddress peer = parse_peer(hop);
  return peer.address.empty() ? direct : peer;
}

void set_peer(Request& request, const PeerAddress& direct, bool trust_forwarded_for) {
  PeerAddress peer = direct;
  if (trust_forwarded_for) {
    peer = forwarded_peer(last_header(request, "x-forwarded-for"), direct);
    if (last_header(request, "x-forwarded-proto") == "https") request.is_tls = true;
  }
  request.peer_address = std::move(peer.address);
  request.address_prefix = std::move(peer.prefix);
}

}  // namespace fika::web
