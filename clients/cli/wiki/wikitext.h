// SPDX-License-Identifier: GPL-3.0-or-later
// Wikitext to Markdown that reads the same: headings, emphasis, lists, links with labels and
// anchors, pictures, tables, notes, code. What a template would have made of its words is not known
// here: one that stands alone becomes a table of its words, one within a line stays as code, and
// those that only sort, warn or navigate go; all of them are counted by name.
//
// Takes time and space in proportion to the text, whatever is in it: what is nested too deep stays
// as it is written.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fika::cli::wiki {

// What the words of a link mean in the wiki that the text comes from.
struct WikiNames {
  // Names of namespaces in lower case, in the wiki's own language and in English.
  std::map<std::string, int, std::less<>> namespaces;
  bool is_case_sensitive = false;
  std::string page_title;
  // The path of a page by its title as normal_title() has it; of an uploaded file by its name.
  std::function<std::optional<std::string>(const std::string& title)> page_path;
  std::function<std::optional<std::string>(const std::string& name)> file_path;
};

inline constexpr int kFileNamespace = 6, kCategoryNamespace = 14;

struct Converted {
  std::string markdown;
  std::vector<std::string> categories;
  std::uint64_t links_resolved = 0, links_unresolved = 0;
  std::uint64_t images = 0, images_unresolved = 0;
  std::map<std::string, std::uint64_t> templates;  // by name
};

Converted wikitext_to_markdown(std::string_view wikitext, const WikiNames& names);

// "foo_ bar" to "Foo bar"; without what stands behind a #.
std::string normal_title(std::string_view title, const WikiNames& names);
// The namespace that a title names, and the title without it; 0 where it names none.
std::pair<int, std::string> split_namespace(std::string_view title, const WikiNames& names);
// The title that a redirect leads to; nothing for other texts.
std::optional<std::string> redirect_target(std::string_view wikitext);

// A text as a block of code that nothing in it can end.
std::string code_block(std::string_view text, std::string_view language);

}  // namespace fika::cli::wiki
