// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/content/turn.h"

#include <atomic>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace fika::content {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds kLong{60'000}, kNone{0};

TEST(Turn, IsOfOneAndOneMoreWaitsWhomNobodyOvertakes) {
  Line line;
  ASSERT_TRUE(line.enter(kLong));
  std::jthread second([&] { EXPECT_TRUE(line.enter(kLong)); });
  while (!line.is_somebody_waiting()) std::this_thread::yield();
  // A third is turned away at once, however long it would wait.
  EXPECT_FALSE(line.enter(kLong));
  line.leave();
  // It is the second's, whether that has woken up yet or not.
  EXPECT_FALSE(line.enter(kNone));
  second.join();
  line.leave();
  EXPECT_TRUE(line.enter(kNone));
  line.leave();
}

TEST(Turn, WaitedForInVainIsLeftToTheNext) {
  Line line;
  ASSERT_TRUE(line.enter(kNone));
  EXPECT_FALSE(line.enter(kNone));
  line.leave();
  EXPECT_TRUE(line.enter(kNone));
  line.leave();
}

TEST(Turn, IsOneAtATimeHoweverTheyMeet) {
  Line line;
  std::atomic<int> in = 0, most_in = 0, served = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int turn = 0; turn < 2'000; ++turn) {
        if (!line.enter(kLong)) continue;
        if (++in > most_in) most_in = in.load();
        ++served;
        --in;
        line.leave();
      }
    });
  }
  threads.clear();
  EXPECT_EQ(most_in, 1);
  EXPECT_GE(served, 2'000);
  EXPECT_TRUE(line.enter(kNone));
  line.leave();
}

}  // namespace
}  // namespace fika::content
