// SPDX-License-Identifier: GPL-3.0-or-later
// Words that mean the same in this organisation, kept by its stewards.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "storage/reader.h"

namespace fika::domain {

// The sets that may matter to a question with these words: one of a set's words begins as one of
// these does. Which of them are meant is the index's to say.
Result<std::vector<std::vector<std::string>>> synonyms_for(const storage::Reader& reader,
                                                           std::string_view words);

}  // namespace fika::domain
