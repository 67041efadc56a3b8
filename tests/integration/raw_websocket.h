// SPDX-License-Identifier: GPL-3.0-or-later
// The client's end of a WebSocket over a RawSocket: says how an upgrade was answered and with which
// code the server closed, and can send frames in pieces.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tests/integration/http_client.h"

namespace fika::tests {

class RawWebSocket {
 public:
  // Asks for an upgrade of /sync; status() says how it went.
  RawWebSocket(std::uint16_t port, const Headers& headers, int receive_bytes = 0);

  int status() const { return status_; }
  // A masked frame with the whole of a binary message.
  static std::string frame_of(std::string_view message);
  bool send(std::string_view message) { return socket_.send(frame_of(message)); }
  bool send_bytes(std::string_view bytes) { return socket_.send(bytes); }
  // The next message; empty when the connection has ended or nothing came for so long.
  std::optional<std::string> receive(int wait_ms_max);
  // 0 until the server has said that it closes; has_ended() also after a cut.
  std::uint16_t close_code() const { return close_code_; }
  bool has_ended() const { return close_code_ != 0 || socket_.has_ended(); }

 private:
  std::optional<std::string> take(std::size_t size, int wait_ms_max);

  RawSocket socket_;
  int status_ = 0;
  std::uint16_t close_code_ = 0;
};

Headers bearer(std::string_view secret);

}  // namespace fika::tests
