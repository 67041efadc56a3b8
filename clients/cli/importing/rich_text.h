// SPDX-License-Identifier: GPL-3.0-or-later
// The blocks of a present-day Slack message to Markdown. They say more than the message's text
// does: lists, tables, quotes and the limits of code.
#pragma once

#include <optional>
#include <string>

#include <boost/json/array.hpp>

#include "clients/cli/importing/slack_names.h"

namespace fika::cli::importing {

// Nothing if the blocks hold something unknown or no words at all: the text then says more.
std::optional<std::string> blocks_to_markdown(const boost::json::array& blocks,
                                              const SlackNames& names);

}  // namespace fika::cli::importing
