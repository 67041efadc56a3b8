// SPDX-License-Identifier: GPL-3.0-or-later
// Words that were searched for in vain; gaps.cc says how they are kept.
#pragma once

#include <string_view>

#include "base/result.h"
#include "storage/transaction.h"

namespace fika::domain {

// Takes out all that hold a word of this name: whoever is erased may have been searched for.
Status forget_gaps_naming(storage::Transaction& txn, std::string_view name);

}  // namespace fika::domain
