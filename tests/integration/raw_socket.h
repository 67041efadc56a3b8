// SPDX-License-Identifier: GPL-3.0-or-later
// A plain TCP connection to a server on this machine, for tests that send what no client would: any
// bytes, half a frame, nothing at all.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace fika::tests {

class RawSocket {
 public:
  // `receive_bytes` makes the kernel hold less for us, so that not reading is felt at the other
  // end.
  explicit RawSocket(std::uint16_t port, int receive_bytes = 0);
  ~RawSocket();
  RawSocket(const RawSocket&) = delete;
  RawSocket& operator=(const RawSocket&) = delete;

  // False when the peer has gone.
  bool send(std::string_view bytes);
  // Appends what comes to received(); false at the end, or when nothing came for so long.
  bool receive(int wait_ms_max);
  std::string& received() { return received_; }
  bool has_ended() const { return has_ended_; }

 private:
  int socket_ = -1;
  bool has_ended_ = false;
  std::string received_;
};

}  // namespace fika::tests
