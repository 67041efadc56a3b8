// SPDX-License-Identifier: GPL-3.0-or-later
// Order by hand without numbering siblings anew: between any two ranks there is another one. A rank
// is a whole number, written so that bytes sort as numbers do, and a fraction: "a0", "a1", "a0V".
// Putting something at either end only counts on, so ranks stay short; only going on between the
// same two makes them longer, a character for five or six times.
#pragma once

#include <string>
#include <string_view>

namespace fika::domain {

// A rank above `low` and below `high`, which are ranks made here, low before high; an empty one
// leaves that side open.
std::string rank_between(std::string_view low, std::string_view high);

// Whether rank_between() can have made it.
bool is_rank(std::string_view text);

}  // namespace fika::domain
