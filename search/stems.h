// SPDX-License-Identifier: GPL-3.0-or-later
// Stems: what the forms of a word have in common. English by Snowball's rules as they are; Swedish
// with a step before and one after, because Snowball leaves definite neuters (mötet, projektet) and
// the likes of mentorn alone. Words come folded, as analysis.h makes them. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace fika::search {

std::string swedish_stem(std::string_view word);
std::string english_stem(std::string_view word);
// å and ä to a, ö and ø to o, é to e: a word as it is typed on a foreign keyboard.
std::string without_accents(std::string_view word);

}  // namespace fika::search
