// SPDX-License-Identifier: GPL-3.0-or-later
// An exported wiki (page_export.h) to the pages that it was made of: ids, texts and files are what
// they were.
#pragma once

#include <optional>

#include "clients/cli/importing/source.h"
#include "clients/cli/wiki/manifest.h"
#include "clients/cli/wiki/markdown_wiki.h"

namespace fika::cli::wiki {

// Nothing where the source holds no wiki.json at its top or in its folder pages/.
struct ExportedWiki {
  Manifest manifest;
  std::string top;  // what all paths in it begin with: "" or "pages/"
};
Result<std::optional<ExportedWiki>> find_exported(importing::Source& source);

// `communities` says by a place's id which community its pages go to; the organisation's ("") too.
Result<MarkdownWiki> read_exported(importing::Source& source, const ExportedWiki& exported,
                                   const std::map<std::string, std::string>& communities);

}  // namespace fika::cli::wiki
