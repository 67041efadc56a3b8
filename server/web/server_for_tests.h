// SPDX-License-Identifier: GPL-3.0-or-later
// A running edge with an App that echoes, for the edge's own tests.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include <gtest/gtest.h>

#include "server/web/server.h"

namespace fika::web {

// Counts that tests wait for.
class Signals {
 public:
  void add(const std::string& name, std::size_t count = 1) {
    {
      const std::lock_guard lock(mutex_);
      counts_[name] += count;
    }
    changed_.notify_all();
  }
  // False if that has not come after ten seconds.
  bool wait_for(const std::string& name, std::size_t count = 1) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(10),
                             [&] { return counts_[name] >= count; });
  }
  std::size_t count(const std::string& name) {
    const std::lock_guard lock(mutex_);
    return counts_[name];
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, std::size_t> counts_;
};

// Echoes messages; "flood" sends 8 MB, "close" closes, "throw" throws.
class EchoHandler final : public SocketHandler {
 public:
  EchoHandler(Socket& socket, Signals& signals) : socket_(socket), signals_(signals) {}

  void on_message(std::string_view payload) override {
    if (payload == "flood") {
      const Frame frame = make_binary_frame(std::string(64 << 10, 'f'));
      for (int i = 0; i < 128; ++i) socket_.send(frame);
      signals_.add("flooded", socket_.waiting_bytes());
    } else if (payload == "waiting") {
      signals_.add("waiting", socket_.waiting_bytes());
      signals_.add("asked");
    } else if (payload == "close") {
      socket_.close(4001, "as you wish");
    } else if (payload == "throw") {
      throw std::runtime_error("asked to");
    } else {
      socket_.send(make_binary_frame(payload));
    }
  }
  void on_drained() override { signals_.add("drained"); }
  void on_closed() override { signals_.add("closed"); }

 private:
  Socket& socket_;
  Signals& signals_;
};

inline constexpr std::uint64_t kStreamedBytes = 5'000'001;

// Bytes that tell where they stand; each piece comes from another thread. Of a broken one the
// second half cannot be read, of a short one it is not there.
class CountingSource final : public BodySource {
 public:
  CountingSource(std::uint64_t size, std::string kind, Signals& signals)
      : size_(size), kind_(std::move(kind)), signals_(signals) {}
  ~CountingSource() override { signals_.add("source gone"); }

  static std::string bytes(std::uint64_t offset, std::size_t length) {
    std::string text(length, '\0');
    for (std::size_t i = 0; i < length; ++i) {
      text[i] = static_cast<char>('a' + (offset + i) % 251 % 26);
    }
    return text;
  }

  std::uint64_t size_bytes() const override { return size_; }
  void read(std::uint64_t offset, std::size_t length, Done done) override {
    signals_.add("piece read");
    if (kind_ == "stuck") return;
    std::jthread([&] {
      if (offset * 2 < size_ || kind_ == "whole") {
        done(bytes(offset, length));
      } else if (kind_ == "broken") {
        done(fail(Code::kUnavailable, "The disk is gone."));
      } else {
        done(bytes(offset, length / 2));
      }
    }).join();
  }

 private:
  const std::uint64_t size_;
  const std::string kind_;
  Signals& signals_;
};

class EchoApp final : public App {
 public:
  void handle(Request request, Reply reply) override {
    if (request.path == "/throw") throw std::runtime_error("asked to");
    if (request.path == "/never") return;
    Response response;
    response.content_type = "text/plain";
    response.headers.emplace_back("x-method", request.method);
    if (request.path == "/bad") response.headers.emplace_back("x-bad", "line\r\nbreak: yes");
    response.body =
        request.path == "/peer"
            ? request.peer_address + " " + request.address_prefix + (request.is_tls ? " tls" : "")
        : request.path == "/large" ? std::string(3 << 20, 'l')
                                   : request.path + "|" + request.query + "|" + request.body;
    if (request.path == "/streamed") {
      response.source = std::make_shared<CountingSource>(kStreamedBytes, request.query, signals);
    }
    if (request.path == "/elsewhere") {
      std::jthread([reply, response] { reply(response); }).join();
      return;
    }
    reply(std::move(response));
    reply(Response{});  // a second answer does nothing
  }
  Result<std::unique_ptr<SocketHandler>> open_socket(const Request& request,
                                                     Socket& socket) override {
    if (request.path != "/sync") return fail(Code::kUnauthenticated, "Sign in first.");
    if (request.query == "hello") socket.send(make_binary_frame("hello"));
    return std::make_unique<EchoHandler>(socket, signals);
  }

  Signals signals;
};

// Ends the server before it goes.
class RunningServer {
 public:
  explicit RunningServer(Config config = {}) {
    config.port = 0;
    auto made = Server::listen(std::move(config), app);
    EXPECT_TRUE(made) << (made ? "" : made.error().detail);
    server = *std::move(made);
    thread_ = std::jthread([this] { server->run(); });
  }
  ~RunningServer() { server->stop(0); }

  std::uint16_t port() const { return server->port(); }

  EchoApp app;
  std::unique_ptr<Server> server;

 private:
  std::jthread thread_;
};

}  // namespace fika::web
