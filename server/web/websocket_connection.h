// SPDX-License-Identifier: GPL-3.0-or-later
// One open WebSocket. Works with plain completion handlers rather than a coroutine, because ten
// thousand idle ones must fit in a few tens of megabytes: while nothing happens it is this object,
// its socket and one waiting read, with no buffer at all. Lives on one core; the core and the
// pending waits keep it alive.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <boost/system/error_code.hpp>

#include "server/web/core.h"
#include "server/web/frame_codec.h"
#include "server/web/outbox.h"
#include "server/web/server.h"
#include "server/web/stream.h"

namespace fika::web {

class WebSocketConnection final : public Socket,
                                  public Connection,
                                  public std::enable_shared_from_this<WebSocketConnection> {
 public:
  // `head` is the 101 answer; it goes out with whatever is sent before start, in one write.
  WebSocketConnection(Core& core, std::string head);

  // Joins the core and begins. `early` is what the peer sent behind its request.
  void start(std::unique_ptr<Stream> stream, Slot slot, std::unique_ptr<SocketHandler> handler,
             std::string early);

  void send(Frame frame) override;
  std::size_t waiting_bytes() const override { return outbox_.bytes(); }
  void close(std::uint16_t code, std::string_view reason) override;
  std::size_t core() const override { return core_.index(); }

  void check(std::int64_t now_ms) override;
  void flush() override;
  void go_away() override;
  bool leaves_slowly() const override { return true; }
  void abort() override { end(); }

 private:
  enum class State : std::uint8_t {
    kOpen,
    kClosing,    // our close is queued, the peer's has not come
    kFinishing,  // both sides have closed; only the outbox is left
    kLingering,  // the peer broke the protocol: our close is queued, what it sends is thrown away
    kClosed,
  };

  void enqueue(Frame frame);
  void wait_readable(Want want);
  void on_readable(boost::system::error_code error);
  void on_writable(boost::system::error_code error);
  void process(std::span<char> input);
  void on_event(const Decoded& event);
  void on_peer_close(std::uint16_t code);
  void fail_peer(std::uint16_t code, std::string_view reason);
  void write_out();
  void on_written_out();
  void end();

  Core& core_;
  std::optional<Slot> slot_;
  std::unique_ptr<Stream> stream_;  // null until start
  std::unique_ptr<SocketHandler> handler_;
  Outbox outbox_;
  FrameDecoder decoder_;
  std::int64_t heard_at_ms_ = 0;
  std::int64_t ping_sent_at_ms_ = 0;
  std::int64_t progressed_at_ms_ = 0;  // while blocked: when the peer last took something
  std::int64_t deadline_ms_ = 0;       // once closing
  State state_ = State::kOpen;
  bool is_dirty_ = false;
  bool is_blocked_ = false;  // waiting for the kernel to take more
  bool awaits_pong_ = false;
  bool is_deaf_ = false;  // too much waits to go out: nothing is read meanwhile
};

}  // namespace fika::web
