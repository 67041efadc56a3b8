// SPDX-License-Identifier: GPL-3.0-or-later
// What search finds of threads: the title with the words of the opening message. A thread that was
// merged into another is not found.
#pragma once

#include <cstdint>
#include <fika/v1/threads.pb.h>
#include <optional>
#include <vector>

#include "search/document_row.h"

namespace fika::domain {

std::vector<search::DocumentRow> thread_documents();

// The ordinal of the first message that somebody other than the thread's author has written and
// that is still there. Looks at so many messages; behind them is no first answer any more.
inline constexpr std::size_t kAnswersLookedAt = 500;
Result<std::optional<std::uint64_t>> first_answer(const storage::Reader& reader,
                                                  const v1::Thread& thread);

}  // namespace fika::domain
