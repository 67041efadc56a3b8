// SPDX-License-Identifier: GPL-3.0-or-later
// Who is named in a thread, or in the talk of a page, that comes into another community: guests
// there draw names from Member entities alone, so whoever wrote, reacted or is mentioned and never
// belonged there gets one that is marked left. A command does so much and the due table goes on
// with the rest, a bounded number of rows at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/id.h"
#include "base/result.h"
#include "storage/transaction.h"

namespace fika::domain {

inline constexpr std::size_t kNamedMax = 500;             // new Members of one step
inline constexpr std::size_t kNamedMessagesMax = 500;     // looked at by one step
inline constexpr std::size_t kNamedReactionsMax = 5'000;  // looked at by one step

// The first step; `thread` has been filed in `community` already.
Status name_people(storage::Transaction& txn, const Id& thread, const Id& community);

// The same in commands to come; `root` may be a page.
void name_people_later(storage::Transaction& txn, const Id& root, const Id& community);

// What falls due as kNamePeople: root:16 community:16 ordinal:u64 person:16, where to go on.
// Nothing happens once the thread or page is elsewhere.
inline constexpr std::string_view kNamePeople = "threads.name_people";
Status go_on_naming(storage::Transaction& txn, std::string_view payload);

}  // namespace fika::domain
