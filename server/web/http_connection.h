// SPDX-License-Identifier: GPL-3.0-or-later
// One connection while it speaks HTTP: reads a request, asks the App, writes the answer, and again,
// until it closes or becomes a WebSocket. One coroutine, on one core; the core can end it at any
// time by closing its socket. Holds no buffer while it waits for a request.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include "server/web/core.h"
#include "server/web/peer_address.h"
#include "server/web/request_reader.h"
#include "server/web/server.h"
#include "server/web/stream.h"

namespace fika::web {

class HttpConnection final : public Connection,
                             public std::enable_shared_from_this<HttpConnection> {
 public:
  HttpConnection(Core& core, std::unique_ptr<Stream> stream, PeerAddress peer, Slot slot);

  // Joins the core and serves until the peer, a deadline or the core ends it.
  static void start(std::shared_ptr<HttpConnection> connection);

  void check(std::int64_t now_ms) override;
  void flush() override {}
  void go_away() override;
  bool leaves_slowly() const override { return false; }
  void abort() override;

 private:
  // `self` keeps the connection until its coroutine has ended.
  static asio::awaitable<void> serve(std::shared_ptr<HttpConnection> self);
  asio::awaitable<bool> shake_hands();
  // False when the connection is to end without an answer.
  asio::awaitable<bool> read_request();
  asio::awaitable<bool> read_some();
  asio::awaitable<bool> wait(Want want);
  asio::awaitable<Response> ask_app(Request request);
  asio::awaitable<bool> write(Response response, bool keep_alive, bool is_head);
  // Both outlive the call.
  asio::awaitable<bool> write_text(std::string_view head, std::string_view body);
  asio::awaitable<bool> write_source(std::shared_ptr<BodySource> source);
  // Nothing if it cannot be had, or the connection has ended.
  asio::awaitable<std::optional<std::string>> read_piece(std::shared_ptr<BodySource> source,
                                                         std::uint64_t offset, std::size_t length);
  asio::awaitable<void> linger();

  Request take_request();
  void answer(std::uint64_t number, Response response);
  void take_piece(std::uint64_t number, Result<std::string> piece);
  // An answer if the request stays with HTTP; nothing if the stream has moved to a WebSocket.
  std::optional<Response> upgrade(Request request);
  void set_deadline(std::int64_t ms) { deadline_ms_ = Core::now_ms() + ms; }
  void leave();

  Core& core_;
  std::unique_ptr<Stream> stream_;
  const PeerAddress peer_;
  std::optional<Slot> slot_;
  asio::steady_timer answered_;  // expires when the App has taken too long; cancelled by its answer
  std::unique_ptr<RequestReader> reader_;
  std::string received_;  // not yet parsed
  std::optional<Response> answer_;
  std::optional<Result<std::string>> piece_;  // of a streamed answer
  std::uint64_t number_ =
      0;  // of the request under way, so that a late second answer is known as such
  std::int64_t deadline_ms_ = 0;
  bool is_drained_ = false;  // the last read took all there was
  bool is_idle_ = true;      // nothing of the next request has come
  bool is_leaving_ = false;
  bool has_joined_ = false;
};

}  // namespace fika::web
