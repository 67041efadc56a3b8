// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/delta.h"

namespace fika::feed {

void fill_scope(const storage::Scope& scope, v1::Scope& out) {
  out.set_kind(static_cast<v1::ScopeKind>(scope.kind));
  out.set_id(std::string(scope.id.bytes()));
}

std::optional<storage::Scope> scope_from(const v1::Scope& scope) {
  if (scope.id().size() != 16 || !v1::ScopeKind_IsValid(scope.kind()) ||
      scope.kind() == v1::SCOPE_KIND_UNSPECIFIED) {
    return std::nullopt;
  }
  return storage::Scope{static_cast<std::uint8_t>(scope.kind()), Id::from_bytes(scope.id())};
}

void add_change(const storage::Change& change, std::uint64_t seq, v1::Delta& out) {
  const std::string root(change.root.bytes());
  switch (change.kind) {
    case store::v1::CHANGE_KIND_PUT: {
      v1::Put& put = *out.add_puts();
      put.set_kind(change.entity_kind);
      put.set_body(change.body);
      put.set_version(seq);
      break;
    }
    case store::v1::CHANGE_KIND_ERASE: {
      v1::Tombstone& tombstone = *out.add_tombstones();
      tombstone.set_kind(change.entity_kind);
      tombstone.set_root(root);
      tombstone.set_key(change.key);
      break;
    }
    case store::v1::CHANGE_KIND_LEFT:
      out.add_left(root);
      break;
    case store::v1::CHANGE_KIND_ENTERED:
      out.add_entered(root);
      break;
    default:
      break;
  }
}

void fill_delta(const storage::ScopeChanges& changes, std::uint64_t seq, v1::Delta& out) {
  fill_scope(changes.scope, *out.mutable_scope());
  out.set_prev(changes.prev);
  out.set_seq(seq);
  for (const storage::Change& change : changes.changes) add_change(change, seq, out);
}

}  // namespace fika::feed
