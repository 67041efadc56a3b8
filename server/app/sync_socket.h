// SPDX-License-Identifier: GPL-3.0-or-later
// Joins a WebSocket of the edge to a Session of the feed.
#pragma once

#include <atomic>

#include "server/feed/hub.h"
#include "server/feed/session.h"
#include "server/web/server.h"

namespace fika::app {

class SyncSocket final : public web::SocketHandler, public feed::Outlet {
 public:
  // Hub and socket outlive this; `open` counts the sockets there are.
  SyncSocket(feed::Hub& hub, web::Socket& socket, domain::Actor actor,
             std::atomic<std::uint64_t>& open)
      : socket_(socket), open_(open), session_(hub, *this, std::move(actor)) {
    open_.fetch_add(1, std::memory_order_relaxed);
  }
  ~SyncSocket() override { open_.fetch_sub(1, std::memory_order_relaxed); }

  void on_message(std::string_view payload) override { session_.on_message(payload); }
  void on_drained() override { session_.on_drained(); }
  void on_closed() override {}

  void send(feed::Frame frame) override { socket_.send(std::move(frame)); }
  std::size_t waiting_bytes() const override { return socket_.waiting_bytes(); }
  void close(std::uint16_t code, std::string_view reason) override { socket_.close(code, reason); }

 private:
  web::Socket& socket_;
  std::atomic<std::uint64_t>& open_;
  feed::Session session_;  // last: it uses the outlet
};

}  // namespace fika::app
