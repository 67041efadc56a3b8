// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/archive_check.h"

#include <set>

#include "base/check.h"
#include "base/text.h"
#include "clients/cli/importing/limits.h"

namespace fika::fuzz {
namespace {

namespace importing = cli::importing;

void check_line(const std::string& line, std::size_t length_max) {
  FIKA_CHECK(checked_line(line, length_max, "A line") == line);
}

// Ids that come twice would be counted once by the server and lose what differs.
template <class Things>
std::set<Id> ids_of(const Things& things) {
  std::set<Id> ids;
  for (const auto& thing : things) FIKA_CHECK(!thing.id.is_nil() && ids.insert(thing.id).second);
  return ids;
}

void check_message(const importing::ArchivedMessage& message, const std::set<Id>& people,
                   const std::set<Id>& messages) {
  FIKA_CHECK(people.contains(message.author));
  FIKA_CHECK(check_body(message.text, importing::kMessageBytesMax, "A message").has_value());
  FIKA_CHECK(message.created_at_ms >= 0);
  FIKA_CHECK(message.edited_at_ms == 0 || message.edited_at_ms >= message.created_at_ms);
  FIKA_CHECK(message.quotes.size() <= importing::kQuotesMax);
  for (const Id& quote : message.quotes) FIKA_CHECK(messages.contains(quote));
  std::set<std::string> kinds;
  for (const auto& reaction : message.reactions) {
    FIKA_CHECK(people.contains(reaction.person));
    check_line(reaction.emoji, 64);
    kinds.insert(reaction.emoji);
  }
  FIKA_CHECK(kinds.size() <= importing::kReactionKindsMax);
}

}  // namespace

void check_archive(const importing::Archive& archive) {
  const std::set<Id> people = ids_of(archive.people);
  const std::set<Id> communities = ids_of(archive.communities);
  const std::set<Id> threads = ids_of(archive.threads);
  const std::set<Id> messages = ids_of(archive.messages);
  for (const auto& person : archive.people) check_line(person.name, importing::kNameLengthMax);
  for (const auto& community : archive.communities) {
    check_line(community.name, importing::kNameLengthMax);
    FIKA_CHECK(checked_optional_line(community.purpose, importing::kPurposeLengthMax, "It") ==
               community.purpose);
    FIKA_CHECK(community.members.size() <= importing::kMembersMax);
    for (const Id& member : community.members) FIKA_CHECK(people.contains(member));
  }
  for (const auto& thread : archive.threads) {
    FIKA_CHECK(communities.contains(thread.community) && people.contains(thread.author));
    check_line(thread.title, importing::kTitleLengthMax);
  }
  for (const auto& message : archive.messages) {
    FIKA_CHECK(threads.contains(message.thread));
    check_message(message, people, messages);
  }
}

}  // namespace fika::fuzz
