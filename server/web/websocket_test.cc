// SPDX-License-Identifier: GPL-3.0-or-later
// WebSockets over real loopback sockets; the framing's own cases are in frame_codec_test.cc.
#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "server/web/client_for_tests.h"
#include "server/web/server.h"
#include "server/web/server_for_tests.h"
#include "server/web/upgrade.h"

namespace fika::web {
namespace {

constexpr std::uint8_t kBinaryFrame = 0x82;

TEST(WebSocket, AcceptsTheKeyThatRfc6455Shows) {
  EXPECT_EQ(accept_key("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

TEST(WebSocket, EchoesMessages) {
  const RunningServer running;
  TestClient client(running.port());
  ASSERT_TRUE(client.open_websocket());
  for (const std::size_t size : {0U, 5U, 126U, 70'000U, 1'000'000U}) {
    client.send_frame(kBinaryFrame, std::string(size, 'e'));
    EXPECT_EQ(client.read_frame().payload, std::string(size, 'e'));
  }
}

TEST(WebSocket, EchoesFragmentsThatComeInPieces) {
  const RunningServer running;
  TestClient client(running.port());
  ASSERT_TRUE(client.open_websocket());
  const std::string stream = client_frame({.first = 0x02, .payload = "one "}) +
                             client_frame({.first = 0x89, .payload = "p"}) +
                             client_frame({.first = 0x80, .payload = "two"});
  for (const char c : stream) client.write(std::string_view(&c, 1));
  EXPECT_EQ(client.read_frame().first, 0x8a);
  EXPECT_EQ(client.read_frame().payload, "one two");
}

TEST(WebSocket, SendsWhatTheAppSaysWhileOpening) {
  const RunningServer running;
  TestClient client(running.port());
  ASSERT_TRUE(client.open_websocket("/sync?hello"));
  EXPECT_EQ(client.read_frame().payload, "hello");
}

TEST(WebSocket, TakesFramesSentBehindTheRequest) {
  const RunningServer running;
  TestClient client(running.port());
  client.write(
      "GET /sync HTTP/1.1\r\nHost: t\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n" +
      client_frame({.first = kBinaryFrame, .payload = "early"}));
  EXPECT_EQ(client.read_answer().status, 101);
  EXPECT_EQ(client.read_frame().payload, "early");
}

TEST(WebSocket, AnswersTheClosingHandshake) {
  RunningServer running;
  TestClient client(running.port());
  ASSERT_TRUE(client.open_websocket());
  client.send_frame(kBinaryFrame, "last");
  client.send_frame(0x88,
                    "\x0f\xa0"
                    "done");
  EXPECT_EQ(client.read_frame().payload, "last");
  EXPECT_EQ(client.read_close(), 4000U);
  EXPECT_EQ(client.read_to_end(), "");
  EXPECT_TRUE(running.app.signals.wait_for("closed"));
}

TEST(WebSocket, ClosesWhenTheAppAsks) {
  RunningServer running;
  TestClient client(running.port());
  ASSERT_TRUE(client.open_websocket());
  client.send_frame(kBinaryFrame, "close");
  EXPECT_EQ(client.read_close(), 4001U);
  client.send_frame(0x88, "\x0f\xa1");
  EXPECT_EQ(client.read_to_end(), "");
  EXPECT_TRUE(running.app.signals.wait_for("closed"));
}

TEST(WebSocket, TellsPeersWhatTheyBroke) {
  RunningServer running(Config{.message_bytes_max = 1000});
  const std::string unmasked = encode_frame(Opcode::kBinary, "bare");
  const std::vector<std::pair<std::string, unsigned>> cases = {
      {unmasked, 1002},
      {client_frame({.first = 0x81, .payload = "text"}), 1003},
      {client_frame({.first = 0x88, .payload = "\x03\xe8\xff"}), 1007},
      {client_frame({.first = kBinaryFrame, .payload = std::string(1001, 'x')}), 1009},
      {client_frame({.first = kBinaryFrame, .payload = "throw"}), 1011},
  };
  for (const auto& [bytes, code] : cases) {
    TestClient client(running.port());
    ASSERT_TRUE(client.open_websocket());
    client.write(bytes);
    EXPECT_EQ(client.read_close(), code);
    EXPECT_EQ(client.read_to_end(), "");
  }
  EXPECT_TRUE(running.app.signals.wait_for("closed", cases.size()));
}

TEST(WebSocket, RefusesBadHandshakes) {
  const RunningServer running;
  const std::string start = "GET /sync HTTP/1.1\r\nHost: t\r\nUpgrade: websocket\r\n";
  const std::string key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  TestClient client(running.port());
  const auto version =
      client.ask(start + "Connection: Upgrade\r\nSec-WebSocket-Version: 8\r\n" + key + "\r\n");
  EXPECT_EQ(version.status, 426);
  EXPECT_NE(version.head.find("sec-websocket-version: 13\r\n"), std::string::npos);
  EXPECT_EQ(client.ask(start + "Sec-WebSocket-Version: 13\r\n" + key + "\r\n").status, 400);
  EXPECT_EQ(client
                .ask(start + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                             "Sec-WebSocket-Key: short\r\n\r\n")
                .status,
            400);
}

TEST(WebSocket, LetsTheAppRefuse) {
  const RunningServer running;
  TestClient client(running.port());
  const auto answer = client.ask(
      "GET /other HTTP/1.1\r\nHost: t\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  EXPECT_EQ(answer.status, 401);
  EXPECT_EQ(answer.body, R"({"code":"unauthenticated","message":"Sign in first."})");
}

TEST(WebSocket, WaitsForSlowReadersAndSaysWhenTheyHaveCaughtUp) {
  RunningServer running;
  TestClient client(running.port(), 4096);
  ASSERT_TRUE(client.open_websocket());
  client.send_frame(kBinaryFrame, "flood");
  ASSERT_TRUE(running.app.signals.wait_for("flooded"));
  client.send_frame(kBinaryFrame, "waiting");
  EXPECT_EQ(running.app.signals.count("drained"), 0U);
  for (int i = 0; i < 128; ++i) ASSERT_EQ(client.read_frame().payload.size(), 64U << 10);
  EXPECT_TRUE(running.app.signals.wait_for("drained"));
  // Who does not take the answers is not heard meanwhile, but heard in the end.
  EXPECT_TRUE(running.app.signals.wait_for("asked"));
  EXPECT_EQ(running.app.signals.count("waiting"), 0U);
}

TEST(WebSocket, LetsGoOfAPeerThatTakesNothing) {
  RunningServer running(Config{.stall_ms_max = 100});
  TestClient client(running.port(), 4096);
  ASSERT_TRUE(client.open_websocket());
  client.send_frame(kBinaryFrame, "flood");
  EXPECT_TRUE(running.app.signals.wait_for("closed"));
}

TEST(WebSocket, PingsQuietPeersAndLetsGoOfDeadOnes) {
  RunningServer running(Config{.ping_ms = 50, .pong_ms_max = 1000});
  TestClient client(running.port());
  ASSERT_TRUE(client.open_websocket());
  for (int i = 0; i < 3; ++i) {
    ASSERT_EQ(client.read_frame().first, 0x89);
    client.send_frame(0x8a, "");
  }
  EXPECT_EQ(running.app.signals.count("closed"), 0U);
  EXPECT_TRUE(running.app.signals.wait_for("closed"));
}

TEST(WebSocket, NoticesAPeerThatVanishes) {
  RunningServer running;
  {
    TestClient client(running.port());
    ASSERT_TRUE(client.open_websocket());
  }
  EXPECT_TRUE(running.app.signals.wait_for("closed"));
}

TEST(WebSocket, OutlivesConnectionsCutAnywhere) {
  RunningServer running;
  const std::string stream = client_frame({.first = 0x02, .payload = "fragment"}) +
                             client_frame({.first = 0x89, .payload = "ping"}) +
                             client_frame({.first = 0x80, .payload = std::string(130, 'x')});
  for (std::size_t cut = 0; cut <= stream.size(); ++cut) {
    TestClient client(running.port());
    ASSERT_TRUE(client.open_websocket());
    client.write(stream.substr(0, cut));
  }
  EXPECT_TRUE(running.app.signals.wait_for("closed", stream.size() + 1));
  TestClient after(running.port());
  ASSERT_TRUE(after.open_websocket());
  after.send_frame(kBinaryFrame, "still here");
  EXPECT_EQ(after.read_frame().payload, "still here");
}

TEST(WebSocket, ClosesWith1001WhenTheServerStops) {
  RunningServer running(Config{.cores = 2});
  std::vector<std::unique_ptr<TestClient>> clients;
  for (int i = 0; i < 6; ++i) {
    clients.push_back(std::make_unique<TestClient>(running.port()));
    ASSERT_TRUE(clients.back()->open_websocket());
  }
  TestClient idle(running.port());
  EXPECT_EQ(idle.ask("GET / HTTP/1.1\r\nHost: t\r\n\r\n").status, 200);
  running.server->stop(100);
  for (auto& client : clients) {
    EXPECT_EQ(client->read_close(), 1001U);
    client->send_frame(0x88, "\x03\xe9");
    EXPECT_EQ(client->read_to_end(), "");
  }
  EXPECT_EQ(idle.read_to_end(), "");
  EXPECT_TRUE(running.app.signals.wait_for("closed", clients.size()));
}

TEST(WebSocket, StopsThoughAPeerHangs) {
  auto running = std::make_unique<RunningServer>();
  TestClient client(running->port());
  ASSERT_TRUE(client.open_websocket());
  const auto began = std::chrono::steady_clock::now();
  running.reset();  // stops, and waits for run to return
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(4));
}

}  // namespace
}  // namespace fika::web
