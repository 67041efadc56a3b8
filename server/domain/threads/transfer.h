// SPDX-License-Identifier: GPL-3.0-or-later
// Taking messages from one thread to another: what splitting and merging have in common. The
// command does the first stretch and the due table goes on with the rest. What is still to be done
// stands in a row beside the thread and each stretch is one commit, so the job goes on from there
// after a crash, and what people do in both threads meanwhile falls before or after a stretch.
//
// A thread takes part in one transfer at a time, and is not filed elsewhere meanwhile: who agreed
// to it agreed to who reads the messages where they go.
#pragma once

#include <cstddef>
#include <cstdint>
#include <fika/store/v1/domain.pb.h>
#include <fika/v1/threads.pb.h>
#include <string_view>
#include <vector>

#include "server/domain/method.h"
#include "storage/index.h"
#include "storage/staging.h"
#include "storage/transaction.h"

namespace fika::domain {

inline constexpr std::size_t kCarriedMessagesMax = 500;  // looked at by one stretch
// What a stretch's messages may come to, and with what its readers get of it; kCommandBytesMax is
// above both.
inline constexpr std::size_t kCarriedBytesMax = storage::kCommandBytesMax * 45 / 100;
inline constexpr std::size_t kStretchBytesMax = storage::kCommandBytesMax * 90 / 100;
// Of the members of the thread's community: looked at, and written for.
inline constexpr std::size_t kCarriedMembersMax = 5'000;
inline constexpr std::size_t kCarriedRowsMax = 1'000;

// thread:16 -> store.v1.StoredTransfer, while messages are being taken out of it
inline constexpr storage::IndexTable kTransfers{.number = 302, .name = "thread_transfers"};
// target:16 thread:16 -> nothing, beside each of the above
inline constexpr storage::IndexTable kTransferTargets{.number = 303,
                                                      .name = "thread_transfer_targets"};

// kState when the thread was merged away, or messages are on their way out of it or into it.
Status check_idle(const storage::Reader& reader, const v1::Thread& thread);
// kForbidden unless the caller, who belongs to the community, started the thread, looks after it or
// is an administrator.
Status check_may_regroup(const Command& command, const v1::Thread& thread);

// The first stretch: `to`, `merging`, `next`, `last`, `only` of the transfer are set.
Status begin_transfer(storage::Transaction& txn, const Id& from,
                      store::v1::StoredTransfer transfer);

// What falls due as kGoOnCarrying: thread:16. Nothing happens once the transfer is done.
inline constexpr std::string_view kGoOnCarrying = "threads.go_on_carrying";
Status go_on_carrying(storage::Transaction& txn, std::string_view payload);

// followers.cc: what people have of the old thread they get of the new one.
struct CarriedStretch {
  Id from, to;
  Id community, target_community;
  v1::Head before;                      // of the target
  std::vector<std::uint64_t> ordinals;  // that the messages had, ascending
};
// Who had read messages of the stretch and all of the target has read them there too.
Status carry_markers(storage::Transaction& txn, const CarriedStretch& stretch);
// Who follows the old thread follows the new one, unless they have said otherwise; who mutes it
// mutes it too, when `with_mutes`.
Status carry_levels(storage::Transaction& txn, const CarriedStretch& stretch, bool with_mutes);

}  // namespace fika::domain
