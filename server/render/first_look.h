// SPDX-License-Identifier: GPL-3.0-or-later
// What a look at the bytes tells before md4c is asked: whether there is anything for it to find,
// and whether it would take too long over it. Linear.
#pragma once

#include <string_view>

namespace fika::render {

// False only if no rule of Markdown applies, so that the text is its own rendering. True is a
// guess.
bool may_hold_markup(std::string_view text);

// A line opens more quotes and lists in each other than may be shown. md4c would go through all of
// them again for every empty line that follows.
bool is_nested_too_deeply(std::string_view text);

// Lines without an empty one between them hold so many brackets that md4c 0.4.8, which walks
// through the lines from the first for each link, would take longer than some tenths of a second.
bool is_too_tangled(std::string_view text);

}  // namespace fika::render
