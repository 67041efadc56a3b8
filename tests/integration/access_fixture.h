// SPDX-License-Identifier: GPL-3.0-or-later
// A server behind a proxy (so that a test says from which address it asks) with its rate limits on,
// for the whole suite; the tests of it stand in several files, by subject.
#pragma once

#include <chrono>
#include <fika/v1/sign_in.pb.h>

#include <fmt/format.h>

#include "tests/integration/live_client.h"
#include "tests/integration/served.h"

namespace fika::tests {

inline constexpr int kEndMsMax = 1'000;
inline constexpr std::string_view kGetMe = "/api/fika.v1.PeopleService/GetMe";
inline constexpr std::string_view kPassword = "correct horse battery";

class Access : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { served = new Served({"--behind-proxy"}); }
  static void TearDownTestSuite() {
    delete served;
    served = nullptr;
  }

  // The server ends the client's socket as signed out, within a second of the command's answer.
  static void expect_signed_out(LiveClient& client, std::chrono::steady_clock::time_point since) {
    client.read_until([&] { return !client.is_connected(); }, 10'000);
    const auto took = std::chrono::steady_clock::now() - since;
    EXPECT_EQ(client.close_code(), 4401);
    EXPECT_LT(std::chrono::duration_cast<std::chrono::milliseconds>(took).count(), kEndMsMax);
  }
  static int status_with(std::string_view secret) {
    return served->http().call(secret, "PeopleService/GetMe", v1::GetMeRequest()).status;
  }
  static void set_password(const Account& who) {
    v1::SetPasswordRequest request;
    request.set_password(std::string(kPassword));
    served->tell<v1::SetPasswordReply>(who, "SignInService/SetPassword", request);
  }
  // Signs in from an address as a proxy tells it.
  static HttpAnswer sign_in(const std::string& email, std::string_view password,
                            std::string_view address) {
    v1::SignInWithPasswordRequest request;
    request.set_email(email);
    request.set_password(std::string(password));
    return served->http().send(
        "POST", "/api/fika.v1.SignInService/SignInWithPassword",
        {{"Content-Type", "application/proto"}, {"X-Forwarded-For", std::string(address)}},
        request.SerializeAsString());
  }
  // The cookie of a fresh sign-in, as NAME=VALUE.
  static std::string cookie_of(const std::string& email, std::string_view address) {
    const HttpAnswer answer = sign_in(email, kPassword, address);
    EXPECT_EQ(answer.status, 200) << answer.body;
    const std::string& set = answer.headers.at("set-cookie");
    return set.substr(0, set.find(';'));
  }
  static std::string origin() { return served->server().url(); }

  static inline Served* served = nullptr;
};

}  // namespace fika::tests
