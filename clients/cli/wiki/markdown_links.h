// SPDX-License-Identifier: GPL-3.0-or-later
// The links, pictures and headings of a Markdown text, found by its letters: where a link's address
// stands, so that it can be replaced and all else stays byte by byte as it was.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fika::cli::wiki {

enum class LinkForm { kLink, kPicture, kDefinition };

struct MarkdownLink {
  LinkForm form;
  // The address, without the signs < and > around it.
  std::size_t begin, end;
  // Where a sign stands that escapes the first bracket: what follows shows that a link was meant.
  std::optional<std::size_t> escape = {};
};
// In the order of their addresses. Those within code and comments are none.
std::vector<MarkdownLink> links_of(std::string_view markdown);

// The text with each address for which `replace` has another one; then it is a link without doubt.
using ReplaceAddress =
    std::function<std::optional<std::string>(LinkForm form, std::string_view address)>;
std::string with_addresses(std::string_view markdown, const ReplaceAddress& replace);

struct MarkdownHeading {
  std::size_t begin, end;  // with its line ends
  int level;
  std::string text;  // without the signs around it
};
std::vector<MarkdownHeading> headings_of(std::string_view markdown);

// Words of one line without their markup: for a title, and to name a heading by.
std::string plain_words(std::string_view markdown);

}  // namespace fika::cli::wiki
