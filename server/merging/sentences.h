// SPDX-License-Identifier: GPL-3.0-or-later
// Where the sentences of a Markdown text begin and end: as far as it takes to say that two people
// worked on the same one.
#pragma once

#include <string_view>
#include <vector>

#include "server/merging/tokens.h"

namespace fika::merging {

// In order, without the white space between them. One ends at . ! ? and their kin before white
// space, at an empty line, and at the end of a line that another block follows: a heading, an item,
// a row, a quotation. A line broken within a paragraph does not end it.
std::vector<Range> sentences_of(std::string_view text);

}  // namespace fika::merging
