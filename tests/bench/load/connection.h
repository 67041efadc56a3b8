// SPDX-License-Identifier: GPL-3.0-or-later
// One WebSocket client that never blocks: connects, upgrades, sends masked messages, hands over
// whole ones. Used by the load generator, thousands at a time; it keeps no buffer of its own while
// idle.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "tests/bench/load/protocol.h"
#include "tests/bench/wire/socket.h"

namespace fika::bench {

struct Frame;

class Connection {
 public:
  // `segment_bytes` as connect_to has it.
  static Result<Connection> begin(std::uint16_t port, std::uint8_t source, Opening opening,
                                  int segment_bytes = 0);

  int descriptor() const { return socket_.get(); }
  bool is_open() const { return state_ == State::kOpen; }
  // True while bytes wait for the socket, or the connection is not made: watch it for writing then.
  bool wants_to_write() const { return state_ == State::kConnecting || !unsent_.empty(); }

  Status on_writable();
  // One read of what has come, by way of `buffer`, which connections share. kState once the server
  // has closed. A message lives only for the call.
  Status on_readable(std::span<char> buffer,
                     const std::function<void(std::string_view)>& on_message);
  // Queues what the socket does not take.
  Status send(std::string_view message);

 private:
  enum class State { kConnecting, kUpgrading, kOpen };
  Status send_bytes(std::string_view bytes);
  Status finish_upgrade(std::string_view& bytes);
  // Removes the whole frames from the front of `bytes`.
  Status take_frames(std::string_view& bytes,
                     const std::function<void(std::string_view)>& on_message);
  Status on_frame(const Frame& frame, const std::function<void(std::string_view)>& on_message);

  Descriptor socket_;
  State state_ = State::kConnecting;
  Opening opening_;
  std::string partial_;     // bytes of a frame that is still to come
  std::string assembling_;  // frames of a message that is still to come
  std::string unsent_;
};

}  // namespace fika::bench
