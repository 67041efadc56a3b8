// SPDX-License-Identifier: GPL-3.0-or-later
// How much goes into one commit, and what a command's staged rows must be like to be merged into
// the group. The limits count what sealing adds, so that a group within them is never too large a
// record.
#pragma once

#include <cstddef>

#include "base/result.h"
#include "storage/commit_step.h"
#include "storage/overlay.h"

namespace fika::storage {

// What one command may change. The rest of a record is for its frame.
inline constexpr std::size_t kCommandBytesMax = kRecordBytesMax - kRecordBytesMax / 16;
// A group that has come so far is sealed; a command that would lift it above goes into the next
// one.
inline constexpr std::size_t kGroupBytesMax = kRecordBytesMax * 3 / 4;

// kLimit when it is too much for one commit. kInternal when an entity stands under a root that has
// no scope: nobody could ever see it, and the command that did this is at fault.
Status check_staged(const Overlay& staged);

// Whether what has passed check_staged() can join the group; an empty group takes anything.
bool has_room(const Overlay& group, const Overlay& staged);

}  // namespace fika::storage
