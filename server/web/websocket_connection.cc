// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/websocket_connection.h"

#include <algorithm>
#include <array>
#include <exception>
#include <utility>

#include <boost/asio/post.hpp>
#include <spdlog/spdlog.h>

namespace fika::web {
namespace {

constexpr std::size_t kGatherMax = 64;
constexpr std::size_t kGatherBytesMax = 256 * 1024;
constexpr std::int64_t kCloseMs = 5000;   // for the peer's half of a closing handshake
constexpr std::int64_t kLingerMs = 2000;  // for a peer that must still read why it was refused
// Beyond so much waiting to go out, nothing is read: who asks must take the answers.
constexpr std::size_t kUnreadBytesMax = 512 * 1024;
// Beyond so much waiting, a ping gets no pong: what waits is sign of life enough, and pings without
// reading must not grow the outbox.
constexpr std::size_t kPongWaitingMax = 64 * 1024;

Frame ping_frame() {
  static const Frame frame = std::make_shared<const std::string>(encode_frame(Opcode::kPing, {}));
  return frame;
}

auto wait_type(Want want) {
  return want == Want::kWrite ? asio::ip::tcp::socket::wait_write
                              : asio::ip::tcp::socket::wait_read;
}

}  // namespace

WebSocketConnection::WebSocketConnection(Core& core, std::string head)
    : core_(core), decoder_(core.config().message_bytes_max) {
  outbox_.push(std::make_shared<const std::string>(std::move(head)));
}

void WebSocketConnection::start(std::unique_ptr<Stream> stream, Slot slot,
                                std::unique_ptr<SocketHandler> handler, std::string early) {
  stream_ = std::move(stream);
  slot_.emplace(std::move(slot));
  handler_ = std::move(handler);
  heard_at_ms_ = ping_sent_at_ms_ = Core::now_ms();
  core_.add(shared_from_this());
  is_dirty_ = true;
  core_.mark_dirty(shared_from_this());
  process(std::span(early.data(), early.size()));
  // TLS may have read more than the request already, and the kernel would never say so.
  if (state_ != State::kFinishing) wait_readable(stream_->is_tls() ? Want::kNothing : Want::kRead);
}

void WebSocketConnection::send(Frame frame) {
  if (state_ == State::kOpen && frame) enqueue(std::move(frame));
}

void WebSocketConnection::enqueue(Frame frame) {
  outbox_.push(std::move(frame));
  if (!stream_ || is_dirty_ || is_blocked_) return;
  is_dirty_ = true;
  core_.mark_dirty(shared_from_this());
}

void WebSocketConnection::close(std::uint16_t code, std::string_view reason) {
  if (state_ != State::kOpen) return;
  enqueue(std::make_shared<const std::string>(encode_close(code, reason)));
  state_ = State::kClosing;
  deadline_ms_ = Core::now_ms() + kCloseMs;
}

void WebSocketConnection::go_away() { close(kCloseGoingAway, "server is stopping"); }

void WebSocketConnection::check(std::int64_t now_ms) {
  if (state_ != State::kOpen) {
    if (now_ms > deadline_ms_) end();
    return;
  }
  const Config& config = core_.config();
  if (is_blocked_) {
    if (now_ms - progressed_at_ms_ > config.stall_ms_max) {
      spdlog::info("A WebSocket was closed: its peer took nothing for {} ms.", config.stall_ms_max);
      end();
    }
    return;
  }
  if (awaits_pong_) {
    if (now_ms - ping_sent_at_ms_ > config.pong_ms_max) end();
    return;
  }
  if (now_ms - std::max(heard_at_ms_, ping_sent_at_ms_) >= config.ping_ms) {
    ping_sent_at_ms_ = now_ms;
    awaits_pong_ = true;
    enqueue(ping_frame());
  }
}

// The shared pointer keeps the connection until its handler has run, even after the core let it go.
void WebSocketConnection::wait_readable(Want want) {
  if (want == Want::kNothing) {
    asio::post(core_.context(), [self = shared_from_this()] { self->on_readable({}); });
    return;
  }
  stream_->socket().async_wait(
      wait_type(want),
      [self = shared_from_this()](boost::system::error_code error) { self->on_readable(error); });
}

void WebSocketConnection::on_readable(boost::system::error_code error) {
  if (state_ == State::kClosed || state_ == State::kFinishing) return;
  if (error) return end();
  const std::span<char> buffer = core_.read_buffer();
  const Io io = stream_->read_now(buffer);
  if (io.bytes > 0) {
    heard_at_ms_ = Core::now_ms();
    awaits_pong_ = false;
    process(buffer.first(io.bytes));
  }
  if (state_ == State::kClosed || state_ == State::kFinishing) return;
  if (io.has_ended) return end();
  // Who asks and does not read the answers is not heard until they have gone out.
  if (outbox_.bytes() > kUnreadBytesMax) {
    is_deaf_ = true;
    return;
  }
  wait_readable(io.want);
}

void WebSocketConnection::process(std::span<char> input) {
  while (state_ == State::kOpen || state_ == State::kClosing) {
    const Decoded event = decoder_.next(input);
    if (event.kind == Decoded::Kind::kNeedMore) return;
    try {
      on_event(event);
    } catch (const std::exception& thrown) {
      spdlog::error("A WebSocket's handler threw: {}", thrown.what());
      fail_peer(kCloseInternal, "internal error");
    }
  }
}

void WebSocketConnection::on_event(const Decoded& event) {
  switch (event.kind) {
    case Decoded::Kind::kNeedMore:
    case Decoded::Kind::kPong:
      return;
    case Decoded::Kind::kMessage:
      if (state_ == State::kOpen) handler_->on_message(event.payload);
      return;
    case Decoded::Kind::kPing:
      if (state_ == State::kOpen && outbox_.bytes() <= kPongWaitingMax) {
        enqueue(std::make_shared<const std::string>(encode_frame(Opcode::kPong, event.payload)));
      }
      return;
    case Decoded::Kind::kClose:
      return on_peer_close(event.close_code);
    case Decoded::Kind::kError:
      spdlog::debug("A WebSocket's peer broke the protocol: {}", event.payload);
      return fail_peer(event.close_code, event.payload);
  }
}

void WebSocketConnection::on_peer_close(std::uint16_t code) {
  const bool is_answer = state_ == State::kClosing;
  state_ = State::kFinishing;
  deadline_ms_ = Core::now_ms() + kCloseMs;
  if (!is_answer) enqueue(std::make_shared<const std::string>(encode_close(code, {})));
  // Ours may be out already, and then no flush would come by.
  if (outbox_.is_empty() && !is_dirty_) {
    is_dirty_ = true;
    core_.mark_dirty(shared_from_this());
  }
}

void WebSocketConnection::fail_peer(std::uint16_t code, std::string_view reason) {
  const bool has_closed = state_ != State::kOpen;
  state_ = State::kLingering;
  deadline_ms_ = Core::now_ms() + kLingerMs;
  if (!has_closed) enqueue(std::make_shared<const std::string>(encode_close(code, reason)));
}

void WebSocketConnection::flush() {
  is_dirty_ = false;
  if (state_ != State::kClosed && !is_blocked_) write_out();
}

// Tries the kernel first: a socket with room, the usual case, costs one system call and no turn of
// the reactor.
void WebSocketConnection::write_out() {
  std::array<iovec, kGatherMax> parts;
  while (!outbox_.is_empty()) {
    const std::size_t count = outbox_.gather(parts, kGatherBytesMax);
    const Io io = stream_->write_now(std::span(parts).first(count));
    if (io.has_ended) return end();
    if (io.bytes > 0) outbox_.consume(io.bytes);
    if (io.want == Want::kNothing) continue;
    if (io.bytes > 0 || !is_blocked_) progressed_at_ms_ = Core::now_ms();
    is_blocked_ = true;
    stream_->socket().async_wait(
        wait_type(io.want),
        [self = shared_from_this()](boost::system::error_code error) { self->on_writable(error); });
    return;
  }
  on_written_out();
}

void WebSocketConnection::on_writable(boost::system::error_code error) {
  if (state_ == State::kClosed) return;
  if (error) return end();
  write_out();
}

void WebSocketConnection::on_written_out() {
  const bool was_blocked = std::exchange(is_blocked_, false);
  if (state_ == State::kFinishing) {
    stream_->end_writing();
    return end();
  }
  if (std::exchange(is_deaf_, false)) wait_readable(Want::kNothing);
  if (state_ == State::kLingering) return stream_->end_writing();
  if (!was_blocked || state_ != State::kOpen) return;
  // A ping may have stood behind all that waited.
  ping_sent_at_ms_ = Core::now_ms();
  try {
    handler_->on_drained();
  } catch (const std::exception& thrown) {
    spdlog::error("A WebSocket's handler threw: {}", thrown.what());
    fail_peer(kCloseInternal, "internal error");
  }
}

void WebSocketConnection::end() {
  if (state_ == State::kClosed) return;
  state_ = State::kClosed;
  const std::shared_ptr<WebSocketConnection> self = shared_from_this();
  stream_->close();
  outbox_ = {};
  core_.remove(*this);
  slot_.reset();
  try {
    handler_->on_closed();
  } catch (const std::exception& thrown) {
    spdlog::error("A WebSocket's handler threw: {}", thrown.what());
  }
  handler_.reset();
}

}  // namespace fika::web
