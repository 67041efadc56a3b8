// SPDX-License-Identifier: GPL-3.0-or-later
// Data folders that earlier versions left (tests/upgrade) open, agree, are read and written to.
#include <fika/v1/messages.pb.h>
#include <fika/v1/threads.pb.h>
#include <fstream>
#include <set>

#include <gtest/gtest.h>

#include "base/clock.h"
#include "clients/cli/transport/calls.h"
#include "storage/keys.h"
#include "storage/store.h"
#include "tests/support/server_process.h"

namespace fika::tests {
namespace {

struct Release {
  std::string version;
  std::set<std::uint32_t> kinds;  // of entity, all that it had
};

// As tests/upgrade/make numbers what it writes.
std::string id(int number) { return fmt::format("01930000-0000-7000-8000-{:012}", number); }

class Upgrade : public ::testing::TestWithParam<Release> {
 protected:
  void SetUp() override {
    const std::filesystem::path around = server_.folder().parent_path();
    std::filesystem::remove_all(server_.folder());
    const ProgramOutput unpacked = run_program(
        {"/bin/tar", "-C", around.string(), "-xzf",
         fmt::format("{}/tests/upgrade/{}.tar.gz", FIKA_SOURCE_DIR, GetParam().version)});
    ASSERT_EQ(unpacked.exit_code, 0) << unpacked.error;
    std::getline(std::ifstream(around / "token") >> std::ws, token_);
  }

  void expect_verified() const {
    const ProgramOutput verified =
        run_program({FIKA_SERVER_PROGRAM, "verify", "--data", server_.folder().string()});
    EXPECT_EQ(verified.exit_code, 0) << verified.error;
    EXPECT_NE(verified.out.find("Everything agrees"), std::string::npos) << verified.out;
  }

  std::set<std::uint32_t> kinds_there() const {
    const SystemClock clock;
    const auto store = storage::Store::open(
        {.folder = server_.folder(), .create_if_missing = false, .is_read_only = true}, clock);
    EXPECT_TRUE(store) << store.error().detail;
    std::set<std::uint32_t> kinds;
    if (!store) return kinds;
    const Status scanned = (*store)->snapshot()->scan(storage::Table::kEntities, {},
                                                      [&](std::string_view key, std::string_view) {
                                                        kinds.insert(storage::KeyReader(key).u16());
                                                        return true;
                                                      });
    EXPECT_TRUE(scanned);
    return kinds;
  }

  ServerProcess server_{FIKA_SERVER_PROGRAM};
  std::string token_;
};

std::vector<std::string> texts_in(cli::Calls& calls, const std::string& root) {
  v1::ListMessagesRequest request;
  request.set_root(root);
  const auto list = calls.ask<v1::ListMessagesReply>("MessageService/ListMessages", request);
  EXPECT_TRUE(list) << list.error().sentence;
  std::vector<std::string> texts;
  if (!list) return texts;
  for (const v1::Message& message : list->messages()) texts.push_back(message.text());
  return texts;
}

TEST_P(Upgrade, OpensVerifiesReadsAndWrites) {
  EXPECT_EQ(kinds_there(), GetParam().kinds) << "the folder lacks a kind, or has one unnamed here";
  expect_verified();
  ASSERT_TRUE(server_.start({"--stop-spread-ms", "0"})) << server_.log();
  cli::Calls calls(*cli::Url::parse(server_.url()), {}, token_);

  v1::GetThreadRequest which;
  which.set_thread(id(30));
  const auto view = calls.ask<v1::ThreadView>("ThreadService/GetThread", which);
  ASSERT_TRUE(view) << view.error().sentence;
  EXPECT_EQ(view->thread().title(), "How cold is cold?");
  EXPECT_TRUE(view->thread().resolved());
  EXPECT_EQ(view->head().last_ordinal(), 4U);
  const std::string mention = fmt::format("[@Bea](/people/{}) and @thread: well said 🧊", id(1));
  const std::vector<std::string> texts = {"How cold is cold?\nThe box says 4 degrees.",
                                          "Håll den vid fyra grader, inte fem.", "", mention};
  EXPECT_EQ(texts_in(calls, id(30)), texts);
  EXPECT_EQ(texts_in(calls, id(31)), std::vector<std::string>{"This belongs within these walls."});
  EXPECT_EQ(texts_in(calls, id(62)), std::vector<std::string>{"From another product"});
  const std::vector<std::string> between = {"Between the two of us", "Nobody else reads this"};
  EXPECT_EQ(texts_in(calls, id(50)), between);

  v1::PostMessageRequest post;
  post.set_id(Id::make(SystemClock().now_ms()).text());
  post.set_root(id(30));
  post.set_text("Written by a later version");
  const auto posted = calls.tell<v1::Message>("MessageService/PostMessage", post);
  ASSERT_TRUE(posted) << posted.error().sentence;
  EXPECT_EQ(posted->ordinal(), 5U);
  EXPECT_EQ(server_.stop(), 0);
  expect_verified();
}

INSTANTIATE_TEST_SUITE_P(Versions, Upgrade,
                         ::testing::Values(Release{"v0.1",
                                                   {1, 2, 3, 5, 6, 10, 11, 12, 13, 20, 21, 22, 30,
                                                    31, 32, 33, 40, 50, 51}}));

}  // namespace
}  // namespace fika::tests
