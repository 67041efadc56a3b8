// SPDX-License-Identifier: GPL-3.0-or-later
// A served organisation with people in it: what most tests of the running server begin with. What
// the server must not refuse goes through tell(), which fails the test if it does.
#pragma once

#include <fika/v1/communities.pb.h>
#include <fika/v1/messages.pb.h>
#include <fika/v1/people.pb.h>
#include <fika/v1/threads.pb.h>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "tests/integration/http_client.h"
#include "tests/support/server_process.h"

namespace fika::tests {

// Somebody and what they sign in with.
struct Account {
  std::string id, secret;
};

class Served {
 public:
  // Ends the program when the server does not start: no test can say anything then.
  explicit Served(const std::vector<std::string>& options);

  // Serves the same folder again, after a stop or a kill.
  Status restart(const std::vector<std::string>& options);
  ServerProcess& server() { return server_; }
  std::uint16_t port() const { return server_.port(); }
  HttpClient& http() { return *http_; }
  const Account& admin() const { return admin_; }
  Account add_person(const std::string& name, v1::Role role = v1::ROLE_MEMBER,
                     const std::string& email = {});
  // One more device of the same person.
  std::string sign_in(const std::string& person);

  template <class Reply>
  Reply tell(const Account& who, std::string_view method, const google::protobuf::Message& request,
             std::string_view key = {}) {
    const HttpAnswer answer = http_->call(who.secret, method, request, key);
    EXPECT_EQ(answer.status, 200) << method << ": " << answer.body;
    Reply reply;
    EXPECT_TRUE(answer.status != 200 || reply.ParseFromString(answer.body)) << method;
    return reply;
  }
  // Each returns the id of what is new.
  std::string community(const Account& who, v1::Openness openness,
                        const std::string& name = "Wells");
  std::string thread(const Account& who, const std::string& community, const std::string& text);
  std::string post(const Account& who, const std::string& root, const std::string& text);
  void add_member(const Account& steward, const std::string& community, const std::string& person);

 private:
  ServerProcess server_;
  std::unique_ptr<HttpClient> http_;
  Account admin_;
};

// Runs fika-server with these words to its end.
ProgramOutput fika_server(std::vector<std::string> words);
// What it says when it refuses: for a person, and whole.
bool is_sentence(const std::string& text);

std::string fresh_id();
// The 16 bytes of an id's text.
std::string id_bytes(const std::string& text);
// ../shared/data beside the source folder, if it is there.
std::filesystem::path shared_data();
std::string file_contents(const std::filesystem::path& file);
// Asks again until it is true; false when it is not within the time.
bool becomes_true(const std::function<bool()>& condition, int wait_ms_max = 10'000);

}  // namespace fika::tests
