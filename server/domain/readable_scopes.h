// SPDX-License-Identifier: GPL-3.0-or-later
// All scopes that somebody may read, for who looks through everything at once, such as a search. It
// stands beside visibility.h and goes by it: a scope is among them if and only if relation_to_scope
// says kSees or more.
#pragma once

#include <vector>

#include "base/result.h"
#include "server/domain/actor.h"
#include "storage/reader.h"

namespace fika::domain {

// Each once, in no order: the organisation unless a guest, the own, conversations, communities that
// are open or that the actor is in, and the aliases of all these. Nothing for strangers.
Result<std::vector<storage::Scope>> readable_scopes(const storage::Reader& reader,
                                                    const Id& organisation, const Actor& actor);

}  // namespace fika::domain
