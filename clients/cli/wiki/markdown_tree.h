// SPDX-License-Identifier: GPL-3.0-or-later
// Files of Markdown as a tree of pages, by their paths alone; see markdown_wiki.h.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/wiki/wiki.h"

namespace fika::cli::wiki {

struct MarkdownNode {
  std::string file;    // empty: a folder without a page of its own
  std::string folder;  // of a folder's page; else empty
  std::string name;    // to sort by
  std::optional<std::size_t> parent;
};

struct MarkdownTree {
  std::vector<MarkdownNode> nodes;
  std::string top;  // the folder that holds all pages
};

bool is_markdown(std::string_view path);
bool is_index_name(std::string_view path);  // _index.md, index.md, README.md

// `base` is what all names begin with: "", or a folder with its slash. What is left out is added to
// `counts`.
MarkdownTree markdown_tree(const std::vector<std::string>& names, std::string_view base,
                           WikiCounts& counts);

}  // namespace fika::cli::wiki
