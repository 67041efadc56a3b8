// SPDX-License-Identifier: GPL-3.0-or-later
// Where a Fika server is: http or https, host, port and perhaps a path in front, as behind a proxy.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace fika::cli {

struct Url {
  bool is_https = false;
  std::string host;  // without the brackets of an IPv6 address
  std::uint16_t port = 80;
  std::string path;  // without a slash at its end; empty for most

  // Accepts "fika.example.org" too: https, unless it is this very machine.
  static Result<Url> parse(std::string_view text);
  // As it is written in a login: no slash at the end, no default port.
  std::string text() const;
  // What the Host header and the certificate are about.
  std::string authority() const;
};

}  // namespace fika::cli
