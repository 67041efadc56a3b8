// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/importing/slack.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "clients/cli/importing/data_for_tests.h"

namespace fika::cli::importing {
namespace {

Result<Archive> read(const std::filesystem::path& path) {
  TRY(auto source, Source::open(path));
  return read_slack(*source);
}

constexpr std::string_view kUsers =
    R"([{"id": "U1", "name": "greta", "profile": {"real_name": "Greta",
           "email": "G@mail.example"}},
        {"id": "U2", "name": "folke"}])";
constexpr std::string_view kChannels =
    R"([{"id": "C1", "name": "jam", "created": "1433558319", "members": ["U1", "U2"]}])";

// An export with one channel and one day of these messages.
Result<Archive> read_messages(std::string_view messages) {
  const TestFolder folder;
  folder.write("users.json", kUsers);
  folder.write("channels.json", kChannels);
  folder.write("jam/2015-06-05.json", messages);
  return read(folder.path());
}

std::uint64_t sum(const std::map<std::string, std::uint64_t>& counts) {
  std::uint64_t all = 0;
  for (const auto& [reason, count] : counts) all += count;
  return all;
}

TEST(SlackImport, CountsTheWholeExportAsItsReadmeDoes) {
  const auto path = whole("slack-export");
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "the whole export is not beside the tree";
  const auto folder = read(path / "export");
  ASSERT_TRUE(folder) << folder.error().detail;
  EXPECT_EQ(folder->messages_read, 726U);
  EXPECT_EQ(folder->messages.size(), 486U + 43 + 4);
  EXPECT_EQ(folder->skipped.at("channel_join"), 169U);
  EXPECT_EQ(folder->skipped.at("channel_purpose"), 12U);
  EXPECT_EQ(folder->skipped.at("pinned_item"), 1U);
  EXPECT_EQ(sum(folder->skipped), 726U - folder->messages.size());
  EXPECT_EQ(folder->communities.size(), 12U);
  EXPECT_EQ(folder->people.size(), 71U);
  EXPECT_EQ(folder->edits(), 17U);
  // One of the 68 is on a notice of joining, which becomes nothing.
  EXPECT_EQ(folder->reactions(), 67U);
  EXPECT_EQ(std::ranges::count(folder->communities, true, &ArchivedCommunity::is_archived), 7);
}

TEST(SlackImport, GivesTheSameForAZipAndAFolder) {
  const auto path = whole("slack-export");
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "the whole export is not beside the tree";
  const auto folder = read(path / "export");
  const auto zip = read(path / "slack-export-sample.zip");
  ASSERT_TRUE(folder && zip) << zip.error().detail;
  ASSERT_EQ(zip->messages.size(), folder->messages.size());
  for (std::size_t i = 0; i < zip->messages.size(); ++i) {
    ASSERT_EQ(zip->messages[i].id, folder->messages[i].id);
    ASSERT_EQ(zip->messages[i].text, folder->messages[i].text);
  }
}

TEST(SlackImport, ReadsTheSliceThatShips) {
  const auto archive = read(slice("slack-export"));
  ASSERT_TRUE(archive) << archive.error().detail;
  EXPECT_EQ(archive->communities.size(), 3U);
  EXPECT_EQ(archive->messages_read, 380U);
  EXPECT_GT(archive->reactions(), 20U);
  EXPECT_GT(archive->edits(), 10U);
  std::set<Id> people;
  for (const ArchivedPerson& person : archive->people) people.insert(person.id);
  std::set<Id> threads;
  for (const ArchivedThread& thread : archive->threads) threads.insert(thread.id);
  std::set<Id> ids;
  for (const ArchivedMessage& message : archive->messages) {
    EXPECT_TRUE(people.contains(message.author));
    EXPECT_TRUE(threads.contains(message.thread));
    EXPECT_TRUE(ids.insert(message.id).second);
    EXPECT_EQ(message.text.find("<@"), std::string::npos) << message.text;
    EXPECT_EQ(message.text.find("&amp;"), std::string::npos) << message.text;
  }
}

TEST(SlackImport, GroupsByMonthAndByThread) {
  const auto archive = read_messages(
      R"([{"type": "message", "user": "U1", "text": "hello", "ts": "1434139101.000002"},
          {"type": "message", "user": "U1", "text": "A *question*?", "ts": "1434139102.000002",
           "thread_ts": "1434139102.000002"},
          {"type": "message", "user": "U2", "text": "an answer", "ts": "1434139103.000002",
           "thread_ts": "1434139102.000002"},
          {"type": "message", "user": "U2", "text": "for all", "subtype": "thread_broadcast",
           "ts": "1434139104.000002", "thread_ts": "1434139102.000002"},
          {"type": "message", "user": "U2", "text": "for all", "subtype": "thread_broadcast",
           "ts": "1434139104.000002", "thread_ts": "1434139102.000002"},
          {"type": "message", "user": "U2", "text": "July", "ts": "1436139104.000002"}])");
  ASSERT_TRUE(archive) << archive.error().detail;
  ASSERT_EQ(archive->threads.size(), 3U);
  EXPECT_EQ(archive->threads[0].title, "#jam – June 2015");
  EXPECT_EQ(archive->threads[1].title, "A *question*?");
  EXPECT_EQ(archive->threads[2].title, "#jam – July 2015");
  EXPECT_EQ(archive->messages.size(), 5U);
  EXPECT_EQ(archive->messages[3].text, "for all");
  EXPECT_EQ(archive->messages[3].thread, archive->threads[1].id);
  EXPECT_EQ(archive->skipped.at("duplicate"), 1U);
}

TEST(SlackImport, ANewerExportOnlyAdds) {
  constexpr std::string_view kFirst =
      R"({"type": "message", "user": "U1", "text": "hello", "ts": "1434139101.000002"})";
  const auto older = read_messages("[" + std::string(kFirst) + "]");
  const auto newer = read_messages(
      "[" + std::string(kFirst) +
      R"(, {"type": "message", "user": "U2", "text": "more", "ts": "1434139111.000002"}])");
  ASSERT_TRUE(older && newer);
  ASSERT_EQ(newer->messages.size(), 2U);
  EXPECT_EQ(newer->messages[0].id, older->messages[0].id);
  EXPECT_EQ(newer->threads[0].id, older->threads[0].id);
  EXPECT_EQ(newer->messages[1].thread, older->threads[0].id);
  EXPECT_EQ(newer->communities[0].id, older->communities[0].id);
  EXPECT_EQ(newer->people[0].id, older->people[0].id);
}

TEST(SlackImport, KeepsEditsReactionsFilesAndBots) {
  const auto archive = read_messages(
      R"([{"type": "message", "user": "U1", "text": "x", "ts": "1434139101.000000",
           "edited": {"user": "U1", "ts": "1434139201.000000"},
           "reactions": [{"name": "+1", "users": ["U1", "U2"],
           "count": 2}, {"name": "thumbsup", "users": ["U1"], "count": 1}, {"name": "parrot",
           "users": ["U9"], "count": 1}]},
          {"type": "message", "bot_id": "B1", "username": "deploybot",
           "subtype": "bot_message", "text": "done", "ts": "1434139102.000000"},
          {"type": "message", "user": "U2", "text": "", "ts": "1434139103.000000",
           "files": [{"title": "Plan [1]", "permalink": "https://x.example/f"}]},
          {"type": "message", "subtype": "file_comment", "text": "z", "comment": {"user": "U2",
           "comment": "nice"}, "file": {"title": "F", "permalink": "https://x.example/g"},
           "ts": "1434139104.000000"}])");
  ASSERT_TRUE(archive) << archive.error().detail;
  ASSERT_EQ(archive->messages.size(), 4U);
  EXPECT_EQ(archive->messages[0].edited_at_ms, 1434139201000);
  ASSERT_EQ(archive->messages[0].reactions.size(), 3U);
  EXPECT_EQ(archive->messages[0].reactions[0].emoji, "👍");
  EXPECT_EQ(archive->messages[0].reactions[2].emoji, ":parrot:");
  const auto bot =
      std::ranges::find(archive->people, archive->messages[1].author, &ArchivedPerson::id);
  ASSERT_NE(bot, archive->people.end());
  EXPECT_EQ(bot->name, "deploybot");
  EXPECT_EQ(archive->messages[2].text, "📎 [Plan \\[1\\]](https://x.example/f)");
  EXPECT_EQ(archive->messages[3].text, "On [F](https://x.example/g):\n\nnice");
  EXPECT_EQ(archive->people[0].email, "g@mail.example");
}

TEST(SlackImport, CutsAMessageThatIsTooLong) {
  const auto archive =
      read_messages(R"([{"type": "message", "user": "U1", "ts": "1434139101.000000", "text": ")" +
                    std::string(100'000, 'x') + R"("}])");
  ASSERT_TRUE(archive) << archive.error().detail;
  ASSERT_EQ(archive->messages.size(), 3U);
  EXPECT_NE(archive->messages[0].id, archive->messages[1].id);
  EXPECT_LE(archive->messages[0].text.size(), 40'000U);
}

TEST(SlackImport, ReadsPrivateChannelsAndLeavesDirectMessages) {
  const TestFolder folder;
  folder.write("old/users.json", kUsers);
  folder.write("old/groups.json", R"([{"id": "G1", "name": "board", "members": ["U1"]}])");
  folder.write("old/dms.json", R"([{"id": "D1", "members": ["U1", "U2"]}])");
  folder.write("old/D1/2015-06-05.json", R"([{"ts": "1.0", "text": "secret"}])");
  const auto archive = read(folder.path());
  ASSERT_TRUE(archive) << archive.error().detail;
  ASSERT_EQ(archive->communities.size(), 1U);
  EXPECT_TRUE(archive->communities[0].is_private);
  EXPECT_TRUE(archive->messages.empty());
  EXPECT_EQ(archive->left_out.at("direct conversation"), 1U);
}

TEST(SlackImport, RefusesBadFilesWithFileAndLine) {
  const auto broken = read_messages("[\n {\"ts\": \"1.0\", \"text\": \"a\"},\n {\"ts\": }\n]");
  ASSERT_FALSE(broken);
  EXPECT_TRUE(broken.error().detail.starts_with("jam/2015-06-05.json, line 3: this is not JSON"))
      << broken.error().detail;
  const auto timeless = read_messages("[\n {\"ts\": \"1.0\"},\n {\"text\": \"[{,\"}\n]");
  ASSERT_FALSE(timeless);
  EXPECT_TRUE(timeless.error().detail.starts_with("jam/2015-06-05.json, line 3: its time stamp"))
      << timeless.error().detail;
  EXPECT_FALSE(read_messages("{}"));
  EXPECT_FALSE(read_messages("[1]"));
  const TestFolder empty;
  EXPECT_FALSE(read(empty.path()));
}

TEST(SlackImport, RefusesEveryBadJsonAsUsers) {
  const auto folder = whole("json-parsing/test_parsing");
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the JSON cases are not beside the tree";
  int refused = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (!file.path().filename().string().starts_with("n_")) continue;
    const TestFolder archive;
    std::filesystem::copy_file(file.path(), archive.path() / "users.json");
    archive.write("channels.json", "[]");
    const auto read_back = read(archive.path());
    ASSERT_FALSE(read_back) << file.path();
    EXPECT_TRUE(read_back.error().detail.starts_with("users.json")) << read_back.error().detail;
    ++refused;
  }
  EXPECT_EQ(refused, 188);
}

}  // namespace
}  // namespace fika::cli::importing
