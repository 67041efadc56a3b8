// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of the wiki: looking, writing, filing. PAGE is an id, an address with /p/ID in it, or a
// title.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "clients/cli/session.h"

namespace fika::cli {

// One command's; each looks at what it has options for.
struct PageOptions {
  std::string page;
  std::string title;
  std::string file;  // "-": standard input
  // Where: a community, or else the organisation's place; a page to be below or in front of.
  std::string community, below, before;
  std::string summary, language, template_name;
  std::vector<std::string> tags;
  bool is_minor = false, is_trash = false;
  std::uint64_t base = 0, revision = 0;
  unsigned limit = 50;
};

Outcome<void> page_list(Session& session, const PageOptions& options);
Outcome<void> page_read(Session& session, const PageOptions& options);
Outcome<void> page_create(Session& session, const PageOptions& options);
// Exit::kConflict, with what is in conflict on stdout, when somebody has changed the same words
// since the base revision.
Outcome<void> page_save(Session& session, const PageOptions& options);
Outcome<void> page_history(Session& session, const PageOptions& options);
Outcome<void> page_move(Session& session, const PageOptions& options);
Outcome<void> page_trash(Session& session, const PageOptions& options);
Outcome<void> page_restore(Session& session, const PageOptions& options);

}  // namespace fika::cli
