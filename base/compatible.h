// SPDX-License-Identifier: GPL-3.0-or-later
// What a text says whatever signs it is written with: full-width letters, ligatures and small
// capitals are the letters they stand for (Unicode's normal form KC), and the digits of every
// script are 0 to 9. For looking into a text, not for keeping it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fika {

// `text` is well-formed UTF-8, here and below.
std::string compatible(std::string_view text);

// The runs of letters, marks and digits in compatible(text); whatever stands between them is no
// part of any.
std::vector<std::string> runs_of_letters(std::string_view text);

}  // namespace fika
