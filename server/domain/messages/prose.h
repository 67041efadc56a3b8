// SPDX-License-Identifier: GPL-3.0-or-later
// What of a Markdown text is meant as words rather than as code: mentions count only there. A
// reading in linear time that knows fences, code spans and escapes, not the whole of Markdown;
// where the two differ somebody is told once too often or not at all, and the text is shown as it
// is either way.
#pragma once

#include <fika/v1/messages.pb.h>
#include <string>
#include <string_view>

namespace fika::domain {

// The text, as long as before, with fenced blocks, code spans and escaped signs blanked.
std::string prose_of(std::string_view markdown);

// @community, else @thread, as a word of its own; unspecified if there is neither.
v1::GroupMentionKind group_mention_in(std::string_view markdown);

}  // namespace fika::domain
