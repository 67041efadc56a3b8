// SPDX-License-Identifier: GPL-3.0-or-later
// Whom a message's text tells: an inbox row for each person it mentions, and one GroupMention for
// @thread or @community. Posting, editing and deleting keep both in step with the text.
#pragma once

#include <fika/v1/messages.pb.h>

#include "server/domain/messages/messages.h"

namespace fika::domain {

// Sets message.mentions to the people its text mentions who are to be told: active, with an
// account, able to see the root, and not the author. Links to others stay text. kInvalid above
// kMentionsMax.
Status set_mentions(const Command& command, const Id& root, v1::Message& message);

// Writes the rows of those now mentioned, and erases those of `before` who no longer are, unless
// they have ticked them off. The group mention follows the text; only threads have one.
Status tell_mentioned(storage::Transaction& txn, const MessageRoot& root,
                      const v1::Message& message, const v1::Message* before);

// Erases every inbox row and the group mention of the message.
Status untell_all(storage::Transaction& txn, const Id& root, const Id& message);

}  // namespace fika::domain
