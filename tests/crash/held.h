// SPDX-License-Identifier: GPL-3.0-or-later
// All that the server holds of what the colleagues wrote, as a client reads it.
#pragma once

#include <fika/v1/messages.pb.h>
#include <fika/v1/pages.pb.h>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "clients/cli/transport/calls.h"

namespace fika::tests {

using ReactionKey = std::tuple<std::string, std::string, std::string>;  // message, person, emoji

// A page with its revisions, the oldest first, and the newest text.
struct HeldPage {
  v1::Page page;
  std::vector<v1::Revision> revisions;
  std::string text;
};

struct Held {
  std::map<std::string, v1::Message> messages;
  std::set<ReactionKey> reactions;
  std::map<std::string, HeldPage> pages;
  std::set<std::string> members;  // of the community that people join and leave
};

// Every thread of `community`, with all messages, its pages with their newest texts, and who is in
// `side`. Also expects that the ordinals of each thread and the revisions of each page go up from 1
// without a hole, that no message stands there twice, and that each page's text is whole.
cli::Outcome<Held> read_held(cli::Calls& calls, const std::string& community,
                             const std::string& side);

}  // namespace fika::tests
