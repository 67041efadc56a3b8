// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/moments/chat_log.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

#include <gtest/gtest.h>

namespace fika::bench {
namespace {

TEST(ChatLog, HasOneLineForEachMessageAndItsTimesNeverGoBack) {
  const auto file =
      std::filesystem::temp_directory_path() / fmt::format("fika-chat-log-{}.jsonl", ::getpid());
  Words words({"some", "\"quoted\"", "words"}, 5);
  ASSERT_TRUE(write_chat_log(file, 200, words).has_value());
  std::ifstream in(file);
  std::string line;
  std::string last;
  std::size_t lines = 0;
  for (; std::getline(in, line); ++lines) {
    const auto start = line.find("\"ts\":\"") + 6;
    const std::string time = line.substr(start, 19);
    EXPECT_EQ(time[10], 'T') << line;
    EXPECT_LE(last, time);
    last = time;
  }
  EXPECT_EQ(lines, 200U);
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace fika::bench
