// SPDX-License-Identifier: GPL-3.0-or-later
// Messages that lead to pages by a path such as /p/ID. The rows follow from the messages' present
// texts alone, so whoever writes a text writes them, and a message that moves takes them along. The
// page need not be there: it may have been begun offline. Who may see which is asked when the rows
// are read.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "storage/index.h"
#include "storage/transaction.h"
#include "storage/verify.h"

namespace fika::domain {

inline constexpr std::size_t kLinkedPagesMax = 20;  // of one message; what follows is not listed

// page:16 message:16 -> nothing
inline constexpr storage::IndexTable kMessagesByPage{.number = 630, .name = "messages_by_page"};

// The pages that a text leads to, each once. Cheap for a text without any: it is asked of each
// post.
std::vector<Id> linked_pages(std::string_view text);

// A message's text has become `after`; empty for a new one, or one that goes.
void follow_page_links(storage::Transaction& txn, const Id& message, std::string_view before,
                       std::string_view after);

// Part of fika-server verify.
Status check_message_links(const storage::Reader& reader, storage::Findings& findings);

}  // namespace fika::domain
