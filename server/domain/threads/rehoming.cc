// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/threads/rehoming.h"

#include "server/domain/messages/messages.h"
#include "server/domain/scopes.h"
#include "server/domain/threads/handlers.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

Status carry_pin(storage::Transaction& txn, const Id& id, const Id& source, const Id& target,
                 v1::Thread& thread) {
  if (!thread.pinned()) return {};
  txn.erase_index(kPinnedThreads, pinned_thread_key(source, id));
  TRY(const auto pinned, pinned_threads(txn, target));
  if (pinned.size() < kPinnedThreadsMax) {
    txn.put_index(kPinnedThreads, pinned_thread_key(target, id), {});
  } else {
    thread.set_pinned(false);
  }
  return {};
}

}  // namespace

Status rehome_thread(storage::Transaction& txn, const Id& root, const Id& community) {
  TRY(auto thread, storage::find<v1::Thread>(txn, root));
  if (!thread) return {};
  TRY(const Id source, Id::parse(thread->community()));
  TRY(const v1::Head head, head_of(txn, root));
  const std::string place = activity_key(source, head.last_at_ms(), root);
  TRY(const auto is_placed, storage::find_index(txn, kThreadsByActivity, place));
  if (is_placed) {
    txn.erase_index(kThreadsByActivity, place);
    txn.put_index(kThreadsByActivity, activity_key(community, head.last_at_ms(), root), {});
    // Told again, because those who only follow the new community have never heard of it.
    CHECKED(txn.put(head));
  }
  CHECKED(carry_pin(txn, root, source, community, *thread));
  thread->set_community(community.text());
  CHECKED(txn.set_scope(root, community_scope(community)));
  return txn.put(*thread);
}

}  // namespace fika::domain
