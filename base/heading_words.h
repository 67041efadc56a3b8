// SPDX-License-Identifier: GPL-3.0-or-later
// The names by which headings of a text are linked to: the renderer gives them, importers look for
// them.
#pragma once

#include <string>
#include <string_view>

namespace fika {

// The words in lower case with a hyphen between each two, at most 100 bytes: letters and digits of
// all scripts stay, signs go. What other tools make of a heading comes out as what we make of it.
// `text` is UTF-8.
std::string heading_words(std::string_view text);

}  // namespace fika
