// SPDX-License-Identifier: GPL-3.0-or-later
// Who may do what in a place. Absent and forbidden look alike.
#pragma once

#include <string_view>
#include <vector>

#include "server/domain/pages/rows.h"
#include "server/domain/visibility.h"

namespace fika::domain {

// The place that a request's field names; empty names the organisation's. kInvalid, or kNotFound
// when it is no community. It says nothing of who may see it.
Result<Place> named_place(const storage::Reader& reader, const Id& organisation,
                          std::string_view community);
// As named_place, for one that the actor sees; kNotFound otherwise.
Result<Place> visible_place(const Query& query, std::string_view community);
// What Page.community is there.
std::string community_of(const Place& place);

// kNotFound, kForbidden, or kState when its community is archived.
Status check_may_write(const storage::Reader& reader, const Actor& actor, const Place& place);

// kForbidden when more people could read in `target` than in `source`.
Status check_not_wider(const storage::Reader& reader, const Place& source, const Place& target);

// The organisation's place and those of all communities that the actor sees.
Result<std::vector<Place>> visible_places(const Query& query);
// Either those or the one that `community` names.
Result<std::vector<Place>> asked_places(const Query& query, std::string_view community,
                                        bool everywhere);

}  // namespace fika::domain
