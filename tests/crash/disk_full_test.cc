// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that takes no more in the middle of the load. A limit on the size of files stands for it:
// the write-ahead log may not grow any further.
#include <poll.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "tests/crash/crowd.h"

namespace fika::tests {
namespace {

constexpr std::size_t kTextBytes = 3'000;
constexpr rlim_t kFileBytesMax = 1'000'000;
constexpr int kEndMsMax = 60'000;

// Waits for a process of ours to end by itself, and leaves it to be collected.
bool ends(pid_t pid) {
  const int fd = static_cast<int>(syscall(SYS_pidfd_open, pid, 0));
  if (fd < 0) return false;
  pollfd wait{.fd = fd, .events = POLLIN, .revents = 0};
  const bool has_ended = poll(&wait, 1, kEndMsMax) == 1;
  close(fd);
  return has_ended;
}

TEST(FullDisks, EndTheServerWithAReasonAndNothingAcknowledgedIsLost) {
  ServerProcess server(FIKA_SERVER_PROGRAM);
  ASSERT_TRUE(server.start());
  Crowd crowd(server, 1, kTextBytes);
  const rlimit limit{kFileBytesMax, kFileBytesMax};
  ASSERT_EQ(prlimit(server.pid(), RLIMIT_FSIZE, &limit, nullptr), 0);
  crowd.begin();
  const bool has_ended = ends(server.pid());
  const int code = has_ended ? server.stop() : 0;
  server.kill_hard();
  crowd.join();
  ASSERT_TRUE(has_ended) << server.log();
  EXPECT_EQ(code, 1) << server.log();
  EXPECT_GT(crowd.acknowledged(), 50U);
  EXPECT_NE(server.log().find("is in doubt. Writing failed"), std::string::npos) << server.log();
  for (const auto& colleague : crowd.people()) {
    ASSERT_TRUE(colleague->failure());
    EXPECT_EQ(colleague->failure()->code, Code::kUnavailable);
    EXPECT_TRUE(colleague->failure()->sentence.ends_with('.') ||
                colleague->failure()->sentence.find(".\"}") != std::string::npos)
        << colleague->failure()->sentence;
  }
  ASSERT_TRUE(server.start({"--stop-spread-ms", "0"})) << server.log();
  crowd.return_and_check();
  EXPECT_EQ(server.stop(), 0);
  const ProgramOutput verified =
      run_program({FIKA_SERVER_PROGRAM, "verify", "--data", server.folder().string()});
  EXPECT_EQ(verified.exit_code, 0) << verified.out << verified.error;
}

}  // namespace
}  // namespace fika::tests
