// SPDX-License-Identifier: GPL-3.0-or-later
// What language a text is in, where its author did not say.
#pragma once

#include <string>
#include <string_view>

namespace fika::search {

// "sv", "en" and so on; empty if the text is short or the answer would be a guess. `text` is UTF-8.
// Any thread.
std::string language_of(std::string_view text);

}  // namespace fika::search
