// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands ask before they change anything.
#pragma once

#include <string_view>

#include "server/domain/pages/places.h"
#include "server/domain/pages/tree.h"

namespace fika::domain {

struct WritablePage {
  Id id;
  PlacedPage placed;
};
// The page that a request names, where the actor may write in it. kState when it is in the trash.
Result<WritablePage> writable_page(const storage::Reader& reader, const Actor& actor,
                                   std::string_view page);

// Where a page is to stand: kNotFound unless `parent` (empty: the top) is in `place` and not in the
// trash; kLimit when a tree of `height` would be too deep there.
struct Spot {
  Id parent;
  std::string rank;
};
Result<Spot> spot_in(const storage::Reader& reader, const Place& place, std::string_view parent,
                     std::string_view before, int height, const Id& moved);

// Guests draw names from Member entities: whoever wrote the page gets one that is marked left, if
// its place is a community they never belonged to. At most `count_max`; returns how many it put.
Result<std::size_t> name_contributors(storage::Transaction& txn, const Place& place, const Id& page,
                                      std::size_t count_max);

}  // namespace fika::domain
