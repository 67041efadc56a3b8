// SPDX-License-Identifier: GPL-3.0-or-later
// Taking messages out of one thread to the end of another, with all that hangs on them. A message
// keeps its id, so links to it lead on; earlier texts, reaction counts and notices are kept by that
// id and need not move.
#pragma once

#include <fika/v1/messages.pb.h>
#include <fika/v1/threads.pb.h>

#include "base/result.h"
#include "storage/transaction.h"

namespace fika::domain {

// So many reactions move in one call: with the longest message they stay well below
// kCommandBytesMax.
inline constexpr std::size_t kCarriedReactionsMax = 500;

// About what carry_message() stages, in bytes; never less.
Result<std::size_t> carrying_bytes(const storage::Reader& reader, const v1::Message& message);

// Takes a message that is no stub from the thread `from` to the end of the thread `to`, whose
// present head is `head`; that comes back as the new one and is for the caller to put, once. In the
// old place stays a stub, a deleted message that quotes the one that stood there and says where it
// went. A pin comes along while there is room. False when there are more reactions than one call
// moves: the message is still in its place, and calling again in a later commit goes on with it.
Result<bool> carry_message(storage::Transaction& txn, const Id& from, const Id& to,
                           const v1::Message& message, v1::Head& head);

}  // namespace fika::domain
