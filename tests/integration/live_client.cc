// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/live_client.h"

#include <chrono>

#include "base/check.h"
#include "clients/cli/sync/frames.h"
#include "storage/keys.h"
#include "tests/integration/replica.h"

namespace fika::tests {

using cli::sync::Tier;

bool LiveClient::connect(int receive_bytes) {
  socket_ = std::make_unique<RawWebSocket>(port_, bearer(secret_), receive_bytes);
  if (socket_->status() != 101) return false;
  const std::size_t answered = tiers.size();
  return send(link_.hello()) && read_until([&] { return tiers.size() > answered; });
}

bool LiveClient::read(int wait_ms_max) {
  const auto bytes = socket_->receive(wait_ms_max);
  if (!bytes) return false;
  const auto frame = cli::sync::decode(*bytes);
  FIKA_CHECK(frame.has_value());
  switch (frame->frame_case()) {
    case v1::ServerFrame::kReply:
      replies.push_back(frame->reply());
      break;
    case v1::ServerFrame::kWatching:
      watching.push_back(frame->watching());
      break;
    case v1::ServerFrame::kRevoked:
      revoked.push_back(frame->revoked().scope());
      break;
    case v1::ServerFrame::kEphemeral:
      if (frame->ephemeral().has_typing()) typing.push_back(frame->ephemeral().typing());
      for (const std::string& id : frame->ephemeral().here_now().people()) here.insert(id);
      for (const std::string& id : frame->ephemeral().here_now().gone()) here.erase(id);
      break;
    default:
      break;
  }
  const auto step = link_.take(*frame);
  for (const v1::ClientFrame& answer : step.send) send(answer);
  if (step.batch) apply(*step.batch);
  has_reconnect = has_reconnect || step.reconnect_ms_max.has_value();
  return true;
}

bool LiveClient::read_until(const std::function<bool()>& is_true, int wait_ms_max) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(wait_ms_max);
  while (!is_true()) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        end - std::chrono::steady_clock::now());
    if (left.count() <= 0) return false;
    if (!read(static_cast<int>(left.count()))) return is_true();
  }
  return true;
}

bool LiveClient::holds(v1::ScopeKind kind, const std::string& id) const {
  return scopes_.contains({kind, id});
}

std::string LiveClient::all_bodies() const {
  std::string all;
  for (const auto& [scope, rows] : scopes_) {
    for (const auto& [key, row] : rows) all += row.body + '\n';
  }
  return all;
}

void LiveClient::apply(const cli::sync::Batch& batch) {
  if (batch.tier != Tier::kLive) tiers.push_back(batch.tier);
  if (batch.tier == Tier::kBootstrap) scopes_.clear();
  for (const v1::Snapshot& snapshot : batch.snapshots) {
    Rows& rows = scopes_[cli::sync::key_of(snapshot.scope())];
    rows.clear();
    for (const v1::Put& put : snapshot.puts()) rows[key_of_put(put)] = {put.kind(), put.body()};
  }
  for (const v1::Delta& delta : batch.deltas) apply_delta(delta);
  for (const v1::Scope& scope : batch.revoked) scopes_.erase(cli::sync::key_of(scope));
  stale_roots.insert(stale_roots.end(), batch.stale_roots.begin(), batch.stale_roots.end());
}

void LiveClient::apply_delta(const v1::Delta& delta) {
  if (!delta.watched_root().empty()) {
    watched.push_back(delta);
    return;
  }
  Rows& rows = scopes_[cli::sync::key_of(delta.scope())];
  for (const std::string& root : delta.left()) {
    std::erase_if(rows, [&](const auto& row) { return row.first.substr(2, 16) == root; });
  }
  for (const v1::Put& put : delta.puts()) rows[key_of_put(put)] = {put.kind(), put.body()};
  for (const v1::Tombstone& tombstone : delta.tombstones()) {
    rows.erase(storage::KeyWriter()
                   .u16(static_cast<std::uint16_t>(tombstone.kind()))
                   .text(tombstone.root())
                   .text(tombstone.key())
                   .take());
  }
}

}  // namespace fika::tests
