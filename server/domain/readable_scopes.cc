// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/readable_scopes.h"

#include <fika/v1/communities.pb.h>
#include <unordered_set>

#include "server/domain/scopes.h"
#include "server/domain/visibility.h"
#include "storage/aliases.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

// More than they may read, and nothing that they may read is missing: who is in a community or
// conversation receives it live, and a community that can be read from outside is listed.
Result<std::vector<storage::Scope>> candidates(const storage::Reader& reader,
                                               const Id& organisation, const Actor& actor) {
  std::vector<storage::Scope> scopes = {person_scope(actor.person),
                                        organisation_scope(organisation)};
  TRY(const auto subscribed, subscriptions_of(reader, actor.person));
  for (const SubscribedScope& held : subscribed) scopes.push_back(held.scope);
  if (actor.is_guest()) return scopes;
  CHECKED(storage::for_each<v1::CommunityListing>(
      reader, organisation, {}, [&](v1::CommunityListing&& listing) {
        if (listing.openness() == v1::OPENNESS_OPEN) {
          scopes.push_back(community_scope(Id::parse(listing.community()).value_or(Id())));
        }
        return true;
      }));
  return scopes;
}

}  // namespace

Result<std::vector<storage::Scope>> readable_scopes(const storage::Reader& reader,
                                                    const Id& organisation, const Actor& actor) {
  std::vector<storage::Scope> readable;
  if (actor.is_anonymous()) return readable;
  TRY(const auto possible, candidates(reader, organisation, actor));
  std::unordered_set<storage::Scope> seen;
  for (const storage::Scope& scope : possible) {
    if (!seen.insert(scope).second) continue;
    TRY(const Relation relation, relation_to_scope(reader, actor, scope));
    if (relation >= Relation::kSees) readable.push_back(scope);
  }
  const std::unordered_set<storage::Scope> present(readable.begin(), readable.end());
  CHECKED(storage::for_every_alias(reader,
                                   [&](const storage::Scope& alias, const storage::Scope& scope) {
                                     if (present.contains(scope)) readable.push_back(alias);
                                     return true;
                                   }));
  return readable;
}

}  // namespace fika::domain
