// SPDX-License-Identifier: GPL-3.0-or-later
// Where pages lead: [[titles]] and other pages' own paths, as the newest text names them. What a
// title means is asked of titles.h when it is read.
#pragma once

#include <fika/store/v1/pages.pb.h>
#include <functional>
#include <string_view>
#include <vector>

#include "server/domain/pages/pages.h"
#include "storage/transaction.h"

namespace fika::domain {

// Both directions, instead of those the page had.
Status put_links(storage::Transaction& txn, const Id& page, const store::v1::StoredLinks& links);

Result<store::v1::StoredLinks> links_of(const storage::Reader& reader, const Id& page);

}  // namespace fika::domain
