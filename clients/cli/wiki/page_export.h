// SPDX-License-Identifier: GPL-3.0-or-later
// All pages that the caller may see, as Markdown files in their tree, with their histories, the
// files that any revision of them names and wiki.json, which says what belongs to what. Links
// between pages and to files lead from file to file. `fika import markdown` of the folder brings
// the same pages with the same ids, texts and histories; exported again from there, all of it is
// the same byte for byte but origin.json, which says where it was made and by whom.
//
//   wiki.json, origin.json
//   organisation/guides.md, organisation/guides/pumps.md, bees/honey.md, ...
//   history/organisation/guides.jsonl, ...
//   files/pump.png
#pragma once

#include <filesystem>

#include "clients/cli/session.h"

namespace fika::cli::wiki {

struct PageExport {
  std::uint64_t pages = 0, files = 0;
};

// What an earlier export wrote into `folder` and is there no more goes; anything else stays.
Outcome<PageExport> export_pages(Session& session, const std::filesystem::path& folder);

}  // namespace fika::cli::wiki
