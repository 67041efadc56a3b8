// SPDX-License-Identifier: GPL-3.0-or-later
// A table of wikitext, "{|" to "|}", as one of Markdown.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace fika::cli::wiki {

// `lines` stand between the two signs. `cell` turns a cell's wikitext to Markdown.
std::string table_to_markdown(const std::vector<std::string_view>& lines,
                              const std::function<std::string(std::string_view)>& cell);

}  // namespace fika::cli::wiki
