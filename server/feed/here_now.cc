// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/here_now.h"

#include <algorithm>
#include <fika/v1/people.pb.h>
#include <fika/v1/sync.pb.h>
#include <iterator>
#include <set>
#include <utility>

#include "server/domain/communities/communities.h"
#include "storage/entities.h"
#include "storage/index.h"

namespace fika::feed {

using storage::Scope;

Result<bool> is_small(const storage::Reader& reader, const Scope& scope) {
  if (scope.kind == v1::SCOPE_KIND_CONVERSATION) return true;
  if (scope.kind != v1::SCOPE_KIND_COMMUNITY) return false;
  TRY(const auto count, storage::find_index(reader, domain::kMemberCounts, scope.id.bytes()));
  return count && storage::KeyReader(*count).u64() <= kSmallCommunityMembersMax;
}

Result<std::vector<Scope>> standing_of(const storage::Reader& reader, const Id& person,
                                       const std::vector<Scope>& scopes) {
  TRY(const auto settings, storage::find<v1::PersonSettings>(reader, person));
  std::vector<Scope> small;
  if (!settings || settings->here_now_off()) return small;
  for (const Scope& scope : scopes) {
    TRY(const bool counts, is_small(reader, scope));
    if (counts) small.push_back(scope);
  }
  std::ranges::sort(small);
  return small;
}

std::vector<Scope> HereNow::take(const Standing& standing) {
  std::vector<Place>& places = places_[standing.person];
  const auto known = std::ranges::find(places, standing.core, &Place::core);
  const std::vector<Scope> before =
      known == places.end() ? std::vector<Scope>{} : std::exchange(known->scopes, {});
  std::vector<Scope> changed;
  for (const Scope& scope : standing.scopes) {
    const bool is_kept = std::ranges::binary_search(before, scope);
    if (!is_kept && ++by_scope_[scope][standing.person] == 1) changed.push_back(scope);
  }
  for (const Scope& scope : before) {
    if (std::ranges::binary_search(standing.scopes, scope)) continue;
    const auto people = by_scope_.find(scope);
    const auto here = people->second.find(standing.person);
    if (--here->second > 0) continue;
    changed.push_back(scope);
    people->second.erase(here);
    if (people->second.empty()) by_scope_.erase(people);
  }
  if (known != places.end()) places.erase(known);
  if (!standing.scopes.empty()) places.push_back({standing.core, standing.scopes});
  if (places.empty()) places_.erase(standing.person);
  return changed;
}

std::vector<Id> HereNow::people_in(const std::vector<Scope>& scopes, const Id& self) const {
  std::set<Id> people;
  for (const Scope& scope : scopes) {
    const auto found = by_scope_.find(scope);
    if (found == by_scope_.end()) continue;
    for (const auto& [person, cores] : found->second) people.insert(person);
  }
  people.erase(self);
  const auto count = static_cast<std::ptrdiff_t>(std::min(people.size(), kPeopleMax));
  return {people.begin(), std::next(people.begin(), count)};
}

}  // namespace fika::feed
