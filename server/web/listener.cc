// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/listener.h"

#include <chrono>
#include <ctime>
#include <sys/socket.h>
#include <utility>

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "server/web/http_connection.h"
#include "server/web/peer_address.h"
#include "server/web/response.h"
#include "server/web/security_headers.h"

namespace fika::web {
namespace {

constexpr int kBacklog = 4096;
constexpr int kAcceptsPerTurn = 64;
constexpr std::chrono::milliseconds kPause(100);

std::string printed(const std::string& address, std::uint16_t port) {
  return address.find(':') == std::string::npos ? fmt::format("{}:{}", address, port)
                                                : fmt::format("[{}]:{}", address, port);
}

}  // namespace

Listener::Listener(const std::vector<std::unique_ptr<Core>>& cores, const TlsContext* tls)
    : cores_(cores),
      tls_(tls),
      acceptor_(cores.front()->context()),
      pause_timer_(cores.front()->context()),
      open_count_(std::make_shared<std::atomic<std::size_t>>(0)) {}

Status Listener::open(const std::string& address, std::uint16_t port) {
  boost::system::error_code error;
  const asio::ip::address parsed = asio::ip::make_address(address, error);
  if (error) return fail(Code::kInvalid, "\"{}\" is not an IP address to listen on.", address);
  const asio::ip::tcp::endpoint endpoint(parsed, port);
  acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(asio::ip::tcp::acceptor::reuse_address(true), error);
  // "::" means every address, old and new.
  if (!error && parsed.is_v6()) acceptor_.set_option(asio::ip::v6_only(false), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(kBacklog, error);
  if (!error) acceptor_.non_blocking(true, error);
  if (error) {
    return fail(Code::kUnavailable,
                "Cannot listen on {}: {}. Stop what uses it, or choose another port.",
                printed(address, port), error.message());
  }
  port_ = acceptor_.local_endpoint(error).port();
  return {};
}

void Listener::begin() { wait(); }

void Listener::close() {
  boost::system::error_code ignored;  // What is closed twice stays closed.
  acceptor_.close(ignored);
  pause_timer_.cancel();
}

void Listener::wait() {
  acceptor_.async_wait(asio::ip::tcp::acceptor::wait_read, [this](boost::system::error_code error) {
    if (!error && acceptor_.is_open()) accept_ready();
  });
}

void Listener::accept_ready() {
  for (int i = 0; i < kAcceptsPerTurn; ++i) {
    boost::system::error_code error;
    // The socket belongs to the context of the core that it is for from its first moment.
    asio::ip::tcp::socket socket(cores_[next_core_]->context());
    acceptor_.accept(socket, error);
    if (error == asio::error::would_block || error == asio::error::try_again) break;
    if (error == asio::error::connection_aborted || error == asio::error::interrupted) continue;
    if (error) {
      spdlog::warn("Accepting connections pauses: {}", error.message());
      return pause();
    }
    take(std::move(socket));
  }
  wait();
}

// Out of descriptors or memory: the waiting connection would wake us at once, again and again.
void Listener::pause() {
  pause_timer_.expires_after(kPause);
  pause_timer_.async_wait([this](boost::system::error_code error) {
    if (!error && acceptor_.is_open()) wait();
  });
}

void Listener::turn_away(asio::ip::tcp::socket socket) {
  if (tls_ != nullptr) return;
  Response response = error_response(
      503, "unavailable", "The server has no room for another connection; try again later.");
  add_security_headers(response, /*is_tls=*/false);
  const std::string text = encode_head(response, false, std::time(nullptr)) + response.body;
  ::send(socket.native_handle(), text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  boost::system::error_code ignored;  // Whether it got the answer or not, the peer is let go.
  socket.shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
}

void Listener::take(asio::ip::tcp::socket socket) {
  Core& core = *cores_[next_core_];
  next_core_ = (next_core_ + 1) % cores_.size();
  if (*open_count_ >= core.config().connections_max) return turn_away(std::move(socket));
  Slot slot(open_count_);
  boost::system::error_code error;
  socket.set_option(asio::ip::tcp::no_delay(true), error);
  const auto endpoint = socket.remote_endpoint(error);
  if (error) return;  // gone already
  std::unique_ptr<Stream> stream =
      tls_ != nullptr ? tls_->wrap(std::move(socket)) : make_plain_stream(std::move(socket));
  if (!stream) return;
  auto connection = std::make_shared<HttpConnection>(
      core, std::move(stream), parse_peer(endpoint.address().to_string()), std::move(slot));
  if (Core::is_on(&core)) return HttpConnection::start(std::move(connection));
  core.post([connection = std::move(connection)] { HttpConnection::start(connection); });
}

}  // namespace fika::web
