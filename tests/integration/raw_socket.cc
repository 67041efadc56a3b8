// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/raw_socket.h"

#include <arpa/inet.h>
#include <array>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/check.h"

namespace fika::tests {

RawSocket::RawSocket(std::uint16_t port, int receive_bytes)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  FIKA_CHECK(socket_ >= 0);
  if (receive_bytes > 0) {
    setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
  }
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  has_ended_ = connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0;
}

RawSocket::~RawSocket() { close(socket_); }

bool RawSocket::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool RawSocket::receive(int wait_ms_max) {
  if (has_ended_) return false;
  pollfd waited{socket_, POLLIN, 0};
  if (poll(&waited, 1, wait_ms_max) <= 0) return false;
  std::array<char, 64 * 1024> buffer;
  const auto got = recv(socket_, buffer.data(), buffer.size(), 0);
  has_ended_ = got <= 0;
  if (got > 0) received_.append(buffer.data(), static_cast<std::size_t>(got));
  return got > 0;
}

}  // namespace fika::tests
