// SPDX-License-Identifier: GPL-3.0-or-later
// Which messages of a thread say most of it. The same thread always gives the same ones.
#pragma once

#include <fika/v1/messages.pb.h>
#include <vector>

#include "base/result.h"
#include "storage/reader.h"

namespace fika::domain {

struct KeyMessages {
  std::vector<v1::Message> messages;  // in their order in the thread
  bool is_cut = false;                // the thread goes on behind what was looked at
};
// The first one; then pinned ones; then those with a check mark, a reaction or an answer, those
// with most first. Deleted ones never. At most kKeyMessagesMax.
Result<KeyMessages> key_messages(const storage::Reader& reader, const Id& thread);

}  // namespace fika::domain
