// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/http_connection.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <exception>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

#include "server/web/response.h"
#include "server/web/security_headers.h"
#include "server/web/upgrade.h"
#include "server/web/websocket_connection.h"

namespace fika::web {
namespace {

constexpr std::int64_t kLingerMs = 2000;
constexpr std::size_t kPieceBytes = 256 * 1024;  // of a streamed answer, held for a slow reader
constexpr auto kAwaitTurn = asio::use_awaitable;
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

}  // namespace

HttpConnection::HttpConnection(Core& core, std::unique_ptr<Stream> stream, PeerAddress peer,
                               Slot slot)
    : core_(core),
      stream_(std::move(stream)),
      peer_(std::move(peer)),
      slot_(std::move(slot)),
      answered_(core.context()) {}

void HttpConnection::start(std::shared_ptr<HttpConnection> connection) {
  if (connection->core_.is_stopping()) return;
  connection->set_deadline(connection->core_.config().header_ms_max);
  connection->has_joined_ = true;
  connection->core_.add(connection);
  asio::io_context& context = connection->core_.context();
  asio::co_spawn(context, serve(connection), [connection](std::exception_ptr thrown) {
    connection->leave();
    if (!thrown) return;
    try {
      std::rethrow_exception(thrown);
    } catch (const std::exception& error) {
      spdlog::error("An HTTP connection ended by an exception: {}", error.what());
    }
  });
}

void HttpConnection::leave() {
  if (!std::exchange(has_joined_, false)) return;
  core_.remove(*this);
  slot_.reset();
  if (stream_) stream_->close();
  answered_.cancel();
}

void HttpConnection::check(std::int64_t now_ms) {
  if (now_ms > deadline_ms_) abort();
}

void HttpConnection::go_away() {
  is_leaving_ = true;
  if (is_idle_) abort();
}

void HttpConnection::abort() { leave(); }

asio::awaitable<bool> HttpConnection::wait(Want want) {
  if (want == Want::kNothing) co_return has_joined_;
  const auto type =
      want == Want::kWrite ? asio::ip::tcp::socket::wait_write : asio::ip::tcp::socket::wait_read;
  const auto [error] = co_await stream_->socket().async_wait(type, kAwait);
  co_return has_joined_ && !error;
}

asio::awaitable<bool> HttpConnection::shake_hands() {
  while (true) {
    const Io io = stream_->handshake_now();
    if (io.has_ended) co_return false;
    if (io.want == Want::kNothing) co_return true;
    const bool goes_on = co_await wait(io.want);
    if (!goes_on) co_return false;
  }
}

asio::awaitable<bool> HttpConnection::read_some() {
  while (true) {
    // Where nothing can be left, asking the kernel again would be a call for nothing.
    if (std::exchange(is_drained_, false)) {
      const bool goes_on = co_await wait(Want::kRead);
      if (!goes_on) co_return false;
    }
    const std::span<char> buffer = core_.read_buffer();
    const Io io = stream_->read_now(buffer);
    if (io.has_ended) co_return false;
    if (io.bytes > 0) {
      received_.append(buffer.data(), io.bytes);
      is_drained_ = io.want == Want::kRead;
      co_return true;
    }
    const bool goes_on = co_await wait(io.want);
    if (!goes_on) co_return false;
  }
}

asio::awaitable<bool> HttpConnection::read_request() {
  const Config& config = core_.config();
  while (received_.empty()) {
    const bool has_more = co_await read_some();
    if (!has_more) co_return false;
  }
  is_idle_ = false;
  set_deadline(config.header_ms_max);
  reader_ = std::make_unique<RequestReader>(config.body_bytes_max);
  bool has_header = false;
  while (true) {
    const RequestReader::State state = reader_->feed(received_);
    if (state == RequestReader::State::kDone || state == RequestReader::State::kRefused) {
      co_return true;
    }
    if (state == RequestReader::State::kBody && !std::exchange(has_header, true)) {
      set_deadline(config.body_ms_max);
      if (reader_->expects_continue()) {
        constexpr std::string_view kGoOn = "HTTP/1.1 100 Continue\r\n\r\n";
        const bool written = co_await write_text(kGoOn, std::string_view());
        if (!written) co_return false;
      }
    }
    const bool has_more = co_await read_some();
    if (!has_more) co_return false;
  }
}

Request HttpConnection::take_request() {
  Request request = reader_->take();
  request.is_tls = stream_->is_tls();
  request.core = core_.index();
  set_peer(request, peer_, core_.config().trust_forwarded_for);
  return request;
}

void HttpConnection::answer(std::uint64_t number, Response response) {
  if (number != number_ || answer_) return;
  answer_ = std::move(response);
  answered_.cancel();
}

asio::awaitable<Response> HttpConnection::ask_app(Request request) {
  const std::int64_t answer_ms_max = core_.config().answer_ms_max;
  answer_.reset();
  const std::uint64_t number = ++number_;
  answered_.expires_after(std::chrono::milliseconds(answer_ms_max));
  Reply reply = [weak = weak_from_this(), gate = core_.gate(), core = &core_,
                 number](Response response) {
    // `core` is only compared with the thread's own, never followed.
    if (Core::is_on(core)) {
      if (const auto self = weak.lock()) self->answer(number, std::move(response));
      return;
    }
    post_through(*gate, [weak, number, response = std::move(response)]() mutable {
      if (const auto self = weak.lock()) self->answer(number, std::move(response));
    });
  };
  try {
    core_.app().handle(std::move(request), std::move(reply));
  } catch (const std::exception& thrown) {
    spdlog::error("The application threw on a request: {}", thrown.what());
    answer_ =
        error_response(500, "internal", "The server failed on this request; the log says why.");
  }
  if (!answer_) {
    // The connection's own deadline must outlast the App's, which ends in an answer.
    set_deadline(answer_ms_max + 1000);
    co_await answered_.async_wait(kAwait);
  }
  ++number_;
  if (!answer_) {
    co_return error_response(504, "deadline_exceeded",
                             "The server took too long; try again later.");
  }
  Response response = *std::move(answer_);
  answer_.reset();
  co_return response;
}

asio::awaitable<bool> HttpConnection::write_text(std::string_view head, std::string_view body) {
  std::size_t sent = 0;
  const std::size_t size = head.size() + body.size();
  while (sent < size) {
    std::array<iovec, 2> parts;
    std::size_t count = 0;
    const std::size_t head_sent = std::min(sent, head.size());
    const std::size_t body_sent = sent - head_sent;
    for (const std::string_view rest : {head.substr(head_sent), body.substr(body_sent)}) {
      // sendmsg only reads it.
      if (!rest.empty()) parts[count++] = iovec{const_cast<char*>(rest.data()), rest.size()};
    }
    const Io io = stream_->write_now(std::span<const iovec>(parts).first(count));
    if (io.has_ended) co_return false;
    sent += io.bytes;
    // A slow reader of a large answer is let be for as long as it takes something.
    if (io.bytes > 0) set_deadline(core_.config().stall_ms_max);
    const bool goes_on = co_await wait(io.want);
    if (!goes_on) co_return false;
  }
  co_return true;
}

asio::awaitable<bool> HttpConnection::write(Response response, bool keep_alive, bool is_head) {
  set_deadline(core_.config().stall_ms_max);
  const std::string head = encode_head(response, keep_alive, std::time(nullptr));
  const bool with_body = !is_head && has_body(response.status);
  std::string_view body;
  if (with_body && !response.source) {
    body = response.shared_body ? *response.shared_body : response.body;
  }
  const bool written = co_await write_text(head, body);
  if (!written || !with_body || !response.source) co_return written;
  const bool streamed = co_await write_source(std::move(response.source));
  co_return streamed;
}

asio::awaitable<bool> HttpConnection::write_source(std::shared_ptr<BodySource> source) {
  const std::uint64_t size = source->size_bytes();
  std::uint64_t sent = 0;
  while (sent < size) {
    const std::size_t length = std::min<std::uint64_t>(kPieceBytes, size - sent);
    std::optional<std::string> piece = co_await read_piece(source, sent, length);
    if (!piece) co_return false;
    sent += length;
    const bool written = co_await write_text(std::string_view(), *piece);
    if (!written) co_return false;
  }
  co_return true;
}

asio::awaitable<std::optional<std::string>> HttpConnection::read_piece(
    std::shared_ptr<BodySource> source, std::uint64_t offset, std::size_t length) {
  piece_.reset();
  const std::uint64_t number = ++number_;
  answered_.expires_after(std::chrono::milliseconds(core_.config().stall_ms_max));
  set_deadline(core_.config().stall_ms_max + 1000);
  source->read(offset, length,
               [weak = weak_from_this(), gate = core_.gate(), number](Result<std::string> piece) {
                 post_through(*gate, [weak, number, piece = std::move(piece)]() mutable {
                   if (const auto self = weak.lock()) self->take_piece(number, std::move(piece));
                 });
               });
  co_await answered_.async_wait(kAwait);
  ++number_;
  if (!piece_ || !has_joined_) co_return std::nullopt;
  Result<std::string> piece = *std::exchange(piece_, std::nullopt);
  if (piece && piece->size() == length) co_return *std::move(piece);
  spdlog::error("An answer was cut short at byte {}: {}", offset,
                piece ? "the file is shorter than it was" : piece.error().detail);
  co_return std::nullopt;
}

void HttpConnection::take_piece(std::uint64_t number, Result<std::string> piece) {
  if (number != number_ || piece_) return;
  piece_ = std::move(piece);
  answered_.cancel();
}

// Closing with unread bytes would reset the connection and could take the answer with it.
asio::awaitable<void> HttpConnection::linger() {
  stream_->end_writing();
  set_deadline(kLingerMs);
  bool has_more = true;
  while (has_more) {
    received_.clear();
    has_more = co_await read_some();
  }
}

std::optional<Response> HttpConnection::upgrade(Request request) {
  auto accepted = accept_upgrade(request);
  if (!accepted) return std::move(accepted).error();
  if (core_.is_stopping()) {
    return error_response(503, "unavailable", "The server is restarting; try again in a moment.");
  }
  const auto socket = std::make_shared<WebSocketConnection>(
      core_, encode_head(*accepted, true, std::time(nullptr)));
  Result<std::unique_ptr<SocketHandler>> handler = fail(Code::kInternal, "{}", "internal error");
  try {
    handler = core_.app().open_socket(request, *socket);
  } catch (const std::exception& thrown) {
    spdlog::error("The application threw on an upgrade: {}", thrown.what());
  }
  if (!handler) return error_response(handler.error());
  Slot slot = *std::exchange(slot_, std::nullopt);
  has_joined_ = false;
  core_.remove(*this);
  socket->start(std::move(stream_), std::move(slot), *std::move(handler), std::move(received_));
  return std::nullopt;
}

asio::awaitable<void> HttpConnection::serve(std::shared_ptr<HttpConnection> self) {
  const bool is_ready = co_await self->shake_hands();
  bool keep_alive = is_ready;
  bool is_refused = false;
  while (keep_alive) {
    const bool has_request = co_await self->read_request();
    if (!has_request) co_return;
    Response response;
    bool is_head = false;
    is_refused = self->reader_->is_refused();
    if (is_refused) {
      keep_alive = false;
      response = self->reader_->refusal();
    } else {
      keep_alive = self->reader_->keep_alive();
      Request request = self->take_request();
      is_head = request.method == "HEAD";
      if (is_upgrade(request)) {
        std::optional<Response> refusal = self->upgrade(std::move(request));
        if (!refusal) co_return;
        response = *std::move(refusal);
      } else {
        response = co_await self->ask_app(std::move(request));
      }
    }
    self->reader_.reset();
    if (!self->has_joined_) co_return;
    keep_alive = keep_alive && !self->is_leaving_;
    // Those of the application have them already; what is refused here needs them as well.
    add_security_headers(response, self->stream_->is_tls());
    // Requests that have come meanwhile are read first, so that the answers go out together: the
    // first of them wakes whoever waits on this machine, which costs more than the sending.
    co_await asio::post(self->core_.context(), kAwaitTurn);
    if (!self->has_joined_) co_return;
    const bool written = co_await self->write(std::move(response), keep_alive, is_head);
    if (!written) co_return;
    self->is_idle_ = self->received_.empty();
    if (self->is_idle_) self->received_ = std::string();  // gives the buffer back
    self->set_deadline(self->core_.config().idle_ms_max);
    if (self->is_leaving_) keep_alive = false;
  }
  if (!is_ready) co_return;
  if (is_refused) {
    co_await self->linger();
  } else {
    self->stream_->end_writing();
  }
}

}  // namespace fika::web
