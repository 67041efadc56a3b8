// SPDX-License-Identifier: GPL-3.0-or-later
// A blocking loopback client for the edge's own tests: plain sockets, so that nothing of what is
// tested is used to test it. Every wait ends after ten seconds at the latest.
#pragma once

#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>
#include <optional>
#include <poll.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>

#include <openssl/ssl.h>

#include "server/web/frames_for_tests.h"

namespace fika::web {

class TestClient {
 public:
  // A small receive buffer makes a slow reader of a client that does not read.
  explicit TestClient(std::uint16_t port, int receive_buffer = 0)
      : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    if (receive_buffer > 0) {
      ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof(receive_buffer));
    }
    const timeval limit{.tv_sec = 10, .tv_usec = 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
    ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    is_connected_ = ::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
  }
  ~TestClient() {
    SSL_free(ssl_);
    SSL_CTX_free(context_);
    ::close(fd_);
  }
  TestClient(const TestClient&) = delete;
  TestClient& operator=(const TestClient&) = delete;

  bool is_connected() const { return is_connected_; }

  bool start_tls() {
    context_ = SSL_CTX_new(TLS_client_method());
    ssl_ = SSL_new(context_);
    SSL_set_fd(ssl_, fd_);
    return SSL_connect(ssl_) == 1;
  }

  bool write(std::string_view text) {
    while (!text.empty()) {
      const auto sent = ssl_ != nullptr
                            ? SSL_write(ssl_, text.data(), static_cast<int>(text.size()))
                            : ::send(fd_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  // Exactly `size` bytes, or fewer if the server ended or took too long.
  std::string read(std::size_t size) {
    while (held_.size() < size && fill()) {
    }
    const std::string taken = held_.substr(0, size);
    held_.erase(0, taken.size());
    return taken;
  }

  std::string read_to_end() {
    while (fill()) {
    }
    return std::exchange(held_, {});
  }

  struct Answer {
    int status = 0;
    std::string head{};
    std::string body{};
  };
  // `has_body` is false for an answer to HEAD.
  Answer read_answer(bool has_body = true) {
    while (held_.find("\r\n\r\n") == std::string::npos && fill()) {
    }
    const std::size_t end = held_.find("\r\n\r\n");
    if (end == std::string::npos) return {};
    Answer answer{.head = held_.substr(0, end + 4)};
    held_.erase(0, end + 4);
    answer.status = std::atoi(answer.head.c_str() + 9);
    const std::size_t length = answer.head.find("content-length: ");
    if (has_body && length != std::string::npos) {
      answer.body = read(static_cast<std::size_t>(std::atol(answer.head.c_str() + length + 16)));
    }
    return answer;
  }

  Answer ask(std::string_view request, bool has_body = true) {
    write(request);
    return read_answer(has_body);
  }

  bool open_websocket(std::string_view path = "/sync") {
    return ask("GET " + std::string(path) +
               " HTTP/1.1\r\nHost: t\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
               "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
               .status == 101;
  }

  bool send_frame(std::uint8_t first, std::string_view payload) {
    return write(client_frame({.first = first, .payload = std::string(payload)}));
  }

  struct Received {
    int first = -1;  // -1: the connection ended
    std::string payload;
  };
  Received read_frame() {
    const std::string head = read(2);
    if (head.size() < 2) return {};
    std::size_t size = static_cast<std::uint8_t>(head[1]);
    if (size >= 126) {
      const std::string extra = read(size == 126 ? 2 : 8);
      size = 0;
      for (const char c : extra) size = size << 8 | static_cast<std::uint8_t>(c);
    }
    return {.first = static_cast<std::uint8_t>(head[0]), .payload = read(size)};
  }
  // The code of the close frame that comes next; 0 if something else does.
  unsigned read_close() {
    const Received frame = read_frame();
    if (frame.first != 0x88 || frame.payload.size() < 2) return 0;
    return static_cast<unsigned>(static_cast<std::uint8_t>(frame.payload[0])) << 8 |
           static_cast<std::uint8_t>(frame.payload[1]);
  }

 private:
  bool fill() {
    std::array<char, 65536> buffer;
    const auto got = ssl_ != nullptr
                         ? SSL_read(ssl_, buffer.data(), static_cast<int>(buffer.size()))
                         : ::recv(fd_, buffer.data(), buffer.size(), 0);
    if (got <= 0) return false;
    held_.append(buffer.data(), static_cast<std::size_t>(got));
    return true;
  }

  const int fd_;
  bool is_connected_ = false;
  SSL_CTX* context_ = nullptr;
  SSL* ssl_ = nullptr;
  std::string held_;
};

}  // namespace fika::web
