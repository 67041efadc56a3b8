// SPDX-License-Identifier: GPL-3.0-or-later
// What the yardsticks speak inside their WebSocket messages; the first byte says which it is:
//   P call(8) text         from a sender: one post
//   A call(8)              to that sender: it is accepted (and durable where the yardstick says so)
//   D padding text         to every reader of the room, the sender among them
//   R                      to everyone, once joined
// The room is the number at the end of the path, /room/7. The padding makes a delivery as large as
// Fika's own for the same text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace fika::bench {

inline constexpr char kPost = 'P';
inline constexpr char kAck = 'A';
inline constexpr char kDelivery = 'D';
inline constexpr char kReady = 'R';
inline constexpr std::size_t kCallBytes = sizeof(std::uint64_t);
inline constexpr std::size_t kPostHeader = 1 + kCallBytes;
inline constexpr std::size_t kDeliveryHeader = 100;  // a delivery of a 200 B text is 300 B

inline std::string post_message(std::uint64_t call, std::string_view text) {
  std::string message(kPostHeader, kPost);
  std::memcpy(message.data() + 1, &call, kCallBytes);
  return message.append(text);
}
// `post` is a whole post message.
inline std::string ack_message(std::string_view post) {
  return std::string(1, kAck).append(post.substr(1, kCallBytes));
}
inline std::string delivery_message(std::string_view post) {
  return std::string(kDeliveryHeader, kDelivery).append(post.substr(kPostHeader));
}
inline std::uint64_t call_of(std::string_view message) {
  std::uint64_t call = 0;
  std::memcpy(&call, message.data() + 1, kCallBytes);
  return call;
}
inline bool is_post(std::string_view message) {
  return message.size() >= kPostHeader && message.front() == kPost;
}

}  // namespace fika::bench
