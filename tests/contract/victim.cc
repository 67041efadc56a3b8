// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/victim.h"

#include <array>
#include <csignal>
#include <cstdio>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace fika::storage {

std::uint64_t kill_after(const std::vector<std::string>& words, const std::string& word,
                         int count) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) return 0;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  std::vector<std::string> copies = words;
  std::vector<char*> arguments;
  for (std::string& copy : copies) arguments.push_back(copy.data());
  arguments.push_back(nullptr);
  pid_t victim = 0;
  const int failed =
      posix_spawn(&victim, arguments.front(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  EXPECT_EQ(failed, 0);
  FILE* said = fdopen(ends[0], "r");
  std::uint64_t last = 0;
  std::array<char, 4096> line{};
  for (int lines = 0; std::fgets(line.data(), static_cast<int>(line.size()), said) != nullptr;) {
    const std::string text = line.data();
    if (text.starts_with(word + ' ')) {
      last = std::stoull(text.substr(word.size() + 1));
      ++lines;
    }
    // What it still says while it is being killed counts too.
    if (lines == count) kill(victim, SIGKILL);
  }
  std::fclose(said);
  int status = 0;
  waitpid(victim, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "it ended by itself";
  return last;
}

}  // namespace fika::storage
