// SPDX-License-Identifier: GPL-3.0-or-later
// Accepts connections and deals them out to the cores in turn. One acceptor, on core 0: with one
// per core under SO_REUSEPORT a second server on the same port would start without an error and
// take half of the connections. Used on core 0's thread only, apart from open.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include "server/web/core.h"
#include "server/web/tls.h"

namespace fika::web {

class Listener {
 public:
  // The cores and the context outlive the listener. `tls` is null for plain HTTP.
  Listener(const std::vector<std::unique_ptr<Core>>& cores, const TlsContext* tls);

  // Binds; nothing is accepted before begin. kUnavailable with the address in the sentence.
  Status open(const std::string& address, std::uint16_t port);
  std::uint16_t port() const { return port_; }
  void begin();
  void close();

 private:
  void wait();
  void accept_ready();
  void pause();
  void take(asio::ip::tcp::socket socket);
  void turn_away(asio::ip::tcp::socket socket);

  const std::vector<std::unique_ptr<Core>>& cores_;
  const TlsContext* const tls_;
  asio::ip::tcp::acceptor acceptor_;
  asio::steady_timer pause_timer_;
  const std::shared_ptr<std::atomic<std::size_t>> open_count_;
  std::size_t next_core_ = 0;
  std::uint16_t port_ = 0;
};

}  // namespace fika::web
