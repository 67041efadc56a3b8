// SPDX-License-Identifier: GPL-3.0-or-later
// `fika export`: all that the caller may see, as JSON and as Markdown. Files are named by id and
// title, those of pages by their place in the tree (wiki/page_export.h); exporting into the same
// folder again brings it up to date.
#pragma once

#include <string>

#include "clients/cli/session.h"

namespace fika::cli {

Outcome<void> export_all(Session& session, const std::string& folder);

}  // namespace fika::cli
