// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/raw_websocket.h"

#include <charconv>

#include <fmt/format.h>

namespace fika::tests {
namespace {

constexpr int kUpgradeMsMax = 30'000;
constexpr unsigned kClose = 8;
constexpr unsigned kPing = 9;

std::uint64_t number_of(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const char c : bytes) number = number << 8 | static_cast<std::uint8_t>(c);
  return number;
}

std::string frame(unsigned opcode, std::string_view payload) {
  std::string bytes(1, static_cast<char>(0x80U | opcode));
  const auto put = [&](std::uint64_t number, int size) {
    for (int i = size - 1; i >= 0; --i) bytes += static_cast<char>(number >> (8 * i) & 0xff);
  };
  if (payload.size() < 126) {
    put(0x80U | payload.size(), 1);
  } else if (payload.size() <= 0xffff) {  // the server refuses a longer form than is needed
    put(0x80U | 126U, 1);
    put(payload.size(), 2);
  } else {
    put(0x80U | 127U, 1);
    put(payload.size(), 8);
  }
  constexpr std::string_view kMask = "\x11\x22\x33\x44";
  bytes += kMask;
  for (std::size_t i = 0; i < payload.size(); ++i) {
    bytes += static_cast<char>(static_cast<unsigned char>(payload[i]) ^
                               static_cast<unsigned char>(kMask[i % 4]));
  }
  return bytes;
}

}  // namespace

RawWebSocket::RawWebSocket(std::uint16_t port, const Headers& headers, int receive_bytes)
    : socket_(port, receive_bytes) {
  std::string request = fmt::format(
      "GET /sync HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
      port);
  for (const auto& [name, value] : headers) request += fmt::format("{}: {}\r\n", name, value);
  socket_.send(request + "\r\n");
  std::string& received = socket_.received();
  std::size_t end = 0;
  while ((end = received.find("\r\n\r\n")) == std::string::npos) {
    if (!socket_.receive(kUpgradeMsMax)) return;
  }
  std::from_chars(received.data() + 9, received.data() + 12, status_);
  received.erase(0, end + 4);
}

std::string RawWebSocket::frame_of(std::string_view message) { return frame(2, message); }

std::optional<std::string> RawWebSocket::take(std::size_t size, int wait_ms_max) {
  while (socket_.received().size() < size) {
    if (!socket_.receive(wait_ms_max)) return {};
  }
  return socket_.received().substr(0, size);
}

std::optional<std::string> RawWebSocket::receive(int wait_ms_max) {
  std::string message;
  while (close_code_ == 0) {
    // The head stays in the buffer until the whole frame is there: a wait that ends early loses
    // nothing.
    auto head = take(2, wait_ms_max);
    if (!head) return {};
    const auto first = static_cast<std::uint8_t>((*head)[0]);
    std::size_t size = static_cast<std::uint8_t>((*head)[1]) & 0x7fU;
    std::size_t head_size = 2;
    if (size >= 126) {
      head_size = size == 126 ? 4 : 10;
      head = take(head_size, wait_ms_max);
      if (!head) return {};
      size = number_of(std::string_view(*head).substr(2));
    }
    auto whole = take(head_size + size, wait_ms_max);
    if (!whole) return {};
    socket_.received().erase(0, whole->size());
    const std::string_view payload = std::string_view(*whole).substr(head_size);
    const unsigned opcode = first & 0x0fU;
    if (opcode == kClose) {
      close_code_ = payload.size() < 2
                        ? std::uint16_t{1005}
                        : static_cast<std::uint16_t>(number_of(payload.substr(0, 2)));
      socket_.send(frame(kClose, payload));
    } else if (opcode == kPing) {
      socket_.send(frame(kPing + 1, payload));
    } else if (opcode < kClose) {
      message += payload;
      if ((first & 0x80U) != 0) return message;
    }
  }
  return {};
}

Headers bearer(std::string_view secret) {
  return {{"Authorization", fmt::format("Bearer {}", secret)}};
}

}  // namespace fika::tests
