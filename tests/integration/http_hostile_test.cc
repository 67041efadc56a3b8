// SPDX-License-Identifier: GPL-3.0-or-later
// Requests that no honest client sends: each is refused with a reason, and the server goes on.
#include <array>
#include <map>

#include <fmt/format.h>
#include <sodium.h>

#include "tests/integration/served.h"

namespace fika::tests {
namespace {

constexpr std::array kMethods = {"PeopleService/GetMe", "PeopleService/ListPeople",
                                 "MessageService/PostMessage", "CommunityService/CreateCommunity",
                                 "ImportService/ImportBatch"};
constexpr std::string_view kGetMe = "/api/fika.v1.PeopleService/GetMe";

// For a checkout without the shared data: the kinds of defect, one of each.
std::map<std::string, std::string> built_in_files() {
  return {{"n_empty", ""},
          {"n_space", " "},
          {"n_open_array", "["},
          {"n_open_object", "{\"id\":"},
          {"n_trailing_comma", "{\"id\":\"a\",}"},
          {"n_two_values", "{}{}"},
          {"n_trailing_sign", "{}x"},
          {"n_single_quotes", "{'id':'a'}"},
          {"n_no_quotes", "{id:1}"},
          {"n_nan", "{\"limit\":NaN}"},
          {"n_leading_zero", "{\"limit\":01}"},
          {"n_hexadecimal", "{\"limit\":0x1}"},
          {"n_comment", "{/**/}"},
          {"n_bad_escape", "{\"id\":\"\\x\"}"},
          {"n_raw_newline", "{\"id\":\"\n\"}"},
          {"n_bom", "\xef\xbb\xbf{}"},
          {"n_deep", std::string(100'000, '[')},
          {"n_invalid_utf8", "{\"id\":\"\xff\"}"},
          {"y_object", "{}"},
          {"y_array", "[]"},
          {"y_null", "null"},
          {"i_lone_surrogate", "{\"id\":\"\\ud800\"}"},
          {"i_huge_number", "{\"limit\":1e999}"},
          {"i_nul", std::string("{\"id\":\"\\u0000\"}")}};
}

std::map<std::string, std::string> json_files() {
  const auto folder = shared_data() / "json-parsing" / "test_parsing";
  if (!std::filesystem::exists(folder)) return built_in_files();
  std::map<std::string, std::string> files = built_in_files();
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    files.emplace(entry.path().filename().string(), file_contents(entry.path()));
  }
  return files;
}

std::string base64url(std::string_view bytes) {
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), kVariant);
  text.resize(text.find('\0') == std::string::npos ? text.size() : text.find('\0'));
  return text;
}

class HttpHostile : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    served = new Served({"--no-rate-limits"});
    member = served->add_person("Moa");
  }
  static void TearDownTestSuite() {
    delete served;
    served = nullptr;
  }
  // Each test leaves a server that still answers.
  void TearDown() override {
    const HttpAnswer answer = HttpClient(served->port()).send("GET", kGetMe, auth_and_query());
    EXPECT_NE(answer.status, 0) << "the server is gone: " << served->server().log();
  }
  static Headers auth_and_query() { return {{"Authorization", "Bearer " + member.secret}}; }
  static HttpAnswer post(std::string_view target, std::string_view type, std::string_view body) {
    Headers headers = auth_and_query();
    headers.emplace_back("Content-Type", type);
    return served->http().send("POST", target, headers, body);
  }
  static HttpAnswer get(std::string_view target) {
    return served->http().send("GET", target, auth_and_query());
  }

  static inline Served* served = nullptr;
  static inline Account member;
};

TEST_F(HttpHostile, BrokenJsonIsRefusedByEveryMethodWithAReason) {
  std::size_t refused = 0;
  for (const auto& [name, body] : json_files()) {
    if (!name.starts_with("n_")) continue;
    for (const char* method : kMethods) {
      const HttpAnswer answer = served->http().call_json(served->admin().secret, method, body);
      ASSERT_GE(answer.status, 400) << name << " to " << method;
      ASSERT_LT(answer.status, 500) << name << " to " << method << ": " << answer.body;
      ASSERT_EQ(error_code(answer), "invalid_argument") << name << " to " << method;
      ++refused;
    }
  }
  EXPECT_GE(refused, 18 * kMethods.size());
}

TEST_F(HttpHostile, OddButLegalJsonNeverMakesTheServerFail) {
  for (const auto& [name, body] : json_files()) {
    if (name.starts_with("n_")) continue;
    for (const char* method : kMethods) {
      const HttpAnswer answer = served->http().call_json(served->admin().secret, method, body);
      ASSERT_GE(answer.status, 200) << name << " to " << method;
      ASSERT_LT(answer.status, 500) << name << " to " << method << ": " << answer.body;
      if (answer.status != 200) ASSERT_FALSE(error_code(answer).starts_with('(')) << name;
    }
  }
}

TEST_F(HttpHostile, OtherContentTypesAreRefused) {
  for (const char* type : {"text/plain", "application/x-www-form-urlencoded", "application/xml",
                           "application/grpc", "multipart/form-data; boundary=x", "json", ""}) {
    const HttpAnswer answer = post(kGetMe, type, "{}");
    EXPECT_GE(answer.status, 400) << type;
    EXPECT_LT(answer.status, 500) << type;
    EXPECT_EQ(error_code(answer), "invalid_argument") << type;
  }
  EXPECT_EQ(post(kGetMe, "application/json; charset=utf-8", "{}").status, 200);
}

TEST_F(HttpHostile, AnUnknownMethodIsUnimplemented) {
  for (const char* path :
       {"/api/fika.v1.PeopleService/Nothing", "/api/PeopleService/GetMe", "/api/x",
        "/api/fika.v1.PeopleService/GetMe/", "/api/fika.v1.PeopleService%2fGetMe"}) {
    const HttpAnswer answer = post(path, "application/json", "{}");
    EXPECT_EQ(answer.status, 501) << path;
    EXPECT_EQ(error_code(answer), "unimplemented") << path;
  }
}

TEST_F(HttpHostile, QueriesAnswerToGetInBothEncodingsAndCommandsDoNot) {
  const HttpAnswer json = get(fmt::format("{}?connect=v1&encoding=json&message=%7B%7D", kGetMe));
  EXPECT_EQ(json.status, 200) << json.body;
  EXPECT_NE(json.body.find(member.id), std::string::npos);

  v1::GetPersonRequest request;
  request.set_person(member.id);
  const HttpAnswer proto =
      get(fmt::format("/api/fika.v1.PeopleService/GetPerson?connect=v1&encoding=proto&base64=1"
                      "&message={}",
                      base64url(request.SerializeAsString())));
  EXPECT_EQ(proto.status, 200) << proto.body;
  v1::Person person;
  EXPECT_TRUE(person.ParseFromString(proto.body));
  EXPECT_EQ(person.name(), "Moa");

  const HttpAnswer command =
      get("/api/fika.v1.PeopleService/"
          "UpdateProfile?connect=v1&encoding=json&message=%7B%22name%22%3A%22"
          "Changed%22%7D");
  EXPECT_EQ(command.status, 405);
  EXPECT_EQ(error_code(command), "invalid_argument");
  EXPECT_EQ(served->tell<v1::Me>(member, "PeopleService/GetMe", v1::GetMeRequest()).person().name(),
            "Moa");
}

TEST_F(HttpHostile, BrokenQueriesByGetAreRefused) {
  for (const char* query :
       {"", "?", "?encoding=json", "?message=%7B%7D", "?encoding=xml&message=%7B%7D",
        "?encoding=json&message=%7B", "?encoding=json&message=%zz", "?encoding=json&message=%7",
        "?encoding=proto&base64=1&message=*", "?encoding=proto&base64=1&message=AAAAA",
        "?encoding=json&base64=2&message=x"}) {
    const HttpAnswer answer = get(std::string(kGetMe) + query);
    EXPECT_EQ(answer.status, 400) << query << ": " << answer.body;
    EXPECT_EQ(error_code(answer), "invalid_argument") << query;
  }
}

TEST_F(HttpHostile, OtherHttpMethodsAreRefused) {
  for (const char* method : {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"}) {
    const HttpAnswer answer =
        HttpClient(served->port()).send(method, kGetMe, auth_and_query(), "{}");
    EXPECT_GE(answer.status, 400) << method;
    EXPECT_LE(answer.status, 501) << method;
  }
}

TEST_F(HttpHostile, ABodyOfMoreThanAMebibyteIsRefused) {
  const std::string name(1 << 20, 'a');
  const HttpAnswer answer = post("/api/fika.v1.PeopleService/UpdateProfile", "application/json",
                                 "{\"name\":\"" + name + "\"}");
  EXPECT_GE(answer.status, 400);
  EXPECT_LT(answer.status, 500);
  EXPECT_FALSE(error_code(answer).starts_with('(')) << answer.body;
}

TEST_F(HttpHostile, FieldsThatDoNotExistAreRefusedInJson) {
  for (const char* body : {"{\"no_such_field\":1}", "{\"organisation\":\"x\"}",
                           "{\"__proto__\":{}}", "{\"limit\":\"many\"}", "{\"limit\":-1}",
                           "{\"limit\":4294967296}", "{\"name_prefix\":7}"}) {
    const HttpAnswer answer =
        served->http().call_json(member.secret, "PeopleService/ListPeople", body);
    EXPECT_EQ(answer.status, 400) << body;
    EXPECT_EQ(error_code(answer), "invalid_argument") << body;
  }
}

TEST_F(HttpHostile, BytesThatAreNoProtoAreRefused) {
  for (const std::string& body :
       {std::string("\xff"), std::string("\x0a\xff\xff\xff\xff\x0f"), std::string("{}"),
        std::string("\x0a\x05"), std::string(1000, '\x0b'), std::string("\x0a\x01\xff")}) {
    const HttpAnswer answer =
        post("/api/fika.v1.PeopleService/GetPerson", "application/proto", body);
    EXPECT_EQ(answer.status, 400) << body.size();
    EXPECT_EQ(error_code(answer), "invalid_argument");
  }
}

TEST_F(HttpHostile, IdempotencyKeysOfTheWrongLengthAreRefused) {
  v1::UpdateProfileRequest request;
  for (const std::size_t size : {1U, 7U, 65U, 1000U}) {
    const HttpAnswer answer = served->http().call(member.secret, "PeopleService/UpdateProfile",
                                                  request, std::string(size, 'k'));
    EXPECT_EQ(answer.status, 400) << size;
    EXPECT_EQ(error_code(answer), "invalid_argument") << size;
  }
}

TEST_F(HttpHostile, SecretsThatAreNoneAreUnauthenticated) {
  const std::array<std::string, 6> values = {
      "Bearer ", "Bearer wrong",    "Basic dXNlcjpwYXNz",
      "bearer",  "Bearer \xff\xfe", "Bearer " + std::string(4'000, 'a')};
  for (const std::string& value : values) {
    const HttpAnswer answer = served->http().send(
        "POST", kGetMe, {{"Authorization", value}, {"Content-Type", "application/json"}}, "{}");
    EXPECT_TRUE(answer.status == 401 || answer.status == 400) << value << " " << answer.status;
    EXPECT_FALSE(error_code(answer).starts_with('(')) << value;
  }
}

}  // namespace
}  // namespace fika::tests
