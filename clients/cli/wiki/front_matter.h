// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in front of a Markdown file's text: YAML between two lines of "---" or TOML between
// two of "+++", as site generators write it. Only what a page has here is read, and of both
// languages only what such files use: names with texts and lists of texts. Anything else in it is
// passed over, never refused.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fika::cli::wiki {

struct FrontMatter {
  // Of the whole block with its last line's end; 0 without one.
  std::size_t size = 0;
  std::string title;
  std::string language;
  std::string date;
  std::vector<std::string> tags;
  std::optional<int> weight;  // what siblings are sorted by
  // Addresses it had on the site that it comes from.
  std::size_t former_addresses = 0;
  std::string template_name;
  std::string owner;           // an e-mail address
  std::string translation_of;  // a file's path from this one
  std::vector<std::string> former_titles;
};

FrontMatter read_front_matter(std::string_view markdown);

// `text` as read_front_matter() reads it again, whatever is in it: in double quotes.
std::string in_quotes(std::string_view text);

}  // namespace fika::cli::wiki
