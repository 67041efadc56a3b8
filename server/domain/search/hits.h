// SPDX-License-Identifier: GPL-3.0-or-later
// What the index answers, in the words of the API. The index is a moment behind: what has been
// deleted, thrown away or merged since is left out here, and so are words edited away.
#pragma once

#include <fika/v1/search.pb.h>
#include <optional>

#include "search/index.h"
#include "search/question.h"
#include "server/domain/search/names.h"

namespace fika::domain {

// Nothing for what is no more.
Result<std::optional<v1::SearchHit>> hit_of(const Query& query, const search::Hit& found);
Result<std::optional<v1::SearchHit>> hit_of(const Query& query, const search::Suggestion& found);

v1::SearchKind kind_of(search::Kind kind);

Result<v1::SearchFacets> facets_of(Names& names, const search::Facets& counted);

}  // namespace fika::domain
