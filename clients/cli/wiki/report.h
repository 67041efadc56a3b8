// SPDX-License-Identifier: GPL-3.0-or-later
// What an import of a wiki says at its end, and where its pages go.
#pragma once

#include <fika/v1/import_pages.pb.h>
#include <string>

#include "clients/cli/session.h"
#include "clients/cli/wiki/wiki.h"

namespace fika::cli::wiki {

struct WikiSent {
  v1::ImportPagesReply reply;
  std::uint64_t people_added = 0, files_added = 0;
};

void report(const Terminal& terminal, const WikiCounts& counts, const WikiSent& sent, bool dry_run);

// The id of the community called so, which is made if there is none, as open as `openness` says
// (open, on-request or private); "" for the organisation.
Outcome<std::string> place_called(Session& session, const std::string& community,
                                  const std::string& openness);

}  // namespace fika::cli::wiki
