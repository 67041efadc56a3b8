// SPDX-License-Identifier: GPL-3.0-or-later
// A blocking byte stream to a server, plain or TLS. The only place with sockets and OpenSSL. One
// thread uses it; every wait has an end, and all waits end at once when the Interrupt is raised.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "clients/cli/failure.h"
#include "clients/cli/transport/url.h"

namespace fika::cli {

// Ctrl-C, made into something that poll() sees. One a program: install() takes SIGINT and SIGTERM.
class Interrupt {
 public:
  static void install();
  static bool is_raised();
  // Readable once raised; -1 before install().
  static int fd();
  // Waits, at most so long. False: raised.
  static bool wait_ms(int wait_ms);
};

struct StreamOptions {
  // Accepts any certificate: for a server with a self-signed one on the own network.
  bool insecure = false;
  int connect_ms_max = 10'000;
};

class Stream {
 public:
  virtual ~Stream() = default;
  // Failures are kUnreachable with code kUnavailable, or kAborted if interrupted.
  static Outcome<std::unique_ptr<Stream>> connect(const Url& url, const StreamOptions& options);

  // How many bytes came: 0 at the end. kUnavailable when nothing came for `wait_ms_max`.
  virtual Outcome<std::size_t> read_some(std::span<char> buffer, int wait_ms_max) = 0;
  virtual Outcome<void> write_all(std::string_view bytes, int wait_ms_max) = 0;
};

}  // namespace fika::cli
