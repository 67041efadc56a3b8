// SPDX-License-Identifier: GPL-3.0-or-later
// Client frames made by hand, and what the decoder makes of them, as words that a test can compare.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "server/web/frame_codec.h"

namespace fika::web {

inline constexpr std::size_t kMax = 1 << 20;
using Events = std::vector<std::string>;

// A frame as a client sends it, or as it should not.
struct Raw {
  std::uint8_t first = 0x82;  // FIN and opcode, and reserved bits where a case asks for them
  std::string payload{};
  bool is_masked = true;
};

inline std::string masked(std::string payload, const std::array<std::uint8_t, 4>& mask) {
  for (std::size_t i = 0; i < payload.size(); ++i) {
    payload[i] = static_cast<char>(static_cast<std::uint8_t>(payload[i]) ^ mask[i % 4]);
  }
  return payload;
}

inline std::string client_frame(const Raw& raw) {
  std::string frame = encode_frame(Opcode::kBinary, raw.payload);
  const std::size_t head = frame.size() - raw.payload.size();
  frame[0] = static_cast<char>(raw.first);
  if (!raw.is_masked) return frame;
  frame[1] = static_cast<char>(static_cast<std::uint8_t>(frame[1]) | 0x80);
  const std::array<std::uint8_t, 4> mask = {0x37, 0xfa, 0x21, 0x3d};
  return frame.substr(0, head) + std::string(mask.begin(), mask.end()) + masked(raw.payload, mask);
}

inline std::string binary(std::string payload) {
  return client_frame({.payload = std::move(payload)});
}
inline std::string ping(std::string payload) {
  return client_frame({.first = 0x89, .payload = std::move(payload)});
}
inline std::string pong(std::string payload) {
  return client_frame({.first = 0x8a, .payload = std::move(payload)});
}
inline std::string close(std::string payload) {
  return client_frame({.first = 0x88, .payload = std::move(payload)});
}
inline std::string code(unsigned value) {
  return {static_cast<char>(value >> 8), static_cast<char>(value & 0xff)};
}

// Long payloads are named by size and sum, so that a failure stays readable.
inline std::string shown(std::string_view payload) {
  if (payload.size() <= 200) return std::string(payload);
  std::uint64_t sum = 0;
  for (const char c : payload) sum = sum * 31 + static_cast<std::uint8_t>(c);
  return "#" + std::to_string(payload.size()) + ":" + std::to_string(sum);
}

inline std::string describe(const Decoded& decoded) {
  switch (decoded.kind) {
    case Decoded::Kind::kNeedMore:
      return "more";
    case Decoded::Kind::kMessage:
      return "message " + shown(decoded.payload);
    case Decoded::Kind::kPing:
      return "ping " + shown(decoded.payload);
    case Decoded::Kind::kPong:
      return "pong " + shown(decoded.payload);
    case Decoded::Kind::kClose:
      return "close " + std::to_string(decoded.close_code) + " " + shown(decoded.payload);
    case Decoded::Kind::kError:
      return "error " + std::to_string(decoded.close_code);
  }
  return "?";
}

// Feeds the pieces as a connection would: after an error or a close nothing more is read.
inline Events decode(const std::vector<std::string>& pieces, std::size_t max = kMax) {
  FrameDecoder decoder(max);
  Events events;
  for (std::string piece : pieces) {
    std::span<char> input(piece);
    while (true) {
      const Decoded decoded = decoder.next(input);
      if (decoded.kind == Decoded::Kind::kNeedMore) break;
      events.push_back(describe(decoded));
      if (decoded.kind == Decoded::Kind::kError || decoded.kind == Decoded::Kind::kClose) {
        return events;
      }
    }
    EXPECT_TRUE(input.empty());
  }
  return events;
}

inline std::vector<std::string> chopped(const std::string& stream, std::size_t size) {
  std::vector<std::string> pieces;
  for (std::size_t at = 0; at < stream.size(); at += size)
    pieces.push_back(stream.substr(at, size));
  return pieces;
}

// The stream means the same however it is cut.
inline void expect_events(const std::string& stream, const Events& expected,
                          std::size_t max = kMax) {
  EXPECT_EQ(decode({stream}, max), expected);
  EXPECT_EQ(decode(chopped(stream, 1), max), expected) << "byte by byte";
  const std::size_t step = std::max<std::size_t>(1, stream.size() / 300);
  for (std::size_t cut = 1; cut < stream.size(); cut += step) {
    EXPECT_EQ(decode({stream.substr(0, cut), stream.substr(cut)}, max), expected)
        << "cut at " << cut;
  }
}

}  // namespace fika::web
