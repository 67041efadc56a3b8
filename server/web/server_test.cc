// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP over real loopback sockets.
#include "server/web/server.h"

#include <gtest/gtest.h>

#include "server/web/client_for_tests.h"
#include "server/web/server_for_tests.h"

namespace fika::web {
namespace {

std::string get(std::string_view path, std::string_view headers = "") {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: t\r\n" + std::string(headers) + "\r\n";
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

TEST(Server, KeepsAConnectionForTheNextRequest) {
  const RunningServer running;
  TestClient client(running.port());
  const auto first = client.ask(get("/a%20b?q=1"));
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.body, "/a%20b|q=1|");
  EXPECT_TRUE(contains(first.head, "content-length: 11\r\n"));
  EXPECT_TRUE(contains(first.head, "connection: keep-alive\r\n"));
  EXPECT_FALSE(contains(first.head, "server:"));
  const auto second = client.ask(
      "POST /b HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n"
      "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
  EXPECT_EQ(second.body, "/b||abcde");
  const auto last = client.ask(get("/c", "Connection: close\r\n"));
  EXPECT_TRUE(contains(last.head, "connection: close\r\n"));
  EXPECT_EQ(client.read_to_end(), "");
}

TEST(Server, AnswersPipelinedRequestsInTurn) {
  const RunningServer running;
  TestClient client(running.port());
  client.write(get("/1") + get("/2") + get("/3"));
  EXPECT_EQ(client.read_answer().body, "/1||");
  EXPECT_EQ(client.read_answer().body, "/2||");
  EXPECT_EQ(client.read_answer().body, "/3||");
}

TEST(Server, AnswersHeadWithoutABody) {
  const RunningServer running;
  TestClient client(running.port());
  const auto head = client.ask("HEAD /x HTTP/1.1\r\nHost: t\r\n\r\n", false);
  EXPECT_EQ(head.status, 200);
  EXPECT_TRUE(contains(head.head, "content-length: 4\r\n"));
  EXPECT_EQ(client.ask(get("/y")).body, "/y||");
}

TEST(Server, TakesAnAnswerFromAnotherThread) {
  const RunningServer running(Config{.cores = 2});
  for (int i = 0; i < 4; ++i) {
    TestClient client(running.port());
    EXPECT_EQ(client.ask(get("/elsewhere")).body, "/elsewhere||");
  }
}

TEST(Server, RefusesBodiesBeyondItsLimit) {
  const RunningServer running(Config{.body_bytes_max = 10});
  TestClient client(running.port());
  const auto answer =
      client.ask("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 11\r\n\r\n12345678901");
  EXPECT_EQ(answer.status, 413);
  EXPECT_TRUE(contains(answer.body, R"("code":"resource_exhausted")"));
  TestClient chunked(running.port());
  EXPECT_EQ(chunked
                .ask("POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n"
                     "b\r\n12345678901\r\n0\r\n\r\n")
                .status,
            413);
}

TEST(Server, RefusesHeadersBeyondItsLimit) {
  const RunningServer running;
  TestClient client(running.port());
  const auto answer = client.ask(get("/", "X: " + std::string(17 << 10, 'x') + "\r\n"));
  EXPECT_EQ(answer.status, 431);
}

TEST(Server, RefusesMalformedRequests) {
  const RunningServer running;
  for (const std::string_view text :
       {"garbage\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET nowhere HTTP/1.1\r\nHost: t\r\n\r\n", "GET / HTTP/9.9\r\nHost: t\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: t\r\nbad header\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc",
        "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n"}) {
    TestClient client(running.port());
    const auto answer = client.ask(text);
    EXPECT_EQ(answer.status, 400) << text;
    EXPECT_TRUE(contains(answer.body, R"({"code":"invalid_argument","message":")")) << text;
    EXPECT_EQ(client.read_to_end(), "") << text;
  }
}

TEST(Server, TakesNoCodingButChunks) {
  const RunningServer running;
  TestClient client(running.port());
  const auto answer =
      client.ask("POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n");
  EXPECT_EQ(answer.status, 501);
  EXPECT_TRUE(contains(answer.body, R"("code":"unimplemented")")) << answer.body;
}

TEST(Server, TakesALastChunkInPiecesAndNoHeaderFromItsTrailer) {
  const RunningServer running;
  TestClient client(running.port());
  client.write(
      "POST /p HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n"
      "3\r\nabc\r\n0\r\n");
  client.write("\r");
  EXPECT_EQ(client.ask("\n").body, "/p||abc");
  EXPECT_EQ(client
                .ask("POST /p HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n"
                     "3\r\nabc\r\n0\r\nHost: other\r\n\r\n")
                .body,
            "/p||abc");
}

TEST(Server, InvitesABodyThatWaits) {
  const RunningServer running;
  TestClient client(running.port());
  const auto go_on = client.ask(
      "POST /p HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  EXPECT_EQ(go_on.status, 100);
  EXPECT_EQ(client.ask("abc").body, "/p||abc");
}

TEST(Server, LetsGoOfSlowHeadersAndIdleConnections) {
  const RunningServer running(
      Config{.header_ms_max = 500, .body_ms_max = 500, .idle_ms_max = 500, .answer_ms_max = 500});
  TestClient header(running.port());
  header.write("GET / HT");
  TestClient body(running.port());
  body.write("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\n\r\nab");
  TestClient idle(running.port());
  EXPECT_EQ(idle.ask(get("/")).status, 200);
  TestClient silent(running.port());
  EXPECT_EQ(header.read_to_end(), "");
  EXPECT_EQ(body.read_to_end(), "");
  EXPECT_EQ(idle.read_to_end(), "");
  EXPECT_EQ(silent.read_to_end(), "");
  TestClient unanswered(running.port());
  EXPECT_EQ(unanswered.ask(get("/never")).status, 504);
}

TEST(Server, OutlivesRequestsCutAnywhere) {
  const RunningServer running;
  const std::string request = "POST /p HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\n\r\nabc";
  for (std::size_t cut = 0; cut < request.size(); ++cut) {
    TestClient(running.port()).write(request.substr(0, cut));
  }
  for (std::size_t cut = 1; cut < request.size(); ++cut) {
    TestClient client(running.port());
    client.write(request.substr(0, cut));
    EXPECT_EQ(client.ask(request.substr(cut)).body, "/p||abc");
  }
}

TEST(Server, SendsLargeAnswersWhole) {
  const RunningServer running;
  TestClient client(running.port(), 4096);
  EXPECT_EQ(client.ask(get("/large")).body, std::string(3 << 20, 'l'));
}

TEST(Server, AnswersForAnAppThatThrows) {
  const RunningServer running;
  TestClient client(running.port());
  EXPECT_EQ(client.ask(get("/throw")).status, 500);
  EXPECT_EQ(client.ask(get("/ok")).status, 200);
}

TEST(Server, LeavesOutHeadersThatWouldStartAnotherResponse) {
  const RunningServer running;
  const auto answer = TestClient(running.port()).ask(get("/bad"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_FALSE(contains(answer.head, "x-bad"));
  EXPECT_FALSE(contains(answer.head, "break"));
}

TEST(Server, BelievesForwardedForOnlyWhenTold) {
  const std::string request = get("/peer", "X-Forwarded-For: 198.51.100.1, 2001:db8:1:2:3::4\r\n");
  const RunningServer open;
  EXPECT_EQ(TestClient(open.port()).ask(request).body, "127.0.0.1 127.0.0.1");
  const RunningServer behind_proxy(Config{.trust_forwarded_for = true});
  EXPECT_EQ(TestClient(behind_proxy.port()).ask(request).body,
            "2001:db8:1:2:3::4 2001:db8:1:2::/64");
  // What the client made up stands in an earlier line than what the proxy saw.
  const std::string lines = get("/peer",
                                "X-Forwarded-For: 198.51.100.1\r\nX-Forwarded-For: 192.0.2.7\r\n"
                                "X-Forwarded-Proto: https\r\n");
  EXPECT_EQ(TestClient(behind_proxy.port()).ask(lines).body, "192.0.2.7 192.0.2.7 tls");
  EXPECT_EQ(TestClient(open.port()).ask(lines).body, "127.0.0.1 127.0.0.1");
}

TEST(Server, TurnsAwayConnectionsBeyondItsLimit) {
  const RunningServer running(Config{.connections_max = 1});
  TestClient first(running.port());
  EXPECT_EQ(first.ask(get("/")).status, 200);
  TestClient second(running.port());
  EXPECT_EQ(second.read_answer().status, 503);
}

TEST(Server, SaysWhatItCannotListenOn) {
  const RunningServer running;
  EchoApp app;
  const auto taken = Server::listen(Config{.port = running.port()}, app);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, Code::kUnavailable);
  EXPECT_TRUE(contains(taken.error().detail, "127.0.0.1:" + std::to_string(running.port())));
  EXPECT_EQ(Server::listen(Config{.address = "nowhere"}, app).error().code, Code::kInvalid);
}

TEST(Server, PostsWorkToItsCores) {
  RunningServer running(Config{.cores = 2});
  for (const std::size_t core : {0U, 1U}) {
    running.server->post(core, [&running] { running.app.signals.add("posted"); });
    running.server->post_after(core, 1, [&running] { running.app.signals.add("posted later"); });
  }
  EXPECT_TRUE(running.app.signals.wait_for("posted", 2));
  EXPECT_TRUE(running.app.signals.wait_for("posted later", 2));
}

}  // namespace
}  // namespace fika::web
