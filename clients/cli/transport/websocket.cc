// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/transport/websocket.h"

#include <array>
#include <cstdint>

#include <openssl/evp.h>
#include <openssl/rand.h>

#include "clients/cli/transport/http.h"

namespace fika::cli {
namespace {

constexpr unsigned kContinuation = 0;
constexpr unsigned kBinary = 2;
constexpr unsigned kClose = 8;
constexpr unsigned kPing = 9;
constexpr unsigned kPong = 10;
constexpr std::size_t kMessageBytesMax = 16 * 1024 * 1024;
constexpr int kWriteMsMax = 30'000;

std::unexpected<Failure> lost(std::string_view why) {
  return give_up(Exit::kUnreachable, Code::kUnavailable, "{}", why);
}

std::string base64(std::string_view bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                   reinterpret_cast<const unsigned char*>(bytes.data()),
                                   static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

std::string random_bytes(std::size_t size) {
  std::string bytes(size, '\0');
  RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(size));
  return bytes;
}

// What a server that understood the handshake answers.
std::string accept_key(std::string_view key) {
  const std::string text = std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned size = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha1(), nullptr);
  return base64({reinterpret_cast<const char*>(digest.data()), size});
}

std::uint64_t number_of(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const char c : bytes) number = number << 8 | static_cast<std::uint8_t>(c);
  return number;
}

}  // namespace

Outcome<WebSocket> WebSocket::open(const Url& url, const StreamOptions& options,
                                   std::string_view path, std::string_view secret) {
  TRY(auto stream, Stream::connect(url, options));
  const std::string key = base64(random_bytes(16));
  std::string request = fmt::format(
      "GET {}{} HTTP/1.1\r\nHost: {}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {}\r\n",
      url.path, path, url.authority(), key);
  if (!secret.empty()) request += fmt::format("Authorization: Bearer {}\r\n", secret);
  request += "\r\n";
  CHECKED(stream->write_all(request, kWriteMsMax));
  std::string received;
  TRY(HttpAnswer answer, read_answer_head(*stream, received));
  if (answer.status == 401 || answer.status == 403) {
    return give_up(Exit::kRefused, Code::kUnauthenticated,
                   "The sign-in or token is no longer good; sign in with \"fika login\".");
  }
  if (answer.status != 101) {
    return lost(fmt::format("The server does not open {}: it answered {}.", path, answer.status));
  }
  if (answer.headers["sec-websocket-accept"] != accept_key(key)) {
    return lost("What answers there does not speak WebSocket.");
  }
  return WebSocket(std::move(stream), std::move(received));
}

Outcome<void> WebSocket::send_frame(unsigned opcode, std::string_view payload) {
  std::string frame;
  frame += static_cast<char>(0x80U | opcode);
  const auto put_number = [&](std::uint64_t number, int bytes) {
    for (int i = bytes - 1; i >= 0; --i) frame += static_cast<char>(number >> (8 * i) & 0xff);
  };
  if (payload.size() < 126) {
    put_number(0x80U | payload.size(), 1);
  } else if (payload.size() <= 0xffff) {
    put_number(0x80U | 126U, 1);
    put_number(payload.size(), 2);
  } else {
    put_number(0x80U | 127U, 1);
    put_number(payload.size(), 8);
  }
  const std::string mask = random_bytes(4);
  frame += mask;
  for (std::size_t i = 0; i < payload.size(); ++i) {
    frame += static_cast<char>(static_cast<unsigned char>(payload[i]) ^
                               static_cast<unsigned char>(mask[i % 4]));
  }
  return stream_->write_all(frame, kWriteMsMax);
}

Outcome<void> WebSocket::send(std::string_view message) { return send_frame(kBinary, message); }

void WebSocket::close() {
  // 1000: the purpose is fulfilled. If it cannot be said, the connection ends all the same.
  static_cast<void>(send_frame(kClose, std::string_view("\x03\xe8", 2)));
}

Outcome<std::string> WebSocket::take(std::size_t size, int wait_ms_max) {
  std::array<char, 32 * 1024> buffer;
  while (received_.size() < size) {
    TRY(const std::size_t got, stream_->read_some(buffer, wait_ms_max));
    if (got == 0) return lost("The server has closed the connection.");
    received_.append(buffer.data(), got);
  }
  std::string taken = received_.substr(0, size);
  received_.erase(0, size);
  return taken;
}

Outcome<std::string> WebSocket::receive(int wait_ms_max) {
  std::string message;
  for (;;) {
    TRY(const std::string head, take(2, wait_ms_max));
    const auto first = static_cast<std::uint8_t>(head[0]);
    const auto second = static_cast<std::uint8_t>(head[1]);
    if ((first & 0x70) != 0 || (second & 0x80) != 0) return lost("The server sent a bad frame.");
    std::uint64_t size = second & 0x7fU;
    if (size >= 126) {
      TRY(const std::string extra, take(size == 126 ? 2 : 8, wait_ms_max));
      size = number_of(extra);
    }
    if (size > kMessageBytesMax - message.size()) return lost("The server sent too long a frame.");
    TRY(const std::string payload, take(size, wait_ms_max));
    const unsigned opcode = first & 0x0fU;
    if (opcode == kClose) return lost("The server has closed the connection.");
    if (opcode == kPing) {
      CHECKED(send_frame(kPong, payload));
    } else if (opcode == kBinary || opcode == kContinuation) {
      message += payload;
      if ((first & 0x80) != 0) return message;
    } else if (opcode != kPong) {
      return lost("The server sent a frame that is not binary.");
    }
  }
}

}  // namespace fika::cli
