// SPDX-License-Identifier: GPL-3.0-or-later
// An index made of documents that no store holds: for measurements and tests. Served, it is filled
// by indexer_xapian.h.
#pragma once

#include <functional>

#include "base/result.h"
#include "search/document.h"
#include "search/index.h"

namespace fika::search {

// Puts an index of these documents in the place of what the folder holds; `next` sets one and
// returns true, or false when there are no more. Index::open(options, {}) then answers from it, as
// long as its tailer is not run.
Status fill_index(const IndexOptions& options, const std::function<bool(Document& document)>& next);

}  // namespace fika::search
