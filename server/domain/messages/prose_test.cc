// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/messages/prose.h"

#include <gtest/gtest.h>

#include "server/domain/messages/messages.h"

namespace fika::domain {
namespace {

constexpr auto kNone = v1::GROUP_MENTION_KIND_UNSPECIFIED;
constexpr auto kThread = v1::GROUP_MENTION_KIND_THREAD;
constexpr auto kCommunity = v1::GROUP_MENTION_KIND_COMMUNITY;

TEST(Prose, GroupMentionsAreWordsOutsideCode) {
  const std::vector<std::pair<std::string, v1::GroupMentionKind>> cases = {
      {"@thread", kThread},
      {"Hej @thread!", kThread},
      {"Hej @community.", kCommunity},
      {"(@thread) and @community", kCommunity},
      {"\xe2\x80\x9c@thread\xe2\x80\x9d", kThread},
      {"\xe3\x81\xae@thread\xe3\x81\xae", kThread},
      {"@threads", kNone},
      {"@thread\xc3\xa5", kNone},
      {"\xc3\xa5@thread", kNone},
      {"info@community.org", kNone},
      {"@community.org", kNone},
      {"@thread-safe", kNone},
      {"@@thread", kNone},
      {"\\@thread", kNone},
      {"`@thread`", kNone},
      {"``a ` @thread``", kNone},
      {"`@thread", kThread},
      {"`open\n\n@thread ` closed", kThread},
      {"\\`@thread`", kThread},
      {"```\n@thread\n```", kNone},
      {"```\n@thread\n```\n@community", kCommunity},
      {"~~~ sh\n@thread\n```\n@thread", kNone},
      {"  ```\n@thread", kNone},
      {"``` a`b\n@thread", kThread},
      {"", kNone},
  };
  for (const auto& [text, kind] : cases) EXPECT_EQ(group_mention_in(text), kind) << text;
}

TEST(Prose, MentionsAreLinksToPeopleOutsideCodeEachOnce) {
  const Id anna = Id::make(1'750'000'000'000);
  const Id bo = Id::make(1'750'000'000'000);
  const std::string to_anna = "[@Anna](/people/" + anna.text() + ")";
  const std::string to_bo = "[@Bo](/people/" + bo.text() + " \"Bo\")";
  EXPECT_EQ(mentions_in(to_bo + to_anna + to_bo), (std::vector<Id>{bo, anna}));
  EXPECT_TRUE(mentions_in("`" + to_anna + "`").empty());
  EXPECT_TRUE(mentions_in("```\n" + to_anna + "\n```").empty());
  EXPECT_TRUE(mentions_in("[@Anna\\](/people/" + anna.text() + ")").empty());
  EXPECT_TRUE(mentions_in("[@Anna](/people/" + anna.text()).empty());
  EXPECT_TRUE(mentions_in("[@Anna](/people/somebody)").empty());
  EXPECT_TRUE(mentions_in("[@Anna](/pages/" + anna.text() + ")").empty());
}

TEST(Prose, ALongTextOfBackticksTakesLinearTime) {
  std::string text;
  for (std::size_t run = 1; text.size() < kMessageBytesMax; ++run) {
    text += std::string(run % 300 + 1, '`') + "a";
  }
  EXPECT_EQ(prose_of(text).size(), text.size());
}

}  // namespace
}  // namespace fika::domain
