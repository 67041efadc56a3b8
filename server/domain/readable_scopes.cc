// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/readable_scopes.h"

#include <fika/v1/communities.pb.h>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "server/domain/scopes.h"
#include "storage/aliases.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

using Scopes = std::unordered_set<storage::Scope>;
using Aliases = std::unordered_map<storage::Scope, storage::Scope>;

// There may be hundreds, and this is asked with every letter that somebody types: so neither looks
// at a community by itself. tests/integration/search_property_test.cc holds them to
// relation_to_scope().

// Whoever is in a community or conversation receives it live. One that has become part of another
// is received no more.
Status add_own(const storage::Reader& reader, const Actor& actor, const Aliases& aliases,
               Scopes& readable) {
  const storage::Range range{.prefix = std::string(actor.person.bytes()), .bound = {}};
  return storage::scan_index(reader, kSubscriptions, range,
                             [&](std::string_view key, std::string_view) {
                               storage::KeyReader parts(key);
                               parts.id();
                               const storage::Scope scope = parts.scope();
                               if (!aliases.contains(scope)) readable.insert(scope);
                               return true;
                             });
}

// A community that can be read from outside is listed.
Status add_open(const storage::Reader& reader, const Id& organisation, Scopes& readable) {
  return storage::for_each<v1::CommunityListing>(
      reader, organisation, {}, [&](v1::CommunityListing&& listing) {
        if (listing.openness() == v1::OPENNESS_OPEN) {
          readable.insert(community_scope(Id::parse(listing.community()).value_or(Id())));
        }
        return true;
      });
}

}  // namespace

Result<std::vector<storage::Scope>> readable_scopes(const storage::Reader& reader,
                                                    const Id& organisation, const Actor& actor) {
  if (actor.is_anonymous()) return std::vector<storage::Scope>();
  Aliases aliases;
  CHECKED(storage::for_every_alias(reader,
                                   [&](const storage::Scope& alias, const storage::Scope& scope) {
                                     aliases.emplace(alias, scope);
                                     return true;
                                   }));
  Scopes readable = {person_scope(actor.person)};
  CHECKED(add_own(reader, actor, aliases, readable));
  if (actor.is_guest()) {
    readable.erase(organisation_scope(organisation));
  } else {
    readable.insert(organisation_scope(organisation));
    CHECKED(add_open(reader, organisation, readable));
  }
  std::vector<storage::Scope> scopes(readable.begin(), readable.end());
  for (const auto& [alias, scope] : aliases) {
    if (readable.contains(scope)) scopes.push_back(alias);
  }
  return scopes;
}

}  // namespace fika::domain
