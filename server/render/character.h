// SPDX-License-Identifier: GPL-3.0-or-later
// What references such as &eacute; and &#233; stand for.
#pragma once

#include <string>
#include <string_view>

namespace fika::render {

// The UTF-8 of one reference, from its & to its semicolon. As it was written when no such name is
// known here (some hundred of HTML's 2,200 are). Numbers that are no character, or a control
// character other than tab and line breaks, give U+FFFD.
std::string character_of(std::string_view reference);

}  // namespace fika::render
