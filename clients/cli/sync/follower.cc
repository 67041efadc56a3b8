// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/sync/follower.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "base/id.h"
#include "fika/v1/options.pb.h"
#include "fika/v1/threads.pb.h"

namespace fika::cli::sync {
namespace {

// Of a root that has moved in and of which nothing is known: the next thing heard says where it
// stands.
constexpr std::uint64_t kNotYetKnown = std::numeric_limits<std::uint64_t>::max();

template <class Entity>
std::uint32_t kind_of() {
  return Entity::descriptor()->options().GetExtension(v1::entity).kind();
}

std::string root_bytes(const std::string& text) {
  const auto id = Id::parse(text);
  return id ? std::string(id->bytes()) : std::string();
}

}  // namespace

bool Follower::wants_scope(const v1::Scope& scope) const {
  return !target_.scope || key_of(scope) == *target_.scope;
}

bool Follower::wants_root(const std::string& root) const {
  return target_.root.empty() || root == target_.root;
}

void Follower::read_put(const v1::Put& put, std::map<std::string, Found>& found) const {
  if (put.kind() == kind_of<v1::Head>()) {
    v1::Head head;
    if (!head.ParseFromString(put.body())) return;
    const std::string root = root_bytes(head.root());
    if (root.empty() || !wants_root(root)) return;
    Found& entry = found[root];
    entry.last_ordinal = std::max(entry.last_ordinal, head.last_ordinal());
  } else if (put.kind() == kind_of<v1::Message>()) {
    v1::Message message;
    if (!message.ParseFromString(put.body())) return;
    const std::string root = root_bytes(message.root());
    if (root.empty() || !wants_root(root)) return;
    Found& entry = found[root];
    entry.last_ordinal = std::max(entry.last_ordinal, message.ordinal());
    entry.messages[message.ordinal()] = std::move(message);
  }
}

void Follower::take_as_shown(const std::map<std::string, Found>& found, Shown& shown) {
  for (const auto& [root, entry] : found) shown.try_emplace(root, entry.last_ordinal);
}

// A restored server may be behind what was shown; its next messages take those ordinals again.
void Follower::lower_to(const std::map<std::string, Found>& found, Shown& shown) {
  for (const auto& [root, entry] : found) {
    const auto held = shown.find(root);
    if (held != shown.end()) held->second = std::min(held->second, entry.last_ordinal);
  }
}

Outcome<std::vector<v1::Message>> Follower::apply(const Batch& batch, const Fetch& fetch) {
  Shown shown = shown_;
  std::map<std::string, Found> found;
  for (const v1::Snapshot& snapshot : batch.snapshots) {
    if (!wants_scope(snapshot.scope())) continue;
    std::map<std::string, Found> held;
    for (const v1::Put& put : snapshot.puts()) read_put(put, held);
    if (batch.tier == Tier::kBootstrap) lower_to(held, shown);
    if (is_first_visit_ || batch.begun.contains(key_of(snapshot.scope()))) {
      take_as_shown(held, shown);
    }
    found.merge(held);
  }
  for (const v1::Watching& watching : batch.watching) {
    std::map<std::string, Found> held;
    for (const v1::Put& put : watching.puts()) read_put(put, held);
    take_as_shown(held, shown);
    found.merge(held);
  }
  for (const v1::Delta& delta : batch.deltas) {
    const bool is_watched = !delta.watched_root().empty() && delta.watched_root() == target_.root;
    if (!is_watched && !wants_scope(delta.scope())) continue;
    for (const v1::Put& put : delta.puts()) read_put(put, found);
    for (const std::string& root : delta.left()) {
      shown.erase(root);
      found.erase(root);
    }
    for (const std::string& root : delta.entered()) shown.try_emplace(root, kNotYetKnown);
  }

  std::vector<v1::Message> messages;
  for (auto& [root, entry] : found) {
    std::uint64_t& last = shown[root];
    if (last == kNotYetKnown) {
      last = entry.messages.empty() ? entry.last_ordinal : entry.messages.begin()->first - 1;
    }
    if (entry.last_ordinal <= last) continue;
    std::vector<v1::Message> fresh;
    std::uint64_t next = last + 1;
    for (auto it = entry.messages.find(next); it != entry.messages.end() && it->first == next;
         ++it) {
      fresh.push_back(std::move(it->second));
      ++next;
    }
    if (next <= entry.last_ordinal) {
      TRY(fresh, fetch(root, last));
    }
    last = entry.last_ordinal;
    for (v1::Message& message : fresh) {
      last = std::max(last, message.ordinal());
      if (!message.deleted()) messages.push_back(std::move(message));
    }
  }
  std::ranges::sort(messages, {}, [](const v1::Message& message) {
    return std::make_tuple(message.created_at_ms(), message.root(), message.ordinal());
  });
  shown_ = std::move(shown);
  if (batch.tier != Tier::kLive) is_first_visit_ = false;
  return messages;
}

}  // namespace fika::cli::sync
