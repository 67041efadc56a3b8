// SPDX-License-Identifier: GPL-3.0-or-later
// A writing process killed with -9 at random moments: what it acknowledged is there, and all rows
// agree.
#include <array>
#include <csignal>
#include <cstdio>
#include <random>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "storage/test_bed.h"
#include "storage/verify.h"

namespace fika::storage {
namespace {

// Lets the victim post until it has acknowledged `count` more, kills it, and says how many posts it
// acknowledged altogether.
std::uint64_t kill_after(const std::filesystem::path& folder, int count) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) return 0;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  std::array<std::string, 3> words{FIKA_DISK_VICTIM, folder.string(), "0"};
  std::array<char*, 4> arguments{words[0].data(), words[1].data(), words[2].data(), nullptr};
  pid_t victim = 0;
  const int failed =
      posix_spawn(&victim, FIKA_DISK_VICTIM, &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  EXPECT_EQ(failed, 0);
  FILE* said = fdopen(ends[0], "r");
  std::uint64_t acknowledged = 0;
  std::array<char, 4096> line{};
  for (int lines = 0; std::fgets(line.data(), static_cast<int>(line.size()), said) != nullptr;) {
    if (std::sscanf(line.data(), "acknowledged %lu", &acknowledged) == 1) ++lines;
    // What it still says while it is being killed counts too.
    if (lines == count) kill(victim, SIGKILL);
  }
  std::fclose(said);
  int status = 0;
  waitpid(victim, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "it ended by itself";
  return acknowledged;
}

TEST(KilledWriters, LoseNothingAcknowledgedAndLeaveRowsThatAgree) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const TempFolder folder;
  const VerifyOptions options{.entities = {&entity_type<v1::Message>()}, .checks = {}};
  std::uint64_t before = 0;
  for (int cycle = 0; cycle < 8; ++cycle) {
    const std::uint64_t acknowledged =
        kill_after(folder.path(), 1 + static_cast<int>(random() % 40));
    const auto store = Store::open({.folder = folder.path()}, SimulatedClock(kTestStartMs));
    ASSERT_TRUE(store) << store.error().detail;
    const auto messages = all_of<v1::Message>(*(*store)->snapshot(), test_id(10));
    ASSERT_TRUE(messages);
    EXPECT_GT(acknowledged, before);
    EXPECT_GE(messages->size(), acknowledged);
    EXPECT_LE(messages->size(), acknowledged + 1);
    EXPECT_EQ((*store)->head().seq, messages->size());
    const auto found = verify(**store, folder.path(), options);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->sentences(), std::vector<std::string>{});
    before = acknowledged;
  }
}

}  // namespace
}  // namespace fika::storage
