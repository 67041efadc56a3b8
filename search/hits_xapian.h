// SPDX-License-Identifier: GPL-3.0-or-later
// Hits and counts of what was found, from the values and the data of its documents.
#pragma once

#include <vector>
#include <xapian.h>

#include "search/candidates_xapian.h"
#include "search/marks.h"
#include "search/question.h"

namespace fika::search {

Result<Hit> hit_of(const Xapian::Database& database, const Candidate& candidate, Marks& marks);

// Over all of `found`, one a root.
Facets facets_of(const Xapian::Database& database, const std::vector<Candidate>& found);

}  // namespace fika::search
