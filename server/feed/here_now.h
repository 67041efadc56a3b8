// SPDX-License-Identifier: GPL-3.0-or-later
// Who is here, and who may be told so. A person is here while one of their sessions is live; they
// stand in their conversations and small communities, and whoever stands in the same place is told.
// So nobody hears of people they could not name anyway, guests least of all, and who has switched
// it off stands nowhere: is told of nobody and nobody is told of them. Lives in memory only; there
// is no last-seen.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "storage/keys.h"
#include "storage/reader.h"

namespace fika::feed {

inline constexpr std::uint64_t kSmallCommunityMembersMax = 100;

// Where one person stands by their sessions on one core; nowhere once the last is gone.
struct Standing {
  std::size_t core = 0;
  Id person;
  std::vector<storage::Scope> scopes;  // sorted
};
using Standings = std::shared_ptr<const std::vector<Standing>>;

// Those of the scopes in which the person may be told of, sorted: conversations and communities of
// at most a hundred. None if the person has switched it off.
Result<std::vector<storage::Scope>> standing_of(const storage::Reader& reader, const Id& person,
                                                const std::vector<storage::Scope>& scopes);
Result<bool> is_small(const storage::Reader& reader, const storage::Scope& scope);

// One core's picture of all cores.
class HereNow {
 public:
  static constexpr std::size_t kPeopleMax = 1'000;  // told to one session

  // The scopes where somebody came or went by this.
  std::vector<storage::Scope> take(const Standing& standing);
  bool has_anybody_in(const storage::Scope& scope) const { return by_scope_.contains(scope); }
  // Who stands in any of the scopes, sorted, without `self`.
  std::vector<Id> people_in(const std::vector<storage::Scope>& scopes, const Id& self) const;

 private:
  struct Place {
    std::size_t core;
    std::vector<storage::Scope> scopes;
  };
  std::unordered_map<Id, std::vector<Place>> places_;
  // How many cores say so of each person.
  std::unordered_map<storage::Scope, std::unordered_map<Id, int>> by_scope_;
};

}  // namespace fika::feed
