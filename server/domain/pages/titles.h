// SPDX-License-Identifier: GPL-3.0-or-later
// What a title means to somebody who reads it in some place. Decided anew at each reading, so that
// a rename needs no page written again and a title that the reader may not know never shows.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "server/domain/pages/rows.h"

namespace fika::domain {

// For many titles of one reader. Everything outlives it.
class TitleResolver {
 public:
  // `organisation` is the actor's.
  TitleResolver(const storage::Reader& reader, const Actor& actor, const Id& organisation)
      : reader_(reader), actor_(actor), organisation_(organisation) {}

  // A page in `place` first, then one of the organisation, then one in any other place the reader
  // sees; in each, the title that a page has now before one that it had, and of several the one
  // that was begun first. Nothing in the trash. Only the first kTitlesLookedAtMax pages with the
  // title are looked at.
  Result<std::optional<v1::Page>> resolve(const Place& place, std::string_view title);

  Result<bool> may_see(const Place& place);

 private:
  Result<std::optional<v1::Page>> first_in(const std::string& prefix);

  const storage::Reader& reader_;
  const Actor& actor_;
  const Id organisation_;
  std::map<Place, bool> seen_;
};

inline constexpr std::size_t kTitlesLookedAtMax = 200;

}  // namespace fika::domain
