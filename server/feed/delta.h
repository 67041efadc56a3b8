// SPDX-License-Identifier: GPL-3.0-or-later
// Change lines as a Delta tells them.
#pragma once

#include <fika/v1/sync.pb.h>

#include "storage/change_log.h"

namespace fika::feed {

void fill_scope(const storage::Scope& scope, v1::Scope& out);
// Nothing if the kind is unknown or the id is not 16 bytes.
std::optional<storage::Scope> scope_from(const v1::Scope& scope);

void fill_delta(const storage::ScopeChanges& changes, std::uint64_t seq, v1::Delta& out);
void add_change(const storage::Change& change, std::uint64_t seq, v1::Delta& out);

}  // namespace fika::feed
