// SPDX-License-Identifier: GPL-3.0-or-later
// Live messages, each printed once, through losses of the network and restarts of either end.
#pragma once

#include <string>

#include "clients/cli/session.h"

namespace fika::cli {

struct TailOptions {
  std::string target;   // a thread, conversation or community; empty: all that is followed
  unsigned lines = 10;  // of a thread, on the first visit
  bool fresh = false;   // forget where the last visit ended
};
// Until interrupted, which is success.
Outcome<void> tail(Session& session, const TailOptions& options);

}  // namespace fika::cli
