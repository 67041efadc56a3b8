// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/scopes.h"

#include <algorithm>
#include <fika/store/v1/domain.pb.h>
#include <utility>

namespace fika::domain {
namespace {

std::string subscription_key(const Id& person, const storage::Scope& scope) {
  return storage::KeyWriter().id(person).scope(scope).take();
}

// Communities are merged, and nothing else is.
Status leave_out_aliases(const storage::Reader& reader, std::vector<SubscribedScope>& scopes) {
  std::vector<SubscribedScope> present;
  for (SubscribedScope& held : scopes) {
    if (held.scope.kind == v1::SCOPE_KIND_COMMUNITY) {
      TRY(const storage::Scope scope, storage::present_scope(reader, held.scope));
      if (scope != held.scope) continue;
      TRY(const auto again,
          storage::find_index(reader, kRegrants, storage::scope_bytes(held.scope)));
      if (again) held.since_seq = std::max(held.since_seq, storage::KeyReader(*again).u64());
    }
    present.push_back(held);
  }
  scopes = std::move(present);
  return {};
}

}  // namespace

Status subscribe(storage::Transaction& txn, const Id& person, const storage::Scope& scope) {
  const std::string key = subscription_key(person, scope);
  TRY(const auto present, storage::find_index(txn, kSubscriptions, key));
  if (present) return {};
  store::v1::Subscription row;
  row.set_since_seq(txn.seq());
  txn.put_index(kSubscriptions, key, row.SerializeAsString());
  return {};
}

void unsubscribe(storage::Transaction& txn, const Id& person, const storage::Scope& scope) {
  txn.erase_index(kSubscriptions, subscription_key(person, scope));
}

Result<bool> is_subscribed(const storage::Reader& reader, const Id& person,
                           const storage::Scope& scope) {
  TRY(const auto row, storage::find_index(reader, kSubscriptions, subscription_key(person, scope)));
  return row.has_value();
}

void regrant(storage::Transaction& txn, const storage::Scope& scope) {
  txn.put_index(kRegrants, storage::scope_bytes(scope), storage::KeyWriter().u64(txn.seq()).take());
}

Result<std::vector<SubscribedScope>> subscriptions_of(const storage::Reader& reader,
                                                      const Id& person) {
  std::vector<SubscribedScope> scopes;
  const storage::Range range{.prefix = std::string(person.bytes()), .bound = {}};
  CHECKED(storage::scan_index(reader, kSubscriptions, range,
                              [&](std::string_view key, std::string_view value) {
                                storage::KeyReader parts(key);
                                parts.id();
                                store::v1::Subscription row;
                                row.ParseFromArray(value.data(), static_cast<int>(value.size()));
                                scopes.push_back({parts.scope(), row.since_seq()});
                                return true;
                              }));
  CHECKED(leave_out_aliases(reader, scopes));
  return scopes;
}

}  // namespace fika::domain
