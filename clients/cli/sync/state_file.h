// SPDX-License-Identifier: GPL-3.0-or-later
// What `fika tail` knows between two visits: where it stands in the change log, and what it has
// shown.
#pragma once

#include <filesystem>

#include "base/result.h"
#include "clients/cli/sync/follower.h"
#include "clients/cli/sync/link.h"

namespace fika::cli::sync {

struct State {
  Position position;
  Follower::Shown shown;
};

// Nothing where there is no file, or one that cannot be read: a first visit.
std::optional<State> read_state(const std::filesystem::path& path);
Status write_state(const std::filesystem::path& path, const State& state);

}  // namespace fika::cli::sync
