// SPDX-License-Identifier: GPL-3.0-or-later
// What a browser, a guesser and a proxy meet: cookies and origins, limits, headers.
#include "tests/integration/access_fixture.h"

namespace fika::tests {
namespace {

TEST_F(Access, ACookieIsForOurOwnPagesOnly) {
  const Account person = served->add_person("Kim", v1::ROLE_MEMBER, "kim@example.org");
  set_password(person);
  const HttpAnswer answer = sign_in("kim@example.org", kPassword, "192.0.2.10");
  ASSERT_EQ(answer.status, 200) << answer.body;
  const std::string set = answer.headers.at("set-cookie");
  for (const char* part : {"HttpOnly", "SameSite=Lax", "Path=/"}) {
    EXPECT_NE(set.find(part), std::string::npos) << set;
  }
  EXPECT_EQ(set.find("Secure"), std::string::npos) << "this is plain http";
  const std::string cookie = set.substr(0, set.find(';'));

  const auto post_with = [&](const std::string& from) {
    Headers headers = {{"Cookie", cookie}, {"Content-Type", "application/json"}};
    if (!from.empty()) headers.emplace_back("Origin", from);
    return served->http().send("POST", kGetMe, headers, "{}");
  };
  EXPECT_EQ(post_with(origin()).status, 200);
  for (const std::string& foreign :
       {std::string(), std::string("null"), std::string("https://evil.example"), origin() + "0",
        origin() + ".evil.example", "https" + origin().substr(4)}) {
    const HttpAnswer refused = post_with(foreign);
    EXPECT_EQ(refused.status, 403) << foreign;
    EXPECT_EQ(error_code(refused), "permission_denied") << foreign;
  }
  // A query by GET changes nothing, and what it answers stays unreadable for other sites.
  const HttpAnswer read =
      served->http().send("GET", fmt::format("{}?connect=v1&encoding=json&message=%7B%7D", kGetMe),
                          {{"Cookie", cookie}});
  EXPECT_EQ(read.status, 200);
  EXPECT_EQ(read.headers.count("access-control-allow-origin"), 0U);
}

TEST_F(Access, ACookieOpensASocketFromOurOwnPagesOnlyAndATokenFromAnywhere) {
  const Account person = served->add_person("Kai", v1::ROLE_MEMBER, "kai@example.org");
  set_password(person);
  const std::string cookie = cookie_of("kai@example.org", "192.0.2.11");
  const auto upgrade = [&](Headers headers) {
    return RawWebSocket(served->port(), headers).status();
  };
  EXPECT_EQ(upgrade({{"Cookie", cookie}, {"Origin", origin()}}), 101);
  EXPECT_EQ(upgrade({{"Cookie", cookie}}), 403);
  EXPECT_EQ(upgrade({{"Cookie", cookie}, {"Origin", "https://evil.example"}}), 403);
  EXPECT_EQ(upgrade(bearer(person.secret)), 101);
  EXPECT_EQ(upgrade({}), 401);
  EXPECT_EQ(upgrade(bearer("wrong")), 401);
}

TEST_F(Access, SigningOutTakesTheCookieAway) {
  const Account person = served->add_person("Kaja", v1::ROLE_MEMBER, "kaja@example.org");
  set_password(person);
  const std::string cookie = cookie_of("kaja@example.org", "192.0.2.12");
  const Headers headers = {
      {"Cookie", cookie}, {"Origin", origin()}, {"Content-Type", "application/json"}};
  const HttpAnswer out =
      served->http().send("POST", "/api/fika.v1.SignInService/SignOut", headers, "{}");
  ASSERT_EQ(out.status, 200) << out.body;
  EXPECT_NE(out.headers.at("set-cookie").find("Max-Age=0"), std::string::npos);
  EXPECT_EQ(served->http().send("POST", kGetMe, headers, "{}").status, 401);
}

TEST_F(Access, SigningOutTakesTheCookieAwayInEitherEncoding) {
  const Account person = served->add_person("Kajsa", v1::ROLE_MEMBER, "kajsa@example.org");
  set_password(person);
  const std::string cookie = cookie_of("kajsa@example.org", "192.0.2.13");
  const Headers headers = {
      {"Cookie", cookie}, {"Origin", origin()}, {"Content-Type", "application/proto"}};
  const HttpAnswer out =
      served->http().send("POST", "/api/fika.v1.SignInService/SignOut", headers, "");
  ASSERT_EQ(out.status, 200) << out.body;
  ASSERT_EQ(out.headers.count("set-cookie"), 1U);
  EXPECT_NE(out.headers.at("set-cookie").find("Max-Age=0"), std::string::npos);
}

TEST_F(Access, WhoHoldsAnEndedCookieCanSignInAgain) {
  const Account person = served->add_person("Kimmo", v1::ROLE_MEMBER, "kimmo@example.org");
  set_password(person);
  const HttpAnswer answer =
      served->http().send("POST", "/api/fika.v1.SignInService/SignInWithPassword",
                          {{"Cookie", "fika_sign_in=fika_ended"},
                           {"X-Forwarded-For", "192.0.2.14"},
                           {"Origin", origin()},
                           {"Content-Type", "application/json"}},
                          R"({"email":"kimmo@example.org","password":"wrong, but looked at"})");
  EXPECT_EQ(answer.status, 401);
  EXPECT_NE(answer.body.find("do not fit together"), std::string::npos) << answer.body;
}

TEST_F(Access, GuessingOneAccountsPasswordFromManyAddressesIsLimited) {
  const Account person = served->add_person("Lo", v1::ROLE_MEMBER, "lo@example.org");
  set_password(person);
  int guesses = 0;
  HttpAnswer answer;
  while (guesses < 30) {
    answer = sign_in("Lo@Example.org ", fmt::format("wrong guess {}", guesses),
                     fmt::format("198.51.100.{}", guesses + 1));
    if (answer.status != 401) break;
    ++guesses;
  }
  EXPECT_EQ(answer.status, 429) << answer.body;
  EXPECT_EQ(error_code(answer), "resource_exhausted");
  EXPECT_GE(guesses, 5) << "a person may mistype";
  EXPECT_LE(guesses, 22);
  EXPECT_EQ(answer.headers.count("retry-after"), 1U);
  EXPECT_EQ(status_with(person.secret), 200) << "who is signed in stays so";
}

TEST_F(Access, GuessingManyAccountsFromOneAddressIsLimited) {
  int guesses = 0;
  HttpAnswer answer;
  for (; guesses < 100; ++guesses) {
    answer = sign_in(fmt::format("guess{}@example.org", guesses), "wrong guess", "203.0.113.5");
    if (answer.status != 401) break;
  }
  EXPECT_EQ(answer.status, 429) << answer.body;
  EXPECT_GE(guesses, 20);
  EXPECT_LE(guesses, 60);
  // What a client writes in front of its proxy's own word counts for nothing.
  EXPECT_EQ(sign_in("another@example.org", "wrong guess", "198.51.100.77, 203.0.113.5").status,
            429);
  EXPECT_EQ(sign_in("another@example.org", "wrong guess", "203.0.113.6").status, 401);
}

TEST_F(Access, MetricsAreForThisMachineOnly) {
  EXPECT_EQ(served->http().send("GET", "/metrics").status, 200);
  EXPECT_EQ(served->http().send("GET", "/metrics", {{"X-Forwarded-For", "192.0.2.1"}}).status, 404);
  EXPECT_EQ(
      served->http().send("GET", "/metrics", {{"X-Forwarded-For", "127.0.0.1, 192.0.2.1"}}).status,
      404);
  EXPECT_EQ(served->http().send("GET", "/healthz", {{"X-Forwarded-For", "192.0.2.1"}}).status, 200);
}

void expect_security_headers(const HttpAnswer& answer, std::string_view what) {
  EXPECT_NE(answer.status, 0) << what;
  for (const char* name : {"content-security-policy", "x-content-type-options", "referrer-policy",
                           "cross-origin-opener-policy", "cross-origin-resource-policy"}) {
    EXPECT_EQ(answer.headers.count(name), 1U) << what << " lacks " << name;
  }
}

TEST_F(Access, EveryKindOfAnswerCarriesTheSecurityHeaders) {
  HttpClient client(served->port());
  for (const char* path : {"/", "/healthz", "/readyz", "/metrics", "/nothing", "/api/nothing",
                           "/sync", "/../etc/passwd", "/%00"}) {
    expect_security_headers(client.send("GET", path), path);
  }
  const Headers json = {{"Content-Type", "application/json"},
                        {"Authorization", "Bearer " + served->admin().secret}};
  expect_security_headers(client.send("POST", kGetMe, json, "{}"), "an answer");
  expect_security_headers(client.send("POST", kGetMe, {}, "{}"), "an error");
  expect_security_headers(client.send("BREW", "/"), "an unknown method");
}

TEST(AccessWithoutAProxy, WhatAClientSaysOfItsAddressCountsForNothing) {
  Served served({});
  EXPECT_EQ(served.http().send("GET", "/metrics", {{"X-Forwarded-For", "192.0.2.1"}}).status, 200);
  v1::SignInWithPasswordRequest request;
  request.set_password("wrong guess");
  int guesses = 0;
  int status = 401;
  for (; status == 401 && guesses < 100; ++guesses) {
    request.set_email(fmt::format("guess{}@example.org", guesses));
    status = served.http()
                 .send("POST", "/api/fika.v1.SignInService/SignInWithPassword",
                       {{"Content-Type", "application/proto"},
                        {"X-Forwarded-For", fmt::format("192.0.2.{}", guesses)}},
                       request.SerializeAsString())
                 .status;
  }
  EXPECT_EQ(status, 429);
}

TEST_F(Access, RefusalsOfTheEdgeItselfCarryTheSecurityHeadersToo) {
  HttpClient client(served->port());
  expect_security_headers(client.send("POST", kGetMe, {}, std::string((1 << 20) + 1, ' ')),
                          "a long body");
  expect_security_headers(client.send("GET", "/ HTTP/9.9\r\nX: "), "a bad version");
  expect_security_headers(client.send("GET", "/", {{"X Y", "z"}}), "a bad header");
  expect_security_headers(client.send("GET", "/sync",
                                      {{"Connection", "Upgrade"},
                                       {"Upgrade", "websocket"},
                                       {"Sec-WebSocket-Version", "13"},
                                       {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}}),
                          "a refused upgrade");
}

}  // namespace
}  // namespace fika::tests
