// SPDX-License-Identifier: GPL-3.0-or-later
// HTML within Markdown. Pages here show none, so what has a like in Markdown becomes that
// (emphasis, links, pictures, headings, lists, simple tables), what only frames goes, comments go,
// and everything else stays as the text it is. Shortcodes of site generators stay, as code.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace fika::cli::wiki {

struct HtmlCounts {
  std::uint64_t tags_turned = 0;  // into Markdown, or left out
  std::uint64_t tags_kept = 0;
  std::uint64_t comments = 0;
  std::uint64_t shortcodes = 0;
};

// What a href or src is to be; is_picture tells which.
using TurnAddress = std::function<std::string(std::string_view address, bool is_picture)>;

std::string without_html(std::string_view markdown, const TurnAddress& turn, HtmlCounts& counts);

}  // namespace fika::cli::wiki
