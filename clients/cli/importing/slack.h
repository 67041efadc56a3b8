// SPDX-License-Identifier: GPL-3.0-or-later
// A Slack workspace export to an Archive. Channels become communities. A Slack thread becomes a
// thread; what stands in a channel outside of threads becomes one thread a channel and calendar
// month: the only grouping that a newer export of the same workspace never changes, so importing
// that one only adds. Ids come from Slack's own ids, which no two workspaces share.
#pragma once

#include "clients/cli/importing/archive.h"
#include "clients/cli/importing/source.h"

namespace fika::cli::importing {

// kInvalid with file and line when anything of it is not as Slack writes it.
Result<Archive> read_slack(Source& source);

}  // namespace fika::cli::importing
