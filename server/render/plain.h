// SPDX-License-Identifier: GPL-3.0-or-later
// What of a Markdown text are words: what somebody would read out, without any markup. Search looks
// through it and shows pieces of it. To show the text itself, use render.h or page.h.
//
// Takes about the time of a rendering; for the indexer's thread and the pool.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fika::render {

struct PlainText {
  // Paragraphs, items and rows each on a line of their own. Of a link its words, never its address;
  // of a picture what stands in its place.
  std::string text;
  std::string code;  // what stands in code, in blocks and in lines; the latter is text as well
  bool has_link = false, has_picture = false, has_file = false;
};

// A heading and what stands below it, until the next one.
struct PlainSection {
  // The heading's id in the rendered page, without #; empty for what stands before the first one.
  std::string anchor;
  std::string heading;
  PlainText body;
};

inline constexpr std::size_t kPlainSectionsMax = 1'000;  // what comes behind is in the last one

// A text that is too much for the renderer comes back as it is. `markdown` is well-formed UTF-8.
PlainText plain_message(std::string_view markdown);
// At least one section, the first of them without a heading. A footnote's words stand in the
// section that refers to it first. A page that cannot be shown is one section, as it was written.
std::vector<PlainSection> plain_page(std::string_view markdown);

}  // namespace fika::render
