// SPDX-License-Identifier: GPL-3.0-or-later
// What the importer of Markdown finds in a file: front matter, links, headings, HTML.
#include <string>
#include <string_view>

#include "base/text.h"
#include "clients/cli/wiki/front_matter.h"
#include "clients/cli/wiki/html_tags.h"
#include "clients/cli/wiki/markdown_links.h"
#include "clients/cli/wiki/page_anchors.h"
#include "tests/fuzz/fuzzing.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace wiki = fika::cli::wiki;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!fika::is_utf8(text)) return 0;
  const auto matter = wiki::read_front_matter(text);
  FIKA_CHECK(matter.size <= size);
  const std::string title = "---\ntitle: " + wiki::in_quotes(matter.title) + "\n---\n";
  FIKA_CHECK(wiki::read_front_matter(title).title == matter.title ||
             matter.title.find_first_of("\r\n") != std::string::npos);
  std::size_t end = 0;
  for (const auto& link : wiki::links_of(text)) {
    FIKA_CHECK(link.begin >= end && link.end >= link.begin && link.end <= size);
    end = link.end;
  }
  const auto keep = [](wiki::LinkForm, std::string_view) { return std::nullopt; };
  FIKA_CHECK(wiki::with_addresses(text, keep) == text);
  for (const auto& heading : wiki::headings_of(text)) {
    FIKA_CHECK(heading.begin < heading.end && heading.end <= size);
    FIKA_CHECK(fika::is_utf8(heading.text));
  }
  wiki::PageAnchors(text).find("part");
  wiki::HtmlCounts counts;
  const auto same = [](std::string_view address, bool) { return std::string(address); };
  const std::string markdown = wiki::without_html(text, same, counts);
  FIKA_CHECK(fika::is_utf8(markdown));
  FIKA_CHECK(markdown.size() <= 80 * size + 1'024);
  return 0;
}
