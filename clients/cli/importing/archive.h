// SPDX-License-Identifier: GPL-3.0-or-later
// An archive of another product in words of our own: what every importer makes and the sender
// sends. Ids are derived from the archive, so the same archive gives the same ids and a newer
// export of it only adds what is new.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/id.h"

namespace fika::cli::importing {

struct ArchivedPerson {
  Id id;
  std::string name;
  std::string email;  // empty: nobody to find an account by
};

struct ArchivedCommunity {
  Id id;
  std::string name;
  std::string purpose;
  bool is_private = false;
  bool is_archived = false;
  std::int64_t created_at_ms = 0;
  std::vector<Id> members;
};

struct ArchivedThread {
  Id id;
  Id community;
  std::string title;
  Id author;
  std::int64_t created_at_ms = 0;
};

struct ArchivedReaction {
  Id person;
  std::string emoji;
};

struct ArchivedMessage {
  Id id;
  Id thread;
  Id author;
  std::string text;  // Markdown
  std::int64_t created_at_ms = 0;
  std::int64_t edited_at_ms = 0;  // 0: never
  std::vector<Id> quotes;
  std::vector<ArchivedReaction> reactions;
};

struct Archive {
  std::vector<ArchivedPerson> people;
  std::vector<ArchivedCommunity> communities;
  std::vector<ArchivedThread> threads;
  std::vector<ArchivedMessage> messages;  // each thread's by time
  // Every entry that is a message to the other product, also one that becomes nothing here.
  std::uint64_t messages_read = 0;
  // Of those, what became nothing, by reason.
  std::map<std::string, std::uint64_t> skipped;
  // What is not a message and was left out, such as "direct conversation".
  std::map<std::string, std::uint64_t> left_out;

  std::uint64_t reactions() const {
    std::uint64_t count = 0;
    for (const ArchivedMessage& message : messages) count += message.reactions.size();
    return count;
  }
  std::uint64_t edits() const {
    std::uint64_t count = 0;
    for (const ArchivedMessage& message : messages) count += message.edited_at_ms != 0 ? 1U : 0U;
    return count;
  }
};

}  // namespace fika::cli::importing
