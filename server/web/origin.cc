// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/origin.h"

#include <string>

#include "base/text.h"

namespace fika::web {
namespace {

// Browsers leave the scheme's own port out; a hand-made Host may name it.
std::string without_default_port(std::string_view authority, bool is_tls) {
  const std::string_view port = is_tls ? ":443" : ":80";
  if (authority.ends_with(port)) authority.remove_suffix(port.size());
  return to_lower_ascii(authority);
}

}  // namespace

bool origin_allowed(std::string_view origin, std::string_view host, bool is_tls) {
  const std::string_view scheme = is_tls ? "https://" : "http://";
  if (host.empty() || to_lower_ascii(origin.substr(0, scheme.size())) != scheme) return false;
  const std::string_view authority = origin.substr(scheme.size());
  // An origin has nothing behind its authority, and neither has it a name in front of it.
  if (authority.empty() || authority.find_first_of("/@?#, ") != std::string_view::npos)
    return false;
  return without_default_port(authority, is_tls) == without_default_port(host, is_tls);
}

}  // namespace fika::web
