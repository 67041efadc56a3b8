// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 at random moments, while files come in: what was acknowledged of them is there, an
// upload goes on where it stood, and no blob is missing.
#include <atomic>
#include <cstdlib>
#include <random>
#include <semaphore>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/crash/file_sender.h"
#include "tests/support/server_process.h"

namespace fika::tests {
namespace {

int cycles() { return std::getenv("FIKA_LONG") != nullptr ? 60 : 4; }

void start(ServerProcess& server) {
  const Status started = server.start({"--stop-spread-ms", "0"});
  ASSERT_TRUE(started) << started.error().detail;
}

TEST(KilledServers, KeepTheFilesThatTheyHaveAcknowledged) {
  const char* given = std::getenv("FIKA_SEED");
  const std::uint64_t seed =
      given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
  SCOPED_TRACE(fmt::format("FIKA_SEED={}", seed));
  std::mt19937_64 random(seed);
  ServerProcess server(FIKA_SERVER_PROGRAM);
  ASSERT_NO_FATAL_FAILURE(start(server));
  std::atomic<int> requests_left = 0;
  std::binary_semaphore is_due(0);
  FileSender sender(server.admin_token(), seed, [&] {
    if (--requests_left == 0) is_due.release();
  });
  for (int cycle = 0; cycle < cycles(); ++cycle) {
    sender.connect(*cli::Url::parse(server.url()));
    // While one of the requests is under way, whichever, or just before or after it.
    requests_left = static_cast<int>(1 + random() % 40);
    std::thread killer([&] {
      is_due.acquire();
      server.kill_hard();
    });
    while (sender.send_one()) {
    }
    killer.join();
    ASSERT_FALSE(::testing::Test::HasFailure()) << server.log();
    ASSERT_NO_FATAL_FAILURE(start(server));
    sender.connect(*cli::Url::parse(server.url()));
    ASSERT_TRUE(sender.send_one()) << "the one under way is not finished";
    ASSERT_NO_FATAL_FAILURE(sender.expect_served());
  }
  EXPECT_GE(sender.went_on(), static_cast<std::size_t>(cycles()));
  EXPECT_EQ(server.stop(), 0) << server.log();
  const ProgramOutput verified =
      run_program({FIKA_SERVER_PROGRAM, "verify", "--data", server.folder().string()});
  EXPECT_EQ(verified.exit_code, 0) << verified.error << verified.out;
}

}  // namespace
}  // namespace fika::tests
