// SPDX-License-Identifier: GPL-3.0-or-later
// What HTTP and Connect say beside the call itself: verbs, content types, compression, and when to
// come back.
#include <fika/v1/sign_in.pb.h>

#include <fmt/format.h>

#include "tests/integration/live_client.h"
#include "tests/integration/served.h"

namespace fika::tests {
namespace {

constexpr std::string_view kQuery = "/api/fika.v1.PeopleService/GetMe";
constexpr std::string_view kCommand = "/api/fika.v1.PeopleService/UpdateProfile";
constexpr std::string_view kSecret = "/api/fika.v1.SignInService/LookAtLink";

class HttpForms : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { served = new Served({}); }
  static void TearDownTestSuite() {
    delete served;
    served = nullptr;
  }
  static HttpAnswer send(std::string_view method, std::string_view target, Headers headers = {},
                         std::string_view body = {}) {
    headers.emplace_back("Authorization", "Bearer " + served->admin().secret);
    return HttpClient(served->port()).send(method, target, headers, body);
  }
  static HttpAnswer post(std::string_view content_type, std::string_view coding,
                         std::string_view body = "{}") {
    Headers headers = {{"Content-Type", std::string(content_type)}};
    if (!coding.empty()) headers.emplace_back("Content-Encoding", coding);
    return send("POST", kQuery, headers, body);
  }
  static std::string header(const HttpAnswer& answer, const std::string& name) {
    const auto found = answer.headers.find(name);
    return found == answer.headers.end() ? "(none)" : found->second;
  }

  static inline Served* served = nullptr;
};

TEST_F(HttpForms, AWrongVerbIsToldTheRightOnes) {
  for (const char* verb : {"PUT", "DELETE", "PATCH", "OPTIONS"}) {
    const HttpAnswer answer = send(verb, kQuery, {{"Content-Type", "application/json"}}, "{}");
    EXPECT_EQ(answer.status, 405) << verb;
    EXPECT_EQ(header(answer, "allow"), "GET, HEAD, POST") << verb;
    EXPECT_EQ(error_code(answer), "invalid_argument") << verb;
  }
  const HttpAnswer command =
      send("GET", fmt::format("{}?connect=v1&encoding=json&message=%7B%7D", kCommand));
  EXPECT_EQ(command.status, 405);
  EXPECT_EQ(header(command, "allow"), "POST");
  EXPECT_EQ(send("PUT", "/api/fika.v1.PeopleService/Nothing").status, 405);
}

TEST_F(HttpForms, ASecretIsTakenByPostAlone) {
  for (const char* verb : {"GET", "HEAD"}) {
    const HttpAnswer answer = send(
        verb,
        fmt::format("{}?connect=v1&encoding=json&message=%7B%22secret%22:%22x%22%7D", kSecret));
    EXPECT_EQ(answer.status, 405) << verb;
    EXPECT_EQ(header(answer, "allow"), "POST") << verb;
  }
  const HttpAnswer posted =
      send("POST", kSecret, {{"Content-Type", "application/json"}}, R"({"secret":"x"})");
  EXPECT_EQ(posted.status, 404);
  EXPECT_EQ(error_code(posted), "not_found");
}

TEST_F(HttpForms, HeadOfAQueryIsItsGetWithoutTheBody) {
  const std::string target = fmt::format("{}?connect=v1&encoding=json&message=%7B%7D", kQuery);
  const HttpAnswer whole = send("GET", target);
  const HttpAnswer head = send("HEAD", target);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(header(head, "content-length"), std::to_string(whole.body.size()));
  EXPECT_TRUE(head.body.empty());
}

TEST_F(HttpForms, AnotherContentTypeIsToldTheTwoThereAre) {
  for (const char* type : {"text/plain", "application/xml", "application/grpc+proto", ""}) {
    const HttpAnswer answer = post(type, "");
    EXPECT_EQ(answer.status, 415) << type;
    EXPECT_EQ(header(answer, "accept-post"), "application/json, application/proto") << type;
    EXPECT_EQ(error_code(answer), "invalid_argument") << type;
  }
  EXPECT_EQ(post("Application/JSON ; charset=utf-8", "").status, 200);
}

TEST_F(HttpForms, CompressedRequestsAreUnimplementedAndIdentityIsNone) {
  for (const char* coding : {"gzip", "br", "zstd", "identity, gzip"}) {
    const HttpAnswer answer = post("application/json", coding);
    EXPECT_EQ(answer.status, 501) << coding;
    EXPECT_EQ(error_code(answer), "unimplemented") << coding;
    EXPECT_NE(answer.body.find("identity"), std::string::npos) << coding;
    EXPECT_EQ(header(answer, "accept-encoding"), "identity") << coding;
  }
  EXPECT_EQ(post("application/json", "Identity").status, 200);
  const std::string target =
      fmt::format("{}?connect=v1&encoding=json&message=%7B%7D&compression=", kQuery);
  EXPECT_EQ(send("GET", target + "gzip").status, 501);
  EXPECT_EQ(send("GET", target + "identity").status, 200);
}

TEST_F(HttpForms, HeadOfAFileIsItsGetWithoutTheBody) {
  const HttpAnswer whole = send("GET", "/");
  const HttpAnswer head = send("HEAD", "/");
  EXPECT_EQ(head.status, 200);
  EXPECT_TRUE(head.body.empty());
  for (const char* name : {"content-length", "content-type", "etag", "cache-control"}) {
    EXPECT_EQ(header(head, name), header(whole, name)) << name;
  }
  EXPECT_EQ(send("HEAD", "/no-such-file.png").status, send("GET", "/no-such-file.png").status);
  const HttpAnswer post = send("POST", "/", {}, "x");
  EXPECT_EQ(post.status, 405);
  EXPECT_EQ(header(post, "allow"), "GET, HEAD");
}

TEST_F(HttpForms, WhoTriesTooOftenIsToldHowLongToWait) {
  v1::SignInWithPasswordRequest request;
  request.set_email("nobody@example.org");
  request.set_password("wrong all the same");
  HttpAnswer answer;
  for (int i = 0; i < 12 && answer.status != 429; ++i) {
    answer = served->http().call("", "SignInService/SignInWithPassword", request);
    if (answer.status != 429) EXPECT_EQ(header(answer, "retry-after"), "(none)");
  }
  ASSERT_EQ(answer.status, 429);
  // One attempt comes back in twenty seconds; some may have gone by.
  const int wait_s = std::stoi(header(answer, "retry-after"));
  EXPECT_GT(wait_s, 5);
  EXPECT_LE(wait_s, 20);
  EXPECT_NE(answer.body.find("Wait"), std::string::npos);
}

TEST_F(HttpForms, WhoTriesTooOftenOverTheSocketIsToldSoToo) {
  const Account person = served->add_person("Petra");
  LiveClient client(served->port(), person.secret);
  ASSERT_TRUE(client.connect());
  v1::ClientFrame frame;
  frame.mutable_call()->set_method("fika.v1.SignInService/SetPassword");
  // Thirty at once from one place, then one every two seconds.
  v1::SetPasswordRequest request;
  request.set_password("short");
  frame.mutable_call()->set_request(request.SerializeAsString());
  for (std::uint64_t id = 1; id <= 40; ++id) {
    frame.mutable_call()->set_id(id);
    client.send(frame);
    ASSERT_TRUE(client.read_until([&] { return client.replies.size() == id; }));
  }
  const v1::CallError& last = client.replies.back().error();
  EXPECT_EQ(last.code(), "resource_exhausted");
  EXPECT_GT(last.retry_after_ms(), 0U);
  EXPECT_LE(last.retry_after_ms(), 2'000U);
  EXPECT_EQ(client.replies.front().error().retry_after_ms(), 0U);
}

// On a server of its own: it leaves no attempt to the tests beside it.
TEST(HttpLimits, LookingAtALinkCountsAsTryingIt) {
  Served served({});
  v1::LookAtLinkRequest look;
  look.set_secret("AAAAA-AAAAA");
  HttpAnswer answer;
  for (int i = 0; i < 40 && answer.status != 429; ++i) {
    answer = served.http().call("", "SignInService/LookAtLink", look);
  }
  EXPECT_EQ(answer.status, 429);
  v1::SignInWithLinkRequest attempt;
  attempt.set_secret("AAAAA-AAAAA");
  EXPECT_EQ(served.http().call("", "SignInService/SignInWithLink", attempt).status, 429);
}

}  // namespace
}  // namespace fika::tests
