// SPDX-License-Identifier: GPL-3.0-or-later
// The caller as the index sees them, and the index itself.
#pragma once

#include "search/question.h"
#include "search/serving.h"
#include "server/domain/method.h"

namespace fika::domain {

// Borrows the query.
Result<search::Asker> asker_of(const Query& query);

// Whether the actor may be shown what hangs on this root, as things stand now: what relation_to()
// says, and more than it for what has a face of its own beyond its root (people and communities are
// listed), less for what is in the trash.
Result<bool> may_be_shown(const storage::Reader& reader, const Actor& actor, const Id& root);

// kUnavailable with a sentence while there is no index to ask.
Result<const search::Index*> index_of(const Query& query);
// Waits for a moment until the commit can be found.
void wait_until_found(const Query& query, std::uint64_t seq);

// kForbidden unless the actor looks after the words for everybody; search.h says who does.
Status check_curates(const storage::Reader& reader, const Actor& actor);

}  // namespace fika::domain
