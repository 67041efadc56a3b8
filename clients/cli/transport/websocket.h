// SPDX-License-Identifier: GPL-3.0-or-later
// The client's end of a WebSocket (RFC 6455), as much of it as /sync needs: binary messages both
// ways, pings answered. Blocking; one thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "clients/cli/transport/stream.h"

namespace fika::cli {

class WebSocket {
 public:
  // Upgrades a new connection to `path`. A refusal of the server (such as an ended sign-in) is
  // kRefused.
  static Outcome<WebSocket> open(const Url& url, const StreamOptions& options,
                                 std::string_view path, std::string_view secret);

  Outcome<void> send(std::string_view message);
  // The next binary message. kUnavailable when the connection ended or was silent for
  // `wait_ms_max`.
  Outcome<std::string> receive(int wait_ms_max);
  // Says goodbye, without waiting for an answer.
  void close();

 private:
  WebSocket(std::unique_ptr<Stream> stream, std::string received)
      : stream_(std::move(stream)), received_(std::move(received)) {}
  Outcome<void> send_frame(unsigned opcode, std::string_view payload);
  Outcome<std::string> take(std::size_t size, int wait_ms_max);

  std::unique_ptr<Stream> stream_;
  std::string received_;  // what came and is not yet parsed
};

}  // namespace fika::cli
