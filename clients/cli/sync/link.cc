// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/sync/link.h"

#include <algorithm>

namespace fika::cli::sync {

ScopeKey key_of(const v1::Scope& scope) { return {scope.kind(), scope.id()}; }

v1::ClientFrame Link::hello() {
  is_waiting_ = true;
  pending_ = {};
  has_pending_ = false;
  seen_.clear();
  granted_.clear();
  roots_.clear();
  v1::ClientFrame frame;
  v1::Hello& hello = *frame.mutable_hello();
  hello.set_protocol(1);
  if (!position_.epoch.empty()) {
    hello.mutable_cursor()->set_epoch(position_.epoch);
    hello.mutable_cursor()->set_seq(position_.seq);
    for (const auto& [kind, id] : position_.held) {
      v1::Scope& scope = *hello.add_held();
      scope.set_kind(kind);
      scope.set_id(id);
    }
  }
  return frame;
}

void Link::say_hello_again(Step& step) { step.send.push_back(hello()); }

void Link::grant(const v1::Snapshot& snapshot, Batch& batch) {
  const ScopeKey key = key_of(snapshot.scope());
  if (position_.held.insert(key).second) batch.begun.insert(key);
  batch.snapshots.push_back(snapshot);
}

void Link::revoke(const v1::Scope& scope, Batch& batch) {
  position_.held.erase(key_of(scope));
  batch.revoked.push_back(scope);
}

void Link::answer(const v1::Cursor& upto, Step& step) {
  is_waiting_ = false;
  pending_ = {};
  has_pending_ = false;
  seen_.clear();
  granted_.clear();
  roots_.clear();
  position_.epoch = upto.epoch();
  position_.seq = upto.seq();
  resumed_at_ = upto.seq();
  for (const std::string& root : watched_) {
    step.send.emplace_back().mutable_watch()->set_root(root);
  }
}

Link::Step Link::take(const v1::ServerFrame& frame) {
  Step step;
  const auto answered = [&](const auto& body, Tier tier) {
    Batch& batch = step.batch.emplace();
    batch.tier = tier;
    for (const v1::Snapshot& snapshot : body.granted()) grant(snapshot, batch);
    for (const v1::Scope& scope : body.revoked()) revoke(scope, batch);
    batch.deltas.assign(body.deltas().begin(), body.deltas().end());
    answer(body.upto(), step);
  };
  switch (frame.frame_case()) {
    // These come unasked, too, after the server has waited for this end to read. One that continues
    // from beyond what was applied here belongs to what a Hello has given up.
    case v1::ServerFrame::kResumed:
      if (frame.resumed().from() <= position_.seq) answered(frame.resumed(), Tier::kResumed);
      break;
    case v1::ServerFrame::kPartial:
      if (frame.partial().from() > position_.seq) break;
      answered(frame.partial(), Tier::kPartial);
      step.batch->stale_roots.assign(frame.partial().stale_roots().begin(),
                                     frame.partial().stale_roots().end());
      break;
    case v1::ServerFrame::kBootstrap: {
      Batch& batch = step.batch.emplace();
      batch.tier = Tier::kBootstrap;
      const std::set<ScopeKey> before = std::exchange(position_.held, {});
      for (const v1::Snapshot& snapshot : frame.bootstrap().snapshots()) grant(snapshot, batch);
      std::erase_if(batch.begun, [&](const ScopeKey& key) { return before.contains(key); });
      answer(frame.bootstrap().upto(), step);
      break;
    }
    case v1::ServerFrame::kDelta:
      if (!is_waiting_) take_delta(frame.delta(), step);
      break;
    case v1::ServerFrame::kCommit:
      if (!is_waiting_) take_commit(frame.commit().seq(), step);
      break;
    case v1::ServerFrame::kGranted: {
      if (is_waiting_ || frame.granted().seq() <= position_.seq) break;
      const ScopeKey key = key_of(frame.granted().snapshot().scope());
      seen_.erase(key);
      granted_[key] = frame.granted().seq();
      pending_.snapshots.push_back(frame.granted().snapshot());
      has_pending_ = true;
      break;
    }
    case v1::ServerFrame::kRevoked:
      if (is_waiting_ || frame.revoked().seq() <= position_.seq) break;
      pending_.revoked.push_back(frame.revoked().scope());
      has_pending_ = true;
      break;
    case v1::ServerFrame::kWatching:
      if (is_waiting_ || !watched_.contains(frame.watching().root())) break;
      roots_[frame.watching().root()] = frame.watching().seq();
      step.batch.emplace().watching.push_back(frame.watching());
      break;
    case v1::ServerFrame::kPing:
      take_ping(frame.ping().head(), step);
      break;
    case v1::ServerFrame::kReconnect:
      step.reconnect_ms_max = frame.reconnect().after_ms_max();
      break;
    case v1::ServerFrame::kReply:
    case v1::ServerFrame::kEphemeral:
    case v1::ServerFrame::kDeflated:
    case v1::ServerFrame::FRAME_NOT_SET:
      break;
  }
  return step;
}

void Link::take_delta(const v1::Delta& delta, Step& step) {
  if (!delta.watched_root().empty()) {
    const auto seen = roots_.find(delta.watched_root());
    if (seen == roots_.end() || delta.seq() <= seen->second) return;  // no longer, or again
    if (delta.prev() > seen->second) return say_hello_again(step);
    seen->second = delta.seq();
    // It has moved, and the server watches it no longer. Where it is now may be seen too.
    if (std::ranges::find(delta.left(), delta.watched_root()) != delta.left().end()) {
      roots_.erase(seen);
      step.send.emplace_back().mutable_watch()->set_root(delta.watched_root());
    }
  } else {
    const ScopeKey key = key_of(delta.scope());
    const auto seen = seen_.find(key);
    const auto granted = granted_.find(key);
    const std::uint64_t held_at = granted == granted_.end() ? resumed_at_ : granted->second;
    const std::uint64_t newest = seen == seen_.end() ? held_at : seen->second;
    if (delta.seq() <= std::max(position_.seq, newest)) return;  // the same again
    const bool follows = seen == seen_.end() ? delta.prev() <= held_at : delta.prev() == newest;
    if (!follows) return say_hello_again(step);
    seen_[key] = delta.seq();
  }
  pending_.deltas.push_back(delta);
  has_pending_ = true;
}

void Link::take_commit(std::uint64_t seq, Step& step) {
  if (seq <= position_.seq && !has_pending_) return;
  Batch& batch = step.batch.emplace(std::exchange(pending_, {}));
  has_pending_ = false;
  for (const v1::Snapshot& snapshot : batch.snapshots) {
    if (position_.held.insert(key_of(snapshot.scope())).second) {
      batch.begun.insert(key_of(snapshot.scope()));
    }
  }
  for (const v1::Scope& scope : batch.revoked) position_.held.erase(key_of(scope));
  position_.seq = std::max(position_.seq, seq);
}

// Everything up to the head has been sent before the ping, so nothing is missing up to there.
void Link::take_ping(std::uint64_t head, Step& step) {
  step.send.emplace_back().mutable_pong();
  if (!is_waiting_ && !has_pending_) position_.seq = std::max(position_.seq, head);
}

}  // namespace fika::cli::sync
