// SPDX-License-Identifier: GPL-3.0-or-later
// A thread whose community was merged into another: it is readable there already, and is now filed
// there by name too.
#pragma once

#include "base/id.h"
#include "base/result.h"
#include "storage/transaction.h"

namespace fika::domain {

// Its community, its place in the order of activity, its pin if there is one free, and its root.
// The scope of its old community is an alias of the new one's. Nothing happens when `root` is no
// thread.
Status rehome_thread(storage::Transaction& txn, const Id& root, const Id& community);

}  // namespace fika::domain
