// SPDX-License-Identifier: GPL-3.0-or-later
// One entry of a Slack channel to Markdown: its text or blocks, its files as links, what it quotes.
#pragma once

#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "clients/cli/importing/slack_names.h"

namespace fika::cli::importing {

// False for joins, renames, pins and the like, which say nothing to a reader.
bool is_conversation(std::string_view subtype);

// Empty when nothing of the entry can be shown.
std::string slack_markdown(const boost::json::object& message, const SlackNames& names);

// The first words, for a title.
std::string slack_title(const boost::json::object& message, const SlackNames& names);

}  // namespace fika::cli::importing
