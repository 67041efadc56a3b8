// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/importing/irc.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "clients/cli/importing/data_for_tests.h"

namespace fika::cli::importing {
namespace {

Result<Archive> read_lines(std::string_view lines) {
  const TestFolder folder;
  return read_irc(folder.write("talk.1.jsonl", lines));
}

std::string line(int id, const std::string& time, const std::string& type, const std::string& user,
                 const std::string& text, const std::string& more = {}) {
  return fmt::format(
      "{{\"id\": {}, \"ts\": \"2018-05-31T{}\", \"type\": \"{}\", \"user\": \"{}\", "
      "\"text\": \"{}\"{}}}\n",
      id, time, type, user, text, more);
}

TEST(IrcImport, CountsTheWholeArchiveAsItsReadmeDoes) {
  const auto path = whole("chat-irc");
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "the whole archive is not beside the tree";
  const auto archive = read_irc(path);
  ASSERT_TRUE(archive) << archive.error().detail;
  EXPECT_EQ(archive->messages_read, 4'800U);
  EXPECT_EQ(archive->messages.size(), 4'699U + 5);
  EXPECT_EQ(archive->skipped.at("system"), 96U);
  EXPECT_EQ(archive->communities.size(), 4U);
  std::uint64_t links = 0;
  std::uint64_t members = 0;
  for (const ArchivedMessage& message : archive->messages) links += message.quotes.size();
  for (const ArchivedCommunity& community : archive->communities)
    members += community.members.size();
  const auto lost = archive->left_out.find("reply link to a line that is not there");
  // Of the 730 links 18 stand on system lines, which become nothing; so do 13 of the 364 nicknames.
  EXPECT_EQ(links + (lost == archive->left_out.end() ? 0 : lost->second), 730U - 18);
  EXPECT_EQ(members, 364U - 13);
}

TEST(IrcImport, ReadsTheSliceThatShips) {
  const auto archive = read_irc(slice("chat-irc"));
  ASSERT_TRUE(archive) << archive.error().detail;
  EXPECT_EQ(archive->messages_read, 300U);
  ASSERT_EQ(archive->communities.size(), 2U);
  EXPECT_EQ(archive->communities[0].name, "mediawiki");
  EXPECT_GT(archive->threads.size(), 4U);
  for (const ArchivedThread& thread : archive->threads) EXPECT_FALSE(thread.title.empty());
}

TEST(IrcImport, StartsAThreadAfterAPauseUnlessALineAnswers) {
  const auto archive = read_lines(
      line(1, "10:00:00", "message", "a", "hi") +
      line(2, "10:01:00", "message", "b", "a: how do I set up the benches?") +
      line(3, "12:00:00", "message", "a", "like so", R"(, "reply_to": [2])") +
      line(4, "14:00:00", "action", "a", "yawns") + line(5, "14:00:01", "system", "", "b left"));
  ASSERT_TRUE(archive) << archive.error().detail;
  ASSERT_EQ(archive->threads.size(), 2U);
  EXPECT_EQ(archive->threads[0].title, "how do I set up the benches?");
  ASSERT_EQ(archive->messages.size(), 4U);
  EXPECT_EQ(archive->messages[2].thread, archive->threads[0].id);
  ASSERT_EQ(archive->messages[2].quotes.size(), 1U);
  EXPECT_EQ(archive->messages[2].quotes[0], archive->messages[1].id);
  EXPECT_EQ(archive->messages[1].text,
            "[@a](/people/" + archive->people[0].id.text() + "): how do I set up the benches?");
  EXPECT_EQ(archive->messages[3].text, "_a yawns_");
  EXPECT_EQ(archive->messages[0].created_at_ms, 1'527'760'800'000);
}

TEST(IrcImport, ALongerFileOnlyAdds) {
  const std::string first =
      R"({"id": 1, "ts": "2018-05-31T10:00:00", "type": "message", "user": "a", "text": "hi"})";
  const auto older = read_lines(first);
  const auto newer = read_lines(
      first + "\n" +
      R"({"id": 2, "ts": "2018-05-31T10:00:05", "type": "message", "user": "b", "text": "ho"})");
  ASSERT_TRUE(older && newer);
  EXPECT_EQ(newer->messages[0].id, older->messages[0].id);
  EXPECT_EQ(newer->messages[1].thread, older->threads[0].id);
}

TEST(IrcImport, RefusesBadLinesWithTheirNumber) {
  const std::string good =
      R"({"id": 1, "ts": "2018-05-31T10:00:00", "type": "message", "user": "a", "text": "hi"})";
  const auto refusal = [&](const std::string& line) {
    const auto archive = read_lines(good + "\n" + line);
    return archive ? std::string("accepted") : archive.error().detail;
  };
  EXPECT_TRUE(refusal("{").starts_with("talk.1.jsonl, line 2: this is not JSON")) << refusal("{");
  EXPECT_EQ(refusal(good), "talk.1.jsonl, line 2: the id 1 is there twice.");
  EXPECT_TRUE(
      refusal(R"({"id": 2, "ts": "yesterday"})").starts_with("talk.1.jsonl, line 2: its time"));
  EXPECT_TRUE(refusal("[]").starts_with("talk.1.jsonl, line 2:"));
  EXPECT_FALSE(read_irc("/nonexistent"));
}

}  // namespace
}  // namespace fika::cli::importing
