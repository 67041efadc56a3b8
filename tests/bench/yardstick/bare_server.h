// SPDX-License-Identifier: GPL-3.0-or-later
// The limit: what one core can do when nothing stands between the program and the kernel. One
// thread, one epoll; each post is framed once, and each reader gets what one turn of the loop has
// gathered with one send. It checks nobody and stores nothing unless told to, so Fika can come near
// it but not past it.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "tests/bench/wire/socket.h"
#include "tests/bench/yardstick/durable.h"

namespace fika::bench {

class BareServer {
 public:
  // `durable` may be null: posts are then acknowledged as soon as they are read.
  BareServer(Descriptor listener, std::unique_ptr<Durable> durable);
  ~BareServer();
  // Serves until the process is ended; returns only an error.
  Status serve();

 private:
  struct Connection;
  struct Room;
  struct Post {
    Connection* author;
    std::string message;
  };
  using Block = std::shared_ptr<const std::string>;

  void accept_all();
  void on_readable(Connection& connection);
  void on_bytes(Connection& connection, std::string_view bytes);
  void join(Connection& connection, std::string_view request);
  Status end_turn();
  void send(Connection& connection, const Block& block);
  void flush(Connection& connection);
  void watch(Connection& connection, bool for_writing);
  void close(Connection& connection);

  Descriptor listener_;
  Descriptor epoll_;
  std::unique_ptr<Durable> durable_;
  std::vector<std::unique_ptr<Connection>> connections_;          // by descriptor
  std::unordered_map<std::string, std::unique_ptr<Room>> rooms_;  // by path
  std::vector<Post> posts_;                                       // read in this turn
  std::vector<char> buffer_;
};

}  // namespace fika::bench
