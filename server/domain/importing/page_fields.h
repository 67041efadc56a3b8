// SPDX-License-Identifier: GPL-3.0-or-later
// What stands on an imported page besides its text.
#pragma once

#include <fika/v1/import_pages.pb.h>
#include <string_view>
#include <vector>

#include "server/domain/importing/batch.h"
#include "server/domain/pages/rows.h"

namespace fika::domain {

// As the page was at that revision.
Status set_fields(Batch& batch, const v1::ImportedPage& imported,
                  const v1::ImportedRevision& revision, PlacedPage& placed);
// What a page has from its beginning: its template, and what it is a translation of.
Status set_origin(Batch& batch, const v1::ImportedPage& imported, v1::Page& page);

// The titles that its revisions from number `from` of these on had.
std::vector<std::string_view> titles_in(const v1::ImportedPage& imported, int from);
// They lead to the page as if it had had them, except where it has them now. How many did not
// before; kLimit when it would have too many.
Result<std::uint32_t> add_former_titles(storage::Transaction& txn, const PlacedPage& placed,
                                        const std::vector<std::string_view>& titles);

}  // namespace fika::domain
