// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/sign_in/sign_in.h"
#include "server/domain/sign_in/sign_in_for_tests.h"

namespace fika::domain {
namespace {

class Tokens : public SignInTest {
 protected:
  Code creating(const Actor& actor, const v1::CreateTokenRequest& request) {
    return world_.refusal(actor, "CreateToken", request);
  }
  Code revoking(const Actor& actor, const std::string& id) {
    return world_.refusal(actor, "RevokeToken", with_id<v1::RevokeTokenRequest>(id));
  }
  v1::ListTokensReply list(const Actor& actor) {
    return world_.call<v1::ListTokensReply>(actor, "ListTokens", v1::ListTokensRequest()).value();
  }
};

TEST_F(Tokens, HoldTheScopeTheyWereMadeFor) {
  for (const auto scope : {v1::TOKEN_SCOPE_READ, v1::TOKEN_SCOPE_WRITE, v1::TOKEN_SCOPE_ADMIN}) {
    const auto actor = bearer(token(world_.admin(), scope).secret());
    ASSERT_TRUE(actor);
    EXPECT_EQ(actor->scope, scope);
    EXPECT_TRUE(actor->sign_in.is_nil());
    EXPECT_EQ(actor->is_admin(), scope == v1::TOKEN_SCOPE_ADMIN);
  }
  EXPECT_EQ(list(world_.admin()).tokens_size(), 3);
  EXPECT_EQ(list(member_).tokens_size(), 0);
}

TEST_F(Tokens, MakeNoneThatMayDoMoreOrLivesLonger) {
  const auto now_ms = world_.clock().now_ms();
  const Actor writing =
      *bearer(token(world_.admin(), v1::TOKEN_SCOPE_WRITE, now_ms + kHourMs).secret());
  const Actor reading = *bearer(token(world_.admin(), v1::TOKEN_SCOPE_READ).secret());
  const auto later = [&](v1::TokenScope scope, std::int64_t ms) {
    return creating(writing, token_request(scope, ms == 0 ? 0 : now_ms + ms));
  };
  EXPECT_EQ(later(v1::TOKEN_SCOPE_ADMIN, kHourMs), Code::kForbidden);
  EXPECT_EQ(later(v1::TOKEN_SCOPE_WRITE, kHourMs), kAccepted);
  EXPECT_EQ(later(v1::TOKEN_SCOPE_READ, kHourMs + 1), Code::kForbidden);
  EXPECT_EQ(later(v1::TOKEN_SCOPE_READ, 0), Code::kForbidden);
  EXPECT_EQ(creating(reading, token_request(v1::TOKEN_SCOPE_READ)), Code::kForbidden);
}

TEST_F(Tokens, AMembersTokenForAdministrationAdministersNothing) {
  const Actor actor = *bearer(token(member_, v1::TOKEN_SCOPE_ADMIN).secret());
  EXPECT_FALSE(actor.is_admin());
  EXPECT_EQ(world_.refusal(actor, "ListInvitations", v1::ListInvitationsRequest()),
            Code::kForbidden);
}

TEST_F(Tokens, RefuseWhatIsNoToken) {
  auto request = token_request(v1::TOKEN_SCOPE_READ);
  request.set_name(" ");
  EXPECT_EQ(creating(member_, request), Code::kInvalid);
  for (const int scope : {0, 4, -1}) {
    EXPECT_EQ(creating(member_, token_request(static_cast<v1::TokenScope>(scope))), Code::kInvalid);
  }
  for (const std::int64_t expiry : {std::int64_t{-1}, std::int64_t{1}, world_.clock().now_ms()}) {
    EXPECT_EQ(creating(member_, token_request(v1::TOKEN_SCOPE_READ, expiry)), Code::kInvalid);
  }
  request = token_request(v1::TOKEN_SCOPE_READ);
  request.set_id("1");
  EXPECT_EQ(creating(member_, request), Code::kInvalid);
  EXPECT_EQ(list(member_).tokens_size(), 0);
}

TEST_F(Tokens, TakenIdsAreRefusedAndNothingChanges) {
  const auto first = token(member_, v1::TOKEN_SCOPE_READ);
  for (const std::string& taken :
       {first.token().id(), guest_.person.text(), world_.organisation().text()}) {
    auto request = token_request(v1::TOKEN_SCOPE_WRITE);
    request.set_id(taken);
    EXPECT_EQ(creating(guest_, request), Code::kExists);
    EXPECT_EQ(creating(member_, request), Code::kExists);
  }
  EXPECT_EQ(bearer(first.secret()).value().person, member_.person);
  EXPECT_EQ(bearer(first.secret()).value().scope, v1::TOKEN_SCOPE_READ);
}

TEST_F(Tokens, AreRevokedByTheirOwnerOnly) {
  const auto first = token(member_, v1::TOKEN_SCOPE_READ),
             second = token(member_, v1::TOKEN_SCOPE_READ);
  EXPECT_EQ(revoking(world_.admin(), first.token().id()), Code::kNotFound);
  EXPECT_EQ(revoking(guest_, first.token().id()), Code::kNotFound);
  EXPECT_TRUE(lets_in(first.secret()));
  ASSERT_EQ(revoking(member_, first.token().id()), kAccepted);
  EXPECT_FALSE(lets_in(first.secret()));
  EXPECT_TRUE(lets_in(second.secret()));
  EXPECT_EQ(revoking(member_, first.token().id()), Code::kNotFound);
  // A sign-in is no token.
  EXPECT_EQ(revoking(member_, signed_in(member_.person).sign_in().id()), Code::kNotFound);
}

TEST_F(Tokens, ExpireWithTheirRows) {
  const auto made = token(member_, v1::TOKEN_SCOPE_READ, world_.clock().now_ms() + kMinuteMs);
  const auto forever = token(member_, v1::TOKEN_SCOPE_READ);
  world_.clock().advance(kMinuteMs);
  EXPECT_FALSE(lets_in(made.secret()));
  pass(0);
  ASSERT_EQ(list(member_).tokens_size(), 1);
  EXPECT_EQ(list(member_).tokens(0).id(), forever.token().id());
  EXPECT_TRUE(lets_in(forever.secret()));
}

TEST_F(Tokens, APersonHasABoundedNumber) {
  for (std::size_t i = 0; i < kTokensMax; ++i) token(member_, v1::TOKEN_SCOPE_READ);
  EXPECT_EQ(creating(member_, token_request(v1::TOKEN_SCOPE_READ)), Code::kLimit);
  EXPECT_EQ(creating(guest_, token_request(v1::TOKEN_SCOPE_READ)), kAccepted);
}

}  // namespace
}  // namespace fika::domain
