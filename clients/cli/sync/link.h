// SPDX-License-Identifier: GPL-3.0-or-later
// The protocol of /sync as a pure state machine: frames in, frames to send and whole batches of
// changes out. It knows no socket and keeps no entity; who applies a batch then keeps position().
// So a batch is applied whole or not at all, and after any loss the next Hello asks for exactly
// what is missing.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "fika/v1/sync.pb.h"

namespace fika::cli::sync {

// A scope as a key: kind and the 16 bytes of its id.
using ScopeKey = std::pair<v1::ScopeKind, std::string>;
ScopeKey key_of(const v1::Scope& scope);

struct Position {
  std::string epoch;  // empty: nothing has been seen yet
  std::uint64_t seq = 0;
  std::set<ScopeKey> held;
};

enum class Tier { kLive, kResumed, kPartial, kBootstrap };

// Changes to apply together. Order: snapshots replace what is held of their scopes, then deltas.
struct Batch {
  Tier tier = Tier::kLive;
  std::vector<v1::Snapshot> snapshots;
  std::vector<v1::Delta> deltas;
  std::vector<v1::Scope> revoked;
  std::vector<std::string> stale_roots;  // 16 bytes each
  std::vector<v1::Watching> watching;
  // The scopes of `snapshots` that were not held before.
  std::set<ScopeKey> begun;
};

class Link {
 public:
  explicit Link(Position position) : position_(std::move(position)) {}

  // Also watch this root (16 bytes): on screen, but not followed. Asked for after each answer to
  // Hello.
  void watch(std::string root) { watched_.insert(std::move(root)); }

  // A connection is new: what to say first. What came in part over the last one is forgotten.
  v1::ClientFrame hello();

  struct Step {
    std::vector<v1::ClientFrame> send;
    std::optional<Batch> batch;
    // Set when the server is stopping: connect again after a random time up to this.
    std::optional<std::uint32_t> reconnect_ms_max;
  };
  Step take(const v1::ServerFrame& frame);

  // Where the batches handed out so far lead.
  const Position& position() const { return position_; }

 private:
  void answer(const v1::Cursor& upto, Step& step);
  void take_delta(const v1::Delta& delta, Step& step);
  void take_commit(std::uint64_t seq, Step& step);
  void take_ping(std::uint64_t head, Step& step);
  void grant(const v1::Snapshot& snapshot, Batch& batch);
  void revoke(const v1::Scope& scope, Batch& batch);
  void say_hello_again(Step& step);

  Position position_;
  std::set<std::string> watched_;
  bool is_waiting_ = false;       // for the answer to Hello: what comes before it is of the past
  std::uint64_t resumed_at_ = 0;  // the answer's upto
  std::map<ScopeKey, std::uint64_t> seen_;      // newest live seq of each scope
  std::map<ScopeKey, std::uint64_t> granted_;   // as of when a scope not seen since is held
  std::map<std::string, std::uint64_t> roots_;  // newest seq of each watched root
  Batch pending_;                               // since the last commit
  bool has_pending_ = false;
};

}  // namespace fika::cli::sync
