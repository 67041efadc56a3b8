// SPDX-License-Identifier: GPL-3.0-or-later
// A folder or zip of Markdown to pages. The tree is that of the folders: what is called _index.md,
// index.md or README.md in a folder is the folder's page, and so is X.md beside a folder X; a
// folder with neither gets an empty page. Folders that hold all pages between them become none; a
// README.md at the very top speaks of the whole and is left out. Relative links lead to the pages
// and files they name, also to headings; what they do not find stays as it is and is counted.
//
// Ids follow from the name of the whole and the path within it, so the same folder brings the same
// pages, and later states of it bring new revisions.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "clients/cli/importing/source.h"
#include "clients/cli/wiki/wiki.h"

namespace fika::cli::wiki {

struct MarkdownOptions {
  std::string name;       // of the whole: what keeps two folders apart that both have an about.md
  std::string community;  // its id; empty: the organisation's pages
};

struct MarkdownWiki {
  std::vector<v1::ImportedPage> pages;  // each behind its parent, siblings in their order
  std::vector<WikiFile> files;
  WikiCounts counts;
  // E-mail addresses, and which of the pages are theirs.
  std::map<std::string, std::vector<std::size_t>> owners;
};

// kInvalid with the file's name when something in it cannot be trusted or read.
Result<MarkdownWiki> read_markdown(importing::Source& source, const MarkdownOptions& options);

}  // namespace fika::cli::wiki
