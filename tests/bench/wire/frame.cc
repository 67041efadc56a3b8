// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/wire/frame.h"

#include <algorithm>
#include <array>
#include <cstring>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

namespace fika::bench {
namespace {

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

void append_header(std::string& out, Opcode opcode, std::size_t size, bool is_masked) {
  const auto put = [&out](std::uint64_t byte) { out.push_back(static_cast<char>(byte & 0xff)); };
  const std::uint64_t mask_bit = is_masked ? 0x80 : 0;
  put(0x80U | static_cast<std::uint64_t>(opcode));
  if (size < 126) {
    put(mask_bit | size);
    return;
  }
  const int length_bytes = size < 65536 ? 2 : 8;
  put(mask_bit | (length_bytes == 2 ? 126U : 127U));
  for (int i = length_bytes - 1; i >= 0; --i) put(size >> (8 * i));
}

void apply_mask(char* bytes, std::size_t size, std::uint32_t mask) {
  std::array<char, 4> key{};
  std::memcpy(key.data(), &mask, key.size());
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(bytes[i] ^ key[i % 4]);
}

}  // namespace

std::optional<Frame> front_frame(std::string_view bytes) {
  if (bytes.size() < 2) return std::nullopt;
  const auto first = static_cast<unsigned char>(bytes[0]);
  const auto second = static_cast<unsigned char>(bytes[1]);
  const unsigned short_size = second & 0x7f;
  const std::size_t length_bytes = short_size == 126 ? 2 : short_size == 127 ? 8 : 0;
  const bool is_masked = (second & 0x80) != 0;
  const std::size_t header = 2 + length_bytes + (is_masked ? 4 : 0);
  if (bytes.size() < header) return std::nullopt;
  const std::uint64_t size =
      length_bytes == 0 ? short_size : big_endian(bytes.substr(2, length_bytes));
  if (bytes.size() - header < size) return std::nullopt;
  Frame frame{.opcode = static_cast<Opcode>(first & 0x0f),
              .is_final = (first & 0x80) != 0,
              .mask = std::nullopt,
              .payload = bytes.substr(header, size),
              .size = header + size};
  if (is_masked) {
    std::uint32_t mask = 0;
    std::memcpy(&mask, bytes.data() + header - 4, 4);
    frame.mask = mask;
  }
  return frame;
}

std::string unmasked(const Frame& frame) {
  std::string payload(frame.payload);
  if (frame.mask) apply_mask(payload.data(), payload.size(), *frame.mask);
  return payload;
}

void append_server_frame(std::string& out, Opcode opcode, std::string_view payload) {
  append_header(out, opcode, payload.size(), false);
  out.append(payload);
}

void append_client_frame(std::string& out, Opcode opcode, std::string_view payload,
                         std::uint32_t mask) {
  append_header(out, opcode, payload.size(), true);
  std::array<char, 4> key{};
  std::memcpy(key.data(), &mask, key.size());
  out.append(key.data(), key.size());
  const std::size_t start = out.size();
  out.append(payload);
  apply_mask(out.data() + start, payload.size(), mask);
}

std::string upgrade_request(std::string_view path, std::string_view headers) {
  return fmt::format(
      "GET {} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n{}\r\n",
      path, headers);
}

std::string upgrade_response(std::string_view request) {
  constexpr std::string_view kField = "Sec-WebSocket-Key: ";
  const auto field = request.find(kField);
  if (field == std::string_view::npos || request_path(request).empty()) return {};
  const auto start = field + kField.size();
  const auto end = request.find("\r\n", start);
  const std::string salted =
      std::string(request.substr(start, end - start)) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  std::array<unsigned char, SHA_DIGEST_LENGTH> digest{};
  std::array<unsigned char, 32> encoded{};
  unsigned digest_size = 0;
  EVP_Digest(salted.data(), salted.size(), digest.data(), &digest_size, EVP_sha1(), nullptr);
  const int size = EVP_EncodeBlock(encoded.data(), digest.data(), static_cast<int>(digest_size));
  std::string accept(static_cast<std::size_t>(size), '\0');
  std::copy_n(encoded.begin(), size, accept.begin());
  return fmt::format(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Accept: {}\r\n\r\n",
      accept);
}

std::string_view request_path(std::string_view request) {
  const auto start = request.find(' ');
  if (start == std::string_view::npos) return {};
  const auto end = request.find(' ', start + 1);
  if (end == std::string_view::npos) return {};
  return request.substr(start + 1, end - start - 1);
}

}  // namespace fika::bench
