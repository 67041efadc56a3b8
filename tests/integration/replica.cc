// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/replica.h"

#include <google/protobuf/dynamic_message.h>

#include "base/check.h"
#include "clients/cli/sync/frames.h"
#include "server/feed/entity_kinds.h"
#include "storage/entities.h"

namespace fika::tests {

using cli::sync::Batch;
using cli::sync::ScopeKey;

std::string key_of_put(const v1::Put& put) {
  const auto* descriptor = feed::entity_kinds().at(put.kind());
  const auto* prototype =
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(descriptor);
  const std::unique_ptr<google::protobuf::Message> entity(prototype->New());
  FIKA_CHECK(entity->ParseFromString(put.body()));
  const auto key = storage::EntityType(descriptor).key_of(*entity);
  FIKA_CHECK(key.has_value());
  return *key;
}

void Replica::connect() {
  is_closed_ = false;
  inbox_.clear();
  session_ = std::make_unique<feed::Session>(hub_, *this, actor_);
  session_->on_message(link_.hello().SerializeAsString());
}

void Replica::disconnect() {
  session_.reset();
  inbox_.clear();
  is_stalled_ = false;
}

void Replica::read(std::size_t frames_max) {
  for (; frames_max > 0 && !inbox_.empty(); --frames_max) {
    // Frames here have no WebSocket header, and a commit may be glued to its delta: the hub's own
    // frame maker puts a length in front of each.
    std::string bytes = *inbox_.front();
    inbox_.pop_front();
    std::string_view rest = bytes;
    while (!rest.empty()) {
      storage::KeyReader header(rest);
      const std::uint32_t size = header.u32();
      const auto frame = cli::sync::decode(rest.substr(4, size));
      rest.remove_prefix(4 + size);
      FIKA_CHECK(frame.has_value());
      resumed_ += frame->has_resumed();
      partial_ += frame->has_partial();
      const auto step = link_.take(*frame);
      if (step.batch) apply(*step.batch);
      for (const v1::ClientFrame& answer : step.send) {
        if (session_) session_->on_message(answer.SerializeAsString());
      }
    }
  }
}

std::uint64_t Replica::known_from(const ScopeKey& scope, const Id& root) const {
  const auto entered = entered_at_.find(root);
  const std::uint64_t entered_at = entered == entered_at_.end() ? 0 : entered->second;
  return std::max(known_from_.at(scope), entered_at);
}

void Replica::put(HeldScope& scope, const v1::Put& put) {
  scope[key_of_put(put)] = {put.body(), put.version()};
}

void Replica::apply(const Batch& batch) {
  if (batch.tier == cli::sync::Tier::kBootstrap) scopes_.clear();
  for (const v1::Snapshot& snapshot : batch.snapshots) {
    HeldScope& scope = scopes_[cli::sync::key_of(snapshot.scope())];
    scope.clear();
    for (const v1::Put& each : snapshot.puts()) put(scope, each);
    known_from_[cli::sync::key_of(snapshot.scope())] = link_.position().seq;
  }
  for (const v1::Delta& delta : batch.deltas) apply_delta(delta);
  for (const v1::Scope& scope : batch.revoked) scopes_.erase(cli::sync::key_of(scope));
  if (batch.tier == cli::sync::Tier::kPartial) {
    for (auto& [scope, seq] : known_from_) seq = link_.position().seq;
  }
  for (const std::string& root : batch.stale_roots) {
    // Stale is as good as dropped: it is fetched again before it is shown.
    for (auto& [key, scope] : scopes_) {
      std::erase_if(scope, [&](const auto& entry) {
        storage::KeyReader parts(entry.first);
        return feed::is_on_demand(parts.u16()) && parts.id().bytes() == root;
      });
    }
  }
}

void Replica::apply_delta(const v1::Delta& delta) {
  HeldScope& scope = scopes_[cli::sync::key_of(delta.scope())];
  for (const std::string& root : delta.left()) {
    std::erase_if(scope, [&](const auto& entry) { return entry.first.substr(2, 16) == root; });
  }
  for (const std::string& root : delta.entered()) entered_at_[Id::from_bytes(root)] = delta.seq();
  for (const v1::Put& each : delta.puts()) put(scope, each);
  for (const v1::Tombstone& tombstone : delta.tombstones()) {
    scope.erase(storage::KeyWriter()
                    .u16(static_cast<std::uint16_t>(tombstone.kind()))
                    .text(tombstone.root())
                    .text(tombstone.key())
                    .take());
  }
}

}  // namespace fika::tests
