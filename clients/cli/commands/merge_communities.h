// SPDX-License-Identifier: GPL-3.0-or-later
// Two communities become one.
#pragma once

#include <string>

#include "clients/cli/session.h"

namespace fika::cli {

struct MergeOptions {
  std::string community;  // the one that goes
  std::string into;       // the one that stays
  bool may_widen = false;
};
// What the server does not do at once it does soon after; the last line says how far it is.
Outcome<void> community_merge(Session& session, const MergeOptions& options);

}  // namespace fika::cli
