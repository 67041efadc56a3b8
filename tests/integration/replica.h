// SPDX-License-Identifier: GPL-3.0-or-later
// A client's copy of the world: the link of `fika` in front of a plain map, connected to a feed
// session without a socket. It can lose its connection at any moment, in the middle of a commit
// too.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "clients/cli/sync/link.h"
#include "server/feed/hub.h"
#include "server/feed/session.h"

namespace fika::tests {

struct HeldEntity {
  std::string body;
  std::uint64_t version = 0;
};
using HeldScope = std::map<std::string, HeldEntity>;  // by key in Table::kEntities

class Replica final : public feed::Outlet {
 public:
  // Hub outlives the replica.
  Replica(feed::Hub& hub, domain::Actor actor) : hub_(hub), actor_(std::move(actor)), link_({}) {}

  void connect();
  // What was sent and not read yet is lost.
  void disconnect();
  bool is_connected() const { return session_ != nullptr; }
  // Reads up to `frames_max` of what was sent.
  void read(std::size_t frames_max);
  // The socket takes nothing any more, or takes everything again.
  void stall(bool is_stalled) { is_stalled_ = is_stalled; }
  void drained() { session_->on_drained(); }

  const domain::Actor& actor() const { return actor_; }
  const cli::sync::Position& position() const { return link_.position(); }
  const std::map<cli::sync::ScopeKey, HeldScope>& scopes() const { return scopes_; }
  // The commit since which every change under the root has been told: an entity that has not
  // changed since may be missing, because a bootstrap carries only a part and the rest is fetched
  // when shown.
  std::uint64_t known_from(const cli::sync::ScopeKey& scope, const Id& root) const;
  std::size_t resumed() const { return resumed_; }
  std::size_t partial() const { return partial_; }

  void send(feed::Frame frame) override { inbox_.push_back(std::move(frame)); }
  std::size_t waiting_bytes() const override {
    return is_stalled_ ? feed::Session::kWaitingBytesMax + 1 : 0;
  }
  void close(std::uint16_t, std::string_view) override { is_closed_ = true; }
  bool is_closed() const { return is_closed_; }

 private:
  void apply(const cli::sync::Batch& batch);
  void apply_delta(const v1::Delta& delta);
  void put(HeldScope& scope, const v1::Put& put);

  feed::Hub& hub_;
  const domain::Actor actor_;
  cli::sync::Link link_;
  std::map<cli::sync::ScopeKey, HeldScope> scopes_;
  std::map<cli::sync::ScopeKey, std::uint64_t> known_from_;
  std::map<Id, std::uint64_t> entered_at_;
  std::deque<feed::Frame> inbox_;
  std::unique_ptr<feed::Session> session_;
  bool is_stalled_ = false;
  bool is_closed_ = false;
  std::size_t resumed_ = 0, partial_ = 0;
};

// The key in Table::kEntities of a put's entity.
std::string key_of_put(const v1::Put& put);

}  // namespace fika::tests
