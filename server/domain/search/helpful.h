// SPDX-License-Identifier: GPL-3.0-or-later
// "This helped": people mark a message, thread or page that did, for themselves. Nobody is shown
// how many did, nor who; it only stands higher when somebody searches.
#pragma once

#include <cstddef>
#include <fika/v1/search.pb.h>

#include "base/result.h"
#include "search/document_row.h"
#include "storage/index.h"
#include "storage/transaction.h"

namespace fika::domain {

inline constexpr std::size_t kHelpfulMarksMax = 2'000;  // of one person

// target:16 person:16 -> nothing: the marks the other way round
inline constexpr storage::IndexTable kHelped{.number = 700, .name = "helped"};

// How many people say that it helped them, up to kVoicesMax; its author's own word does not count.
Result<std::size_t> helped_others(const storage::Reader& reader, const Id& target,
                                  const Id& author);

// Takes the mark away; nothing happens when there is none.
Status erase_helpful_mark(storage::Transaction& txn, const Id& person, const Id& target);

// A mark has no document of its own, but what it marks is weighed anew.
search::DocumentRow helpful_mark_dependents();

}  // namespace fika::domain
