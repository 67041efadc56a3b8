// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/security_headers.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace fika::web {
namespace {

using Header = std::pair<std::string_view, std::string_view>;

constexpr std::array<Header, 6> kHeaders = {{
    {"content-security-policy",
     // Nothing inline, nothing foreign, and text becomes markup or code in one place only: the web
     // app's policy "fika" (clients/web/src/ui/trusted.ts).
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
     "connect-src 'self'; "
     "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
     "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types fika"},
    {"x-content-type-options", "nosniff"},
    // Addresses name threads and people; other sites must not learn them. Same-origin keeps the
    // referrer where only Fika itself sees it.
    {"referrer-policy", "same-origin"},
    {"cross-origin-opener-policy", "same-origin"},
    {"cross-origin-resource-policy", "same-origin"},
    {"permissions-policy",
     "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"},
}};
constexpr Header kStrictTransport = {"strict-transport-security", "max-age=31536000"};

void add(Response& response, const Header& header) {
  const bool is_there =
      std::any_of(response.headers.begin(), response.headers.end(),
                  [&header](const auto& present) { return present.first == header.first; });
  if (!is_there) response.headers.emplace_back(header.first, header.second);
}

}  // namespace

void add_security_headers(Response& response, bool is_tls) {
  if (response.shared_lines) return;
  response.headers.reserve(response.headers.size() + kHeaders.size() + 1);
  for (const Header& header : kHeaders) add(response, header);
  if (is_tls) add(response, kStrictTransport);
}

}  // namespace fika::web
