// SPDX-License-Identifier: GPL-3.0-or-later
// `fika export`: all that the caller may see, as JSON and as Markdown. Files are named by id and
// title; exporting into the same folder again brings it up to date.
#pragma once

#include <string>

#include "clients/cli/session.h"

namespace fika::cli {

Outcome<void> export_all(Session& session, const std::string& folder);

// Letters and digits of a title, for a file name.
std::string slug(std::string_view title);

}  // namespace fika::cli
