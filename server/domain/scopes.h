// SPDX-License-Identifier: GPL-3.0-or-later
// The four kinds of scope, and which index rows say who receives them live.
#pragma once

#include <fika/v1/sync.pb.h>

#include "storage/index.h"
#include "storage/keys.h"
#include "storage/transaction.h"

namespace fika::domain {

inline storage::Scope organisation_scope(const Id& id) { return {v1::SCOPE_KIND_ORGANISATION, id}; }
inline storage::Scope community_scope(const Id& id) { return {v1::SCOPE_KIND_COMMUNITY, id}; }
inline storage::Scope conversation_scope(const Id& id) { return {v1::SCOPE_KIND_CONVERSATION, id}; }
inline storage::Scope person_scope(const Id& id) { return {v1::SCOPE_KIND_PERSON, id}; }

// person:16 scope:17 -> store.v1.Subscription. The feed follows its changes.
inline constexpr storage::IndexTable kSubscriptions{
    .number = 1, .name = "subscriptions", .is_published = true};

// scope:17 -> seq:u64. At that commit more came into the scope than the change lines tell, or all
// of it went elsewhere: whoever holds it from before is to be given it anew, or to drop it. The
// feed follows its changes.
inline constexpr storage::IndexTable kRegrants{
    .number = 4, .name = "regrants", .is_published = true};

// From this commit on the person receives all that changes in the scope; done again, it stays as it
// is.
Status subscribe(storage::Transaction& txn, const Id& person, const storage::Scope& scope);
void unsubscribe(storage::Transaction& txn, const Id& person, const storage::Scope& scope);

Result<bool> is_subscribed(const storage::Reader& reader, const Id& person,
                           const storage::Scope& scope);

// Whoever receives the scope gets all that it holds, as of this commit.
void regrant(storage::Transaction& txn, const storage::Scope& scope);

struct SubscribedScope {
  storage::Scope scope;
  std::uint64_t since_seq = 0;
};
// Everything the person receives live: the organisation unless a guest, the own scope, communities
// joined, conversations. Since when: what a client has of it from before is not all of it. A
// community that has become part of another is not among them.
Result<std::vector<SubscribedScope>> subscriptions_of(const storage::Reader& reader,
                                                      const Id& person);

}  // namespace fika::domain
