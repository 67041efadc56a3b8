// SPDX-License-Identifier: GPL-3.0-or-later
// WebSocket frames and the opening handshake (RFC 6455), as little of it as the bare yardstick and
// the load generator need: no extensions, and the peer is trusted to keep the rules. It is written
// here, and not taken from Beast, so that neither the limit nor the measuring instrument pays for a
// library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fika::bench {

enum class Opcode : std::uint8_t {
  kContinuation = 0,
  kText = 1,
  kBinary = 2,
  kClose = 8,
  kPing = 9,
  kPong = 10,
};

struct Frame {
  Opcode opcode;
  bool is_final;
  std::optional<std::uint32_t> mask;  // as the four bytes lie in memory
  std::string_view payload;           // still masked; borrowed from the bytes given
  std::size_t size;                   // of the whole frame
};

// The frame that `bytes` begins with; nothing while part of it is still to come.
std::optional<Frame> front_frame(std::string_view bytes);
// The payload as its sender wrote it.
std::string unmasked(const Frame& frame);

void append_server_frame(std::string& out, Opcode opcode, std::string_view payload);
// `mask` is any number: the rule that clients mask guards proxies, which loopback has none of.
void append_client_frame(std::string& out, Opcode opcode, std::string_view payload,
                         std::uint32_t mask);

// `headers` are whole lines, each ended by CRLF; it may be empty.
std::string upgrade_request(std::string_view path, std::string_view headers);
// The 101 answer to a request head; empty when the request carries no key or names no path.
std::string upgrade_response(std::string_view request);
// The path of a request's first line.
std::string_view request_path(std::string_view request);

}  // namespace fika::bench
