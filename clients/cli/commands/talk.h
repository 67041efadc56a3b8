// SPDX-License-Identifier: GPL-3.0-or-later
// Communities, threads and conversations: looking, reading, writing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "clients/cli/session.h"
#include "fika/v1/messages.pb.h"

namespace fika::cli {

struct CommunityOptions {
  std::string name;
  std::string purpose;
  std::string theme;
  std::string openness = "open";
};
Outcome<void> community_create(Session& session, const CommunityOptions& options);
Outcome<void> community_list(Session& session, bool joined_only, bool include_archived);
Outcome<void> community_join(Session& session, const std::string& words, const std::string& note);
Outcome<void> community_leave(Session& session, const std::string& words);

Outcome<void> threads(Session& session, const std::string& community, unsigned limit);
Outcome<void> conversations(Session& session);

struct ReadOptions {
  std::string root;  // a thread or conversation
  std::uint64_t before = 0;
  unsigned limit = 50;
};
Outcome<void> read(Session& session, const ReadOptions& options);

struct PostOptions {
  std::string community;
  std::string title;
  std::string kind = "discussion";
  std::string text;
};
Outcome<void> post(Session& session, const PostOptions& options);
Outcome<void> reply(Session& session, const std::string& thread, const std::string& text);
// Opens the conversation with exactly these people and says it there. Its id comes back.
Outcome<std::string> direct_message(Session& session, const std::vector<std::string>& people,
                                    const std::string& text);

// One message as people read it.
void print_message(Session& session, const v1::Message& message);

}  // namespace fika::cli
