// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 at random moments, while colleagues write: nothing acknowledged is lost, no position is
// used twice, what had no answer is done once when it is sent again, and live clients go on from
// their cursors.
#include <chrono>
#include <cstdlib>
#include <random>

#include <gtest/gtest.h>

#include "tests/crash/crowd.h"

namespace fika::tests {
namespace {

constexpr std::size_t kAcknowledgedMax = 300;
constexpr int kVerifyEvery = 5;
// Everything is read again after each crash: a new folder now and then keeps that short.
constexpr int kCyclesAFolder = 40;

int cycles() {
  if (const char* given = std::getenv("FIKA_CRASH_CYCLES")) return std::atoi(given);
  return std::getenv("FIKA_LONG") != nullptr ? 200 : 3;
}

std::uint64_t first_seed() {
  const char* given = std::getenv("FIKA_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
}

// Milliseconds until it answers.
std::int64_t start(ServerProcess& server) {
  const auto begun = std::chrono::steady_clock::now();
  const Status started = server.start({"--stop-spread-ms", "0"});
  EXPECT_TRUE(started) << started.error().detail;
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                               begun)
      .count();
}

void expect_verified(const ServerProcess& server) {
  const ProgramOutput verified =
      run_program({FIKA_SERVER_PROGRAM, "verify", "--data", server.folder().string()});
  EXPECT_EQ(verified.exit_code, 0) << verified.error;
  EXPECT_NE(verified.out.find("Everything agrees"), std::string::npos) << verified.out;
}

void run_cycles(int count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  ServerProcess server(FIKA_SERVER_PROGRAM);
  start(server);
  ASSERT_TRUE(server.is_running());
  Crowd crowd(server, seed);
  for (int cycle = 1; cycle <= count; ++cycle) {
    SCOPED_TRACE(fmt::format("FIKA_SEED={} cycle {}", seed, cycle));
    // Now and then nearly at once: the recovery itself must not be what a crash breaks.
    const std::size_t target = random() % 8 == 0 ? random() % 3 : 1 + random() % kAcknowledgedMax;
    crowd.begin();
    const bool is_reached = crowd.wait_for(target);
    server.kill_hard();
    crowd.join();
    ASSERT_TRUE(is_reached) << "only " << crowd.acknowledged() << " were acknowledged\n"
                            << server.log();
    // Also as the crash has left it, before any start has put it in order.
    if (cycle % kVerifyEvery == 1) expect_verified(server);
    const std::int64_t ready_ms = start(server);
    ASSERT_TRUE(server.is_running());
    ASSERT_NO_FATAL_FAILURE(crowd.return_and_check());
    fmt::print("cycle {}: {} acknowledged, head {}, ready after {} ms\n", cycle,
               crowd.acknowledged(), crowd.head(), ready_ms);
    ASSERT_FALSE(::testing::Test::HasFailure());
  }
  std::size_t done = 0;
  std::size_t undone = 0;
  for (const auto& colleague : crowd.people()) {
    done += colleague->lost_done();
    undone += colleague->lost_undone();
  }
  fmt::print("answers lost: {} of commands that were done, {} of others\n", done, undone);
  EXPECT_GT(done + undone, 0U);
  EXPECT_EQ(server.stop(), 0) << server.log();
  expect_verified(server);
}

TEST(KilledServers, LoseNothingAcknowledgedAndUseNoPositionTwice) {
  std::uint64_t seed = first_seed();
  for (int left = cycles(); left > 0; left -= kCyclesAFolder, ++seed) {
    fmt::print("FIKA_SEED={}\n", seed);
    ASSERT_NO_FATAL_FAILURE(run_cycles(std::min(left, kCyclesAFolder), seed));
  }
}

}  // namespace
}  // namespace fika::tests
