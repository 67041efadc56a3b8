// SPDX-License-Identifier: GPL-3.0-or-later
// `fika import markdown` and `fika import mediawiki`: pages, with their files. All of the source is
// looked at before anything is sent, so a bad one sends nothing.
#pragma once

#include <string>

#include "clients/cli/session.h"

namespace fika::cli {

struct WikiImportOptions {
  std::string path;
  // A community's id or name; empty: the organisation's pages. One that is not there comes into
  // being, open to everybody.
  std::string community;
  std::string name;      // what the source is called, if not as its file or folder
  std::string files;     // of a MediaWiki: a folder with what was uploaded there
  bool dry_run = false;  // needs no server
};

Outcome<void> bring_in_markdown(const Settings& settings, const WikiImportOptions& options);
Outcome<void> bring_in_mediawiki(const Settings& settings, const WikiImportOptions& options);

}  // namespace fika::cli
