// SPDX-License-Identifier: GPL-3.0-or-later
// fika-server serve: everything wired together, until it is told to stop.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/result.h"

namespace fika::app {

struct ServeOptions {
  std::filesystem::path data;
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  std::size_t cores = 0;  // network threads; 0: all but one, at least one
  std::string tls_certificate_file, tls_key_file;
  bool tls_self_signed = false;
  bool trust_forwarded_for = false;
  bool rate_limits_off = false;  // for measurements on a machine of one's own
  std::int64_t stop_spread_ms = 3'000;
  std::size_t cache_bytes = 64 << 20;
  std::uint64_t disk_reserve_bytes = 512 << 20;
};

// Returns once SIGTERM or SIGINT has been answered. kState when the folder has no organisation yet;
// kUnavailable when the port is taken or a commit came in doubt: start again, and it reads its
// head.
Status serve(const ServeOptions& options);

}  // namespace fika::app
