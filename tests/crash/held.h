// SPDX-License-Identifier: GPL-3.0-or-later
// All that the server holds of what the colleagues wrote, as a client reads it.
#pragma once

#include <fika/v1/messages.pb.h>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "clients/cli/transport/calls.h"

namespace fika::tests {

using ReactionKey = std::tuple<std::string, std::string, std::string>;  // message, person, emoji

struct Held {
  std::map<std::string, v1::Message> messages;
  std::set<ReactionKey> reactions;
  std::set<std::string> members;  // of the community that people join and leave
};

// Every thread of `community`, with all messages, and who is in `side`. Also expects that the
// ordinals of each thread go up from 1 without a hole, and that no text stands there twice.
cli::Outcome<Held> read_held(cli::Calls& calls, const std::string& community,
                             const std::string& side);

}  // namespace fika::tests
