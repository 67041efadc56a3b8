// SPDX-License-Identifier: GPL-3.0-or-later
// Answers whose body is read piece by piece while it is sent.
#include <gtest/gtest.h>

#include "server/web/client_for_tests.h"
#include "server/web/server_for_tests.h"

namespace fika::web {
namespace {

std::string get_streamed(std::string_view kind, std::string_view method = "GET") {
  return std::string(method) + " /streamed?" + std::string(kind) + " HTTP/1.1\r\nHost: t\r\n\r\n";
}

TEST(Streaming, SendsTheWholeAndKeepsTheConnection) {
  RunningServer running;
  TestClient client(running.port());
  for (int i = 0; i < 2; ++i) {
    const auto answer = client.ask(get_streamed("whole"));
    EXPECT_EQ(answer.status, 200);
    EXPECT_TRUE(answer.body == CountingSource::bytes(0, kStreamedBytes));
    EXPECT_TRUE(running.app.signals.wait_for("source gone", static_cast<std::size_t>(i) + 1));
  }
}

TEST(Streaming, ReadsNothingForAHead) {
  RunningServer running;
  TestClient client(running.port());
  const auto answer = client.ask(get_streamed("whole", "HEAD"), false);
  EXPECT_NE(answer.head.find("content-length: 5000001\r\n"), std::string::npos) << answer.head;
  EXPECT_EQ(client.ask("GET /next HTTP/1.1\r\nHost: t\r\n\r\n").body, "/next||");
  EXPECT_EQ(running.app.signals.count("piece read"), 0U);
}

TEST(Streaming, ReadsNoFurtherThanItsPeerTakes) {
  RunningServer running;
  TestClient client(running.port(), 4096);
  client.write(get_streamed("whole"));
  EXPECT_TRUE(running.app.signals.wait_for("piece read"));
  // All of it would be twenty pieces; the sockets' buffers hold some.
  const std::string first = client.read(1 << 20);
  EXPECT_LT(running.app.signals.count("piece read"), 20U);
  EXPECT_NE(first.find("content-length: 5000001\r\n"), std::string::npos);
}

TEST(Streaming, EndsTheConnectionWhereThePiecesEnd) {
  for (const std::string_view kind : {"broken", "short"}) {
    RunningServer running;
    TestClient client(running.port());
    client.write(get_streamed(kind));
    const std::string got = client.read_to_end();
    EXPECT_GT(got.size(), kStreamedBytes / 2 - (256 << 10)) << kind;
    EXPECT_LT(got.size(), kStreamedBytes) << kind;
    EXPECT_TRUE(running.app.signals.wait_for("source gone")) << kind;
  }
}

TEST(Streaming, DoesNotWaitForeverForAPiece) {
  RunningServer running(Config{.stall_ms_max = 100});
  TestClient client(running.port());
  client.write(get_streamed("stuck"));
  EXPECT_TRUE(client.read_to_end().ends_with("\r\n\r\n")) << "something follows the head";
  EXPECT_TRUE(running.app.signals.wait_for("source gone"));
}

TEST(Streaming, LetsGoOfItsSourceWhenThePeerGoes) {
  RunningServer running;
  {
    TestClient client(running.port(), 4096);
    client.write(get_streamed("whole"));
    EXPECT_TRUE(running.app.signals.wait_for("piece read"));
  }
  EXPECT_TRUE(running.app.signals.wait_for("source gone"));
}

}  // namespace
}  // namespace fika::web
