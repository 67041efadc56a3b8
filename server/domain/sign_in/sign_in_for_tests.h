// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of signing in say often.
#pragma once

#include <fika/v1/communities.pb.h>
#include <fika/v1/sign_in.pb.h>
#include <string>

#include "server/domain/communities/communities.h"
#include "server/domain/people/people_for_tests.h"
#include "server/domain/sign_in/authenticate.h"
#include "storage/entities.h"

namespace fika::domain {

inline const std::string kPassword = "rätt häst batteri";

class SignInTest : public PeopleTest {
 protected:
  SignInTest() : PeopleTest({people(), sign_in(), communities()}) {}

  // Who the server takes the bearer of `secret` for.
  Result<Actor> bearer(const std::string& secret) {
    return authenticate(*world_.read(), world_.organisation(), secret, world_.clock().now_ms());
  }
  bool lets_in(const std::string& secret) { return bearer(secret).has_value(); }

  v1::SignInLink link_for(const Id& person) {
    return world_
        .call<v1::SignInLink>(world_.admin(), "CreateSignInLink",
                              about<v1::CreateSignInLinkRequest>(person))
        .value();
  }
  static v1::SignInWithLinkRequest by_link(const std::string& secret) {
    v1::SignInWithLinkRequest request;
    request.set_secret(secret);
    request.set_device("Phone");
    return request;
  }
  v1::SignedIn signed_in(const Id& person) {
    return world_.call<v1::SignedIn>({}, "SignInWithLink", by_link(link_for(person).secret()))
        .value();
  }
  static v1::SignInWithPasswordRequest by_password(const std::string& email,
                                                   const std::string& password) {
    v1::SignInWithPasswordRequest request;
    request.set_email(email);
    request.set_password(password);
    return request;
  }
  static v1::SetPasswordRequest setting(const std::string& password,
                                        const std::string& current = {}) {
    v1::SetPasswordRequest request;
    request.set_password(password);
    request.set_current_password(current);
    return request;
  }
  v1::CreateTokenRequest token_request(v1::TokenScope scope, std::int64_t expires_at_ms = 0) {
    v1::CreateTokenRequest request;
    request.set_id(world_.fresh_id().text());
    request.set_name("Script");
    request.set_scope(scope);
    request.set_expires_at_ms(expires_at_ms);
    return request;
  }
  v1::CreateTokenReply token(const Actor& actor, v1::TokenScope scope,
                             std::int64_t expires_at_ms = 0) {
    return world_
        .call<v1::CreateTokenReply>(actor, "CreateToken", token_request(scope, expires_at_ms))
        .value();
  }
  template <class Request>
  static Request with_id(const std::string& id) {
    Request request;
    request.set_id(id);
    return request;
  }
  void deactivate(const Id& person) {
    ASSERT_EQ(world_.refusal(world_.admin(), "DeactivatePerson",
                             about<v1::DeactivatePersonRequest>(person)),
              kAccepted);
  }
  // Moves the clock and waits until the writer has done what fell due: it looks after each group.
  void pass(std::int64_t ms) {
    world_.clock().advance(ms);
    for (int i = 0; i < 2; ++i) {
      ASSERT_TRUE(world_.write([](storage::Transaction&) { return Status(); }));
    }
  }
  // Whether any row of the store holds these bytes.
  bool is_stored(std::string_view bytes) {
    bool found = false;
    for (std::size_t table = 1; table < storage::kTableCount; ++table) {
      EXPECT_TRUE(world_.read()->scan(static_cast<storage::Table>(table), {},
                                      [&](std::string_view key, std::string_view value) {
                                        found = key.find(bytes) != std::string_view::npos ||
                                                value.find(bytes) != std::string_view::npos;
                                        return !found;
                                      }));
      if (found) return true;
    }
    return false;
  }
  std::size_t rows_of(const storage::IndexTable& table) {
    std::size_t count = 0;
    EXPECT_TRUE(
        storage::scan_index(*world_.read(), table, {},
                            [&](std::string_view, std::string_view) { return ++count > 0; }));
    return count;
  }
};

}  // namespace fika::domain
