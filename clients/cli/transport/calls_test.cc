// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/transport/calls.h"

#include <gtest/gtest.h>

#include "clients/cli/transport/server_for_tests.h"
#include "fika/v1/people.pb.h"

namespace fika::cli {
namespace {

std::string answer(const std::string& status, const std::string& body,
                   const std::string& more = {}) {
  return fmt::format("HTTP/1.1 {}\r\nContent-Length: {}\r\n{}\r\n{}", status, body.size(), more,
                     body);
}

std::string person(const std::string& name) {
  v1::Person person;
  person.set_name(name);
  return person.SerializeAsString();
}

Calls calls_to(const TestServer& server) { return {*Url::parse(server.url()), {}, "secret"}; }

std::string header(const std::string& request, const std::string& name) {
  const std::size_t at = request.find(name + ": ");
  if (at == std::string::npos) return {};
  const std::size_t begin = at + name.size() + 2;
  return request.substr(begin, request.find("\r\n", begin) - begin);
}

TEST(Calls, SendTokenAndKeyAndReadTheAnswer) {
  TestServer server({{answer("200 OK", person("Maja"))}});
  Calls calls = calls_to(server);
  const auto added = calls.tell<v1::Person>("PeopleService/AddPerson", v1::AddPersonRequest());
  ASSERT_TRUE(added) << added.error().sentence;
  EXPECT_EQ(added->name(), "Maja");
  const auto requests = server.requests();
  ASSERT_EQ(requests.size(), 1U);
  EXPECT_TRUE(requests[0].starts_with("POST /api/fika.v1.PeopleService/AddPerson HTTP/1.1\r\n"));
  EXPECT_EQ(header(requests[0], "Authorization"), "Bearer secret");
  EXPECT_EQ(header(requests[0], "Idempotency-Key").size(), 36U);
}

TEST(Calls, SendTheSameKeyAgainWhenTheConnectionIsLost) {
  TestServer server({{answer("200 OK", person("first")), ""}, {answer("200 OK", person("again"))}});
  Calls calls = calls_to(server);
  ASSERT_TRUE(calls.ask<v1::Person>("PeopleService/GetPerson", v1::GetPersonRequest()));
  const auto added = calls.tell<v1::Person>("PeopleService/AddPerson", v1::AddPersonRequest());
  ASSERT_TRUE(added) << added.error().sentence;
  EXPECT_EQ(added->name(), "again");
  const auto requests = server.requests();
  ASSERT_EQ(requests.size(), 3U);
  EXPECT_EQ(header(requests[0], "Idempotency-Key"), "");
  EXPECT_EQ(header(requests[1], "Idempotency-Key"), header(requests[2], "Idempotency-Key"));
}

TEST(Calls, PassOnWhatTheServerRefuses) {
  TestServer server(
      {{answer("403 Forbidden", R"({"code": "permission_denied", "message": "Only stewards."})")}});
  Calls calls = calls_to(server);
  const auto added = calls.tell<v1::Person>("PeopleService/AddPerson", v1::AddPersonRequest());
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().exit, Exit::kRefused);
  EXPECT_EQ(added.error().code, Code::kForbidden);
  EXPECT_EQ(added.error().sentence, "Only stewards.");
}

TEST(Calls, ReadChunkedAnswers) {
  const std::string body = person("chunk");
  TestServer server(
      {{fmt::format("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{}\r\n"
                    "0\r\n\r\n",
                    body.size(), body)}});
  Calls calls = calls_to(server);
  const auto found = calls.ask<v1::Person>("PeopleService/GetPerson", v1::GetPersonRequest());
  ASSERT_TRUE(found) << found.error().sentence;
  EXPECT_EQ(found->name(), "chunk");
}

TEST(Calls, SayWhatIsNotAFikaServer) {
  TestServer server({{answer("502 Bad Gateway", "<html>")}});
  Calls calls = calls_to(server);
  calls.set_tries_max(1);
  const auto found = calls.ask<v1::Person>("PeopleService/GetPerson", v1::GetPersonRequest());
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().exit, Exit::kUnreachable);
}

TEST(ServerAddress, IsReadAsPeopleWriteIt) {
  EXPECT_EQ(Url::parse("https://Fika.example.org/")->text(), "https://fika.example.org");
  EXPECT_EQ(Url::parse("fika.example.org")->text(), "https://fika.example.org");
  EXPECT_EQ(Url::parse("localhost:8080")->text(), "http://localhost:8080");
  EXPECT_EQ(Url::parse("http://[::1]:80/team/")->text(), "http://[::1]/team");
  for (const char* bad :
       {"", "ftp://x", "http://", "http://a b", "http://x:99999", "http://x\r\nY: z"}) {
    EXPECT_FALSE(Url::parse(bad)) << bad;
  }
}

TEST(Backoff, DoublesItsLimitUpToTheLargest) {
  Backoff backoff(500, 30'000, [](std::uint32_t limit) { return limit - 1; });
  std::vector<std::uint32_t> waits;
  for (int i = 0; i < 8; ++i) waits.push_back(backoff.next_ms());
  EXPECT_EQ(waits, (std::vector<std::uint32_t>{500, 1000, 2000, 4000, 8000, 16000, 30000, 30000}));
  backoff.reset();
  EXPECT_EQ(backoff.next_ms(), 500U);
}

}  // namespace
}  // namespace fika::cli
