// SPDX-License-Identifier: GPL-3.0-or-later
// What a mistyped word may have been meant to be: words of the index that differ in one letter, one
// missing, one too many, or two swapped. The index is asked for each spelling by itself, so that no
// dictionary holds words of places that the asker does not see; whoever uses a spelling first makes
// sure that the asker sees it.
#pragma once

#include <string>
#include <string_view>
#include <vector>
#include <xapian.h>

namespace fika::search {

// The likeliest first. `word` is folded; none for words of fewer than four letters and of more than
// kCorrectedLettersMax.
std::vector<std::string> corrections(const Xapian::Database& database, std::string_view word,
                                     std::size_t count_max);

inline constexpr std::size_t kCorrectedLettersMin = 4;
inline constexpr std::size_t kCorrectedLettersMax = 40;

}  // namespace fika::search
