// SPDX-License-Identifier: GPL-3.0-or-later
// Threads: titled conversations in a community. Members start them, guests too, in the communities
// they are in; announcements are the stewards'. The author or a steward renames and re-files a
// thread, members resolve it, stewards pin it, and everybody who sees it may follow or mute it. Who
// started it, a steward or an administrator splits it and merges it into another. Ids stay, so
// links do.
#pragma once

#include <cstdint>
#include <fika/v1/threads.pb.h>
#include <string>
#include <string_view>

#include "base/result.h"
#include "server/domain/method.h"
#include "storage/index.h"
#include "storage/transaction.h"

namespace fika::domain {

inline constexpr std::size_t kTitleSizeMax = 200;
// A title made from the first line of a text is cut to this.
inline constexpr std::size_t kMadeTitleSizeMax = 80;
inline constexpr std::size_t kLanguageSizeMax = 35;
inline constexpr std::size_t kPinnedThreadsMax = 50;
inline constexpr std::size_t kThreadLevelsMax = 2000;
inline constexpr std::uint32_t kThreadsPageDefault = 50, kThreadsPageMax = 200;
// As many messages can be named to be split off; all from one on may be more.
inline constexpr int kSplitMessagesMax = 500;
// A bootstrap carries this many threads of a community, and the pinned ones.
inline constexpr std::size_t kThreadsInSnapshot = 20;

// community:16 inverted last_at_ms:u64 thread:16 -> nothing; the newest first
inline constexpr storage::IndexTable kThreadsByActivity{.number = 300,
                                                        .name = "threads_by_activity"};
// community:16 thread:16 -> nothing
inline constexpr storage::IndexTable kPinnedThreads{.number = 301, .name = "pinned_threads"};

// A thread that others were merged into:16 each of these:16 -> nothing. Those of before this table
// have no row.
inline constexpr storage::IndexTable kMergedThreads{.number = 304, .name = "merged_threads"};

// Keeps kThreadsByActivity when a thread's Head goes from `old_head` (null for a new thread) to
// `new_head`.
Status thread_activity(storage::Transaction& txn, const v1::Thread& thread,
                       const v1::Head* old_head, const v1::Head& new_head);

// kState when the thread was merged into another, or is about to be.
Status check_takes_posts(const v1::Thread& thread);

// The first line of a Markdown text as a title, links shown by their words; empty if it has none.
std::string title_from(std::string_view markdown);

Capability threads();

}  // namespace fika::domain
