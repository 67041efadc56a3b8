// SPDX-License-Identifier: GPL-3.0-or-later
// `fika import`: reads and checks the whole archive first, then sends it. A bad file sends nothing.
#pragma once

#include <string>

#include "clients/cli/session.h"

namespace fika::cli {

enum class ArchiveKind { kSlack, kIrc };

// Needs no server with `dry_run`.
Outcome<void> bring_in(const Settings& settings, ArchiveKind kind, const std::string& path,
                       bool dry_run);

}  // namespace fika::cli
