// SPDX-License-Identifier: GPL-3.0-or-later
// A live client of /sync that follows everything, with what it has been told of each message: in
// which commit it last changed, and its text. It keeps its cursor over the server's crashes.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "clients/cli/sync/link.h"
#include "clients/cli/transport/websocket.h"

namespace fika::tests {

class Observer {
 public:
  explicit Observer(std::string secret) : secret_(std::move(secret)) {}

  // Says hello and takes the answer: a bootstrap the first time, and nothing but the missing
  // commits of the same log afterwards.
  void connect(const cli::Url& url);
  // Reads until the connection is lost.
  void listen();
  std::uint64_t seq() const { return link_.position().seq; }

  struct Told {
    std::uint64_t version = 0;
    std::string text;
  };
  const std::map<std::string, Told>& messages() const { return messages_; }

 private:
  // What one more frame completes.
  cli::Outcome<std::optional<cli::sync::Batch>> read();
  void apply(const cli::sync::Batch& batch);
  void put(const v1::Put& put);

  const std::string secret_;
  cli::sync::Link link_{{}};
  std::optional<cli::WebSocket> socket_;
  std::map<std::string, Told> messages_;
};

}  // namespace fika::tests
