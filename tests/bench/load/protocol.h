// SPDX-License-Identifier: GPL-3.0-or-later
// What the load generator does not know: the words that a server speaks inside its WebSocket
// messages. One implementation speaks the yardsticks' (yardstick_protocol.h), one Fika's. One
// object serves all connections of a run, on one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "tests/bench/load/post_stamp.h"

namespace fika::bench {

// Who sits at a connection.
struct Seat {
  std::size_t index;  // of the connection, from 0
  std::size_t room;   // from 0
  bool sends;
};

struct Opening {
  std::string path;           // of the upgrade request
  std::string headers;        // further lines of it, each ended by CRLF
  std::string first_message;  // sent as soon as the upgrade is answered; empty for none
};

// Told what a message meant. The load generator implements it, for the connection that is being
// read.
class Listener {
 public:
  virtual ~Listener() = default;
  virtual void on_ready() = 0;  // from now on this connection gets every post of its room
  virtual void on_ack(std::uint64_t call) = 0;
  virtual void on_delivery(const PostStamp& stamp) = 0;
  virtual void on_refusal(
      std::string_view reason) = 0;                 // ends the run: nothing here should be refused
  virtual void send(std::string_view message) = 0;  // back to the server
};

class Protocol {
 public:
  virtual ~Protocol() = default;
  virtual Opening opening(const Seat& seat) = 0;
  // The message that posts `text` to the seat's room; its acknowledgement names `call`.
  virtual std::string post(const Seat& seat, std::uint64_t call, std::string_view text) = 0;
  // Reads one message from the server. It runs a million times a second: every reader of a room
  // gets the same bytes, so an implementation that has to parse should remember what it made of the
  // last ones.
  virtual void read(const Seat& seat, std::string_view message, Listener& listener) = 0;
};

}  // namespace fika::bench
