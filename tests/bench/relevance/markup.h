// SPDX-License-Identifier: GPL-3.0-or-later
// Plain text of what was written as Markdown or HTML: good enough to measure search with, the same
// for all that are measured. What the server shows is made by server/render.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fika::bench {

// The part of a Markdown page from one heading to the next.
struct Section {
  std::string heading;  // empty before the first one
  std::string text;
};

struct MarkdownPage {
  std::string title;  // of the front matter, else the first heading of level 1
  std::vector<Section> sections;
};

MarkdownPage read_markdown(std::string_view markdown);

std::string plain_of_markdown(std::string_view line);
// Without tags, entities as what they stand for.
std::string plain_of_html(std::string_view html);
// &lt; &#xA; and the like.
std::string without_entities(std::string_view text);

}  // namespace fika::bench
