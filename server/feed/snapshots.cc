// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <fika/v1/communities.pb.h>
#include <fika/v1/people.pb.h>
#include <utility>

#include "server/domain/registry/registry.h"
#include "server/domain/scopes.h"
#include "server/feed/catch_up.h"
#include "server/feed/delta.h"

namespace fika::feed {
namespace {

// Communities and conversations first: they say which read markers and which people are needed.
int order_of(const storage::Scope& scope) {
  switch (scope.kind) {
    case v1::SCOPE_KIND_PERSON:
      return 1;
    case v1::SCOPE_KIND_ORGANISATION:
      return 2;
    default:
      return 0;
  }
}

}  // namespace

Status add_snapshots(const domain::Query& query, const std::vector<storage::Scope>& scopes,
                     google::protobuf::RepeatedPtrField<v1::Snapshot>& out) {
  std::vector<storage::Scope> ordered = scopes;
  std::ranges::sort(ordered, {},
                    [](const storage::Scope& scope) { return std::pair(order_of(scope), scope); });
  domain::SnapshotBuilder builder(query.reader);
  for (const storage::Scope& scope : ordered) {
    v1::Snapshot& snapshot = *out.Add();
    fill_scope(scope, *snapshot.mutable_scope());
    builder.begin(snapshot);
    for (const domain::Capability& capability : domain::registry()) {
      if (capability.snapshot) CHECKED(capability.snapshot(query, scope, builder));
    }
    if (scope.kind == v1::SCOPE_KIND_ORGANISATION) {
      builder.note_person(query.actor.person.text());
      for (const Id& person : builder.people()) {
        CHECKED(builder.add<v1::Person>(query.organisation, {person}));
      }
    } else if (query.actor.is_guest() && scope.kind != v1::SCOPE_KIND_PERSON) {
      // Guests hold no organisation scope: names come from the members of what they are in.
      for (const Id& person : builder.people()) {
        if (person != query.actor.person) CHECKED(builder.add<v1::Member>(scope.id, {person}));
      }
    }
  }
  return {};
}

}  // namespace fika::feed
