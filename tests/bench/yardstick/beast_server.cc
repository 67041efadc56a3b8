// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/yardstick/beast_server.h"

#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>

#include "tests/bench/wire/yardstick_message.h"

namespace fika::bench {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using Message = std::shared_ptr<const std::string>;

class Session;
using Room = std::unordered_set<Session*>;
using Rooms = std::unordered_map<std::string, Room>;

// Kept alive by its own pending operations; leaves its room when the last of them has ended.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(asio::ip::tcp::socket socket, Rooms& rooms) : stream_(std::move(socket)), rooms_(rooms) {}

  ~Session() {
    if (room_ != nullptr) room_->erase(this);
  }

  void start() {
    beast::http::async_read(beast::get_lowest_layer(stream_), buffer_, request_,
                            [self = shared_from_this()](error_code error, std::size_t) {
                              if (!error) self->accept();
                            });
  }

 private:
  void accept() {
    stream_.async_accept(request_, [self = shared_from_this()](error_code error) {
      if (!error) self->join();
    });
  }

  void join() {
    room_ = &rooms_[std::string(request_.target())];
    room_->insert(this);
    request_ = {};
    stream_.binary(true);
    send(std::make_shared<const std::string>(1, kReady));
    read();
  }

  void read() {
    stream_.async_read(buffer_, [self = shared_from_this()](error_code error, std::size_t) {
      if (!error) self->on_message();
    });
  }

  void on_message() {
    const std::string message = beast::buffers_to_string(buffer_.data());
    buffer_.consume(buffer_.size());
    if (is_post(message)) {
      send(std::make_shared<const std::string>(ack_message(message)));
      const auto delivery = std::make_shared<const std::string>(delivery_message(message));
      for (Session* reader : *room_) reader->send(delivery);
    }
    read();
  }

  void send(Message message) {
    queue_.push_back(std::move(message));
    if (queue_.size() == 1) write();
  }

  void write() {
    stream_.async_write(asio::buffer(*queue_.front()),
                        [self = shared_from_this()](error_code error, std::size_t) {
                          if (error) return;
                          self->queue_.pop_front();
                          if (!self->queue_.empty()) self->write();
                        });
  }

  beast::websocket::stream<beast::tcp_stream> stream_;
  Rooms& rooms_;  // outlives every session: the caller of serve_beast holds both
  Room* room_ = nullptr;
  beast::flat_buffer buffer_;
  beast::http::request<beast::http::string_body> request_;
  std::deque<Message> queue_;
};

void accept_next(asio::ip::tcp::acceptor& acceptor, Rooms& rooms) {
  acceptor.async_accept([&acceptor, &rooms](error_code error, asio::ip::tcp::socket socket) {
    if (!error) {
      // Without this Nagle's delay and not Beast would be what is measured.
      socket.set_option(asio::ip::tcp::no_delay(true), error);
      std::make_shared<Session>(std::move(socket), rooms)->start();
    }
    accept_next(acceptor, rooms);
  });
}

}  // namespace

Status serve_beast(std::uint16_t port) try {
  Rooms rooms;
  asio::io_context context(1);
  asio::ip::tcp::acceptor acceptor(context, {asio::ip::address_v4::loopback(), port});
  accept_next(acceptor, rooms);
  context.run();
  return {};
} catch (const std::exception& error) {
  return fail(Code::kInternal, "Beast's server ended: {}.", error.what());
}

}  // namespace fika::bench
