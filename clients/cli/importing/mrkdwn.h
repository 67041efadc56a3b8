// SPDX-License-Identifier: GPL-3.0-or-later
// Slack's markup of a message's text ("mrkdwn") to Markdown that reads the same.
#pragma once

#include <string>
#include <string_view>

#include "clients/cli/importing/slack_names.h"

namespace fika::cli::importing {

// *bold* _it_ ~strike~ `code` ```pre``` > quote, <@U1|name>, <#C1|name>, <http..|text>, <!here>,
// &amp; and :smile:. Linear in the length of `text`.
std::string mrkdwn_to_markdown(std::string_view text, const SlackNames& names);

// &amp; &lt; &gt; to what they stand for, and <...> to their readable part: for code and titles.
std::string mrkdwn_to_plain(std::string_view text, const SlackNames& names);

// Plain text so that Markdown shows it as it is: no heading, no HTML.
std::string escape_markdown(std::string_view text, bool is_line_start);

}  // namespace fika::cli::importing
