// SPDX-License-Identifier: GPL-3.0-or-later
// A client that follows a running server over a real socket: the link of `fika` in front of a map,
// plus everything else that came, for a test to look at.
#pragma once

#include <fika/v1/options.pb.h>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "clients/cli/sync/link.h"
#include "tests/integration/raw_websocket.h"

namespace fika::tests {

class LiveClient {
 public:
  LiveClient(std::uint16_t port, std::string secret) : port_(port), secret_(std::move(secret)) {}

  // Says Hello from where it stands and waits for the answer. False if the server refused.
  bool connect(int receive_bytes = 0);
  // Gone without a word; what was not read is lost.
  void cut() { socket_.reset(); }
  bool is_connected() const { return socket_ != nullptr && !socket_->has_ended(); }
  std::uint16_t close_code() const { return socket_ ? socket_->close_code() : std::uint16_t{0}; }

  // Reads one frame, if one comes in time.
  bool read(int wait_ms_max);
  // Reads until it is true; false when it is not within the time or the connection ends first.
  bool read_until(const std::function<bool()>& is_true, int wait_ms_max = 20'000);
  bool send(const v1::ClientFrame& frame) { return socket_->send(frame.SerializeAsString()); }
  RawWebSocket& socket() { return *socket_; }
  cli::sync::Link& link() { return link_; }

  // All entities of a type that it holds, in the order of their keys.
  template <class Entity>
  std::vector<Entity> held() const {
    const auto kind = Entity::descriptor()->options().GetExtension(v1::entity).kind();
    std::vector<Entity> entities;
    for (const auto& [scope, rows] : scopes_) {
      for (const auto& [key, row] : rows) {
        if (row.kind == kind) entities.emplace_back().ParseFromString(row.body);
      }
    }
    return entities;
  }
  bool holds(v1::ScopeKind kind, const std::string& id) const;
  // Every body it holds, for looking for words that must not be there.
  std::string all_bodies() const;

  std::vector<cli::sync::Tier> tiers;  // how the server answered Hello, or caught up unasked
  std::vector<std::string> stale_roots;
  std::vector<v1::Reply> replies;
  std::vector<v1::Typing> typing;
  std::set<std::string> here;  // 16 bytes each
  std::vector<v1::Watching> watching;
  std::vector<v1::Delta> watched;  // of watched roots
  std::vector<v1::Scope> revoked;  // while live
  bool has_reconnect = false;

 private:
  struct Row {
    std::uint32_t kind = 0;
    std::string body;
  };
  using Rows = std::map<std::string, Row>;
  void apply(const cli::sync::Batch& batch);
  void apply_delta(const v1::Delta& delta);

  const std::uint16_t port_;
  const std::string secret_;
  cli::sync::Link link_{{}};
  std::unique_ptr<RawWebSocket> socket_;
  std::map<cli::sync::ScopeKey, Rows> scopes_;
};

}  // namespace fika::tests
