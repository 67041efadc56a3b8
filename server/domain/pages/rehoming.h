// SPDX-License-Identifier: GPL-3.0-or-later
// A page whose community was merged into another: it is readable there already, and is now filed
// there by name too.
#pragma once

#include "base/id.h"
#include "base/result.h"
#include "storage/transaction.h"

namespace fika::domain {

// One page, with its rows; its parent and those below it are roots of their own and come in their
// turn. The scope of its old community is an alias of the new one's. Titles keep leading to it.
// Nothing happens when `root` is no page.
Status rehome_page(storage::Transaction& txn, const Id& root, const Id& community);

}  // namespace fika::domain
