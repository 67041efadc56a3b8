// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/search/names.h"

#include <algorithm>
#include <array>
#include <fika/v1/communities.pb.h>
#include <fika/v1/people.pb.h>

#include "base/composed.h"
#include "base/text.h"
#include "server/domain/people/directory.h"
#include "server/domain/people/name_order.h"
#include "server/domain/scopes.h"
#include "server/domain/search/search.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

constexpr std::array<std::string_view, 4> kMyself = {"me", "myself", "jag", "mig"};

std::string folded_name(std::string_view name) { return fold_case(composed(trim(name))); }

bool goes_on_so(std::string_view name, const std::string& folded) {
  return std::ranges::any_of(name_starts(composed(name)),
                             [&](const std::string& start) { return start.starts_with(folded); });
}

// Whoever is called exactly so, or else all.
template <class Candidate>
Named chosen(std::vector<Candidate> candidates, const std::string& folded) {
  const auto is_exact = [&](const Candidate& each) { return folded_name(each.name) == folded; };
  if (std::ranges::any_of(candidates, is_exact)) std::erase_if(candidates, std::not_fn(is_exact));
  if (candidates.size() > kNamesakesMax) candidates.resize(kNamesakesMax);
  Named named;
  for (const Candidate& each : candidates) {
    named.ids.push_back(each.id);
    if (!named.label.empty()) named.label += ", ";
    named.label += each.name;
  }
  if (named.ids.size() == 1) named.only = named.ids.front();
  return named;
}

bool is_place(const storage::Scope& scope) {
  return scope.kind == v1::SCOPE_KIND_COMMUNITY || scope.kind == v1::SCOPE_KIND_CONVERSATION;
}

}  // namespace

Result<Named> Names::people(std::string_view name) {
  const std::string folded = folded_name(name);
  if (folded.empty()) return Named();
  Id id = Id::parse(folded).value_or(Id());
  if (std::ranges::find(kMyself, folded) != kMyself.end()) id = query_.actor.person;
  if (!id.is_nil()) {
    TRY(const std::string known, of_person(id));
    if (known.empty()) return Named();
    return Named{{id}, known, id};
  }
  TRY(auto candidates, query_.actor.is_guest() ? met(folded) : colleagues(folded));
  return chosen(std::move(candidates), folded);
}

Result<std::vector<Names::Candidate>> Names::colleagues(const std::string& folded) {
  std::vector<Candidate> found;
  // More than are wanted: whoever is called exactly so may come late.
  constexpr std::size_t kLookedAtMax = 10 * kNamesakesMax;
  CHECKED(for_each_person(query_.reader, query_.organisation, folded, {},
                          [&](v1::Person&& person, std::string_view) {
                            found.push_back({Id::parse(person.id()).value_or(Id()), person.name()});
                            return found.size() < kLookedAtMax;
                          }));
  return found.empty() ? former_colleagues(folded) : found;
}

// Those who came with an archive are in no directory, and what they wrote is looked for all the
// same.
Result<std::vector<Names::Candidate>> Names::former_colleagues(const std::string& folded) {
  if (!everybody_) {
    std::vector<Candidate> all;
    CHECKED(storage::for_each<v1::Person>(
        query_.reader, query_.organisation, {}, [&](v1::Person&& person) {
          all.push_back({Id::parse(person.id()).value_or(Id()), person.name()});
          return true;
        }));
    everybody_ = std::move(all);
  }
  std::vector<Candidate> found;
  for (const Candidate& each : *everybody_) {
    if (goes_on_so(each.name, folded)) found.push_back(each);
  }
  return found;
}

// Guests know those who are or were where they are.
Result<std::vector<Names::Candidate>> Names::met(const std::string& folded) {
  std::map<Id, std::string> found;
  for (const storage::Scope& scope : asker_.scopes) {
    if (!is_place(scope)) continue;
    CHECKED(storage::for_each<v1::Member>(query_.reader, scope.id, {}, [&](v1::Member&& member) {
      if (goes_on_so(member.name(), folded)) {
        found.emplace(Id::parse(member.person()).value_or(Id()), member.name());
      }
      return true;
    }));
  }
  std::vector<Candidate> candidates;
  for (const auto& [id, name] : found) candidates.push_back({id, name});
  return candidates;
}

Result<Named> Names::communities(std::string_view name) {
  const std::string folded = folded_name(name);
  if (folded.empty()) return Named();
  const Id wanted = Id::parse(folded).value_or(Id());
  std::map<Id, Candidate> found;  // by what it is now
  std::map<Id, std::vector<Id>> ids;
  for (const storage::Scope& scope : asker_.scopes) {
    if (scope.kind != v1::SCOPE_KIND_COMMUNITY) continue;
    TRY(const storage::Scope present, storage::present_scope(query_.reader, scope));
    ids[present.id].push_back(scope.id);
    TRY(const auto community, storage::find<v1::Community>(query_.reader, scope.id));
    if (!community) continue;
    if (wanted == scope.id || (wanted.is_nil() && goes_on_so(community->name(), folded))) {
      TRY(const std::string shown, of_community(present.id));
      // By its former name it is found under the present one.
      const bool is_exact = wanted == scope.id || folded_name(community->name()) == folded;
      Candidate& each = found.try_emplace(present.id, Candidate{present.id, shown}).first->second;
      if (is_exact) each.name = community->name();
    }
  }
  std::vector<Candidate> candidates;
  for (const auto& [id, each] : found) candidates.push_back(each);
  Named named = chosen(std::move(candidates), folded);
  if (!named.only.is_nil()) {
    TRY(named.label, of_community(named.only));
  }
  std::vector<Id> all;
  for (const Id& id : named.ids) all.insert(all.end(), ids[id].begin(), ids[id].end());
  named.ids = std::move(all);
  return named;
}

Result<Id> Names::present_community(const Id& community) const {
  TRY(const storage::Scope present,
      storage::present_scope(query_.reader, community_scope(community)));
  return present.id;
}

Result<std::string> Names::of_person(const Id& person) {
  const auto known = people_.find(person);
  if (known != people_.end()) return known->second;
  TRY(std::string name, name_of_person(person));
  return people_.emplace(person, std::move(name)).first->second;
}

Result<std::string> Names::name_of_person(const Id& person) {
  if (!query_.actor.is_guest() || person == query_.actor.person) {
    TRY(const auto found, storage::find<v1::Person>(query_.reader, query_.organisation, {person}));
    return found ? found->name() : std::string();
  }
  for (const storage::Scope& scope : asker_.scopes) {
    if (!is_place(scope)) continue;
    TRY(const auto member, storage::find<v1::Member>(query_.reader, scope.id, {person}));
    if (member) return member->name();
  }
  return std::string();
}

Result<std::string> Names::of_community(const Id& community) {
  const auto known = communities_.find(community);
  if (known != communities_.end()) return known->second;
  std::string name;
  TRY(const Id present, present_community(community));
  if (std::ranges::find(asker_.scopes, community_scope(present)) != asker_.scopes.end()) {
    TRY(const auto found, storage::find<v1::Community>(query_.reader, present));
    if (found) name = found->name();
  } else if (!query_.actor.is_guest()) {
    // Not to be read, but listed.
    TRY(const auto listing,
        storage::find<v1::CommunityListing>(query_.reader, query_.organisation, {present}));
    if (listing) name = listing->name();
  }
  return communities_.emplace(community, std::move(name)).first->second;
}

}  // namespace fika::domain
