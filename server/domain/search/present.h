// SPDX-License-Identifier: GPL-3.0-or-later
// What a hit shows, held against the store as it is now: the index is a moment behind, and what
// somebody has just edited away they wish to be gone.
#pragma once

#include <fika/v1/search.pb.h>

#include "search/question.h"
#include "server/domain/method.h"

namespace fika::domain {

// The title as it is now; a hit of which it was another is left with no words marked in it.
Status put_present_title(const Query& query, search::Kind kind, const Id& id, v1::SearchHit& hit);

// Takes out the snippet, and what stands with it, when its thing does not say that any more.
Status drop_former_text(const Query& query, const search::Hit& found, v1::SearchHit& hit);

// Whether a message or page of this root holds the file by what it says now.
Result<bool> is_attached(const storage::Reader& reader, const Id& file, const Id& root);

}  // namespace fika::domain
