// SPDX-License-Identifier: GPL-3.0-or-later
// Each method of SignInService with each kind of caller.
#include <memory>

#include "server/domain/sign_in/sign_in.h"
#include "server/domain/sign_in/sign_in_for_tests.h"

namespace fika::domain {
namespace {

class SignInPolicy : public SignInTest {
 protected:
  template <class Request>
  static std::unique_ptr<Message> made(Request request) {
    return std::make_unique<Request>(std::move(request));
  }
  // One that passes or fails by the caller alone: ids name what is not there.
  std::unique_ptr<Message> request(std::string_view method) {
    const std::string fresh = world_.fresh_id().text();
    if (method == "CreateSignInLink") {
      return made(about<v1::CreateSignInLinkRequest>(world_.fresh_id()));
    }
    if (method == "SetPassword") return made(setting(kPassword));
    if (method == "ChangeOwnEmail") {
      v1::ChangeOwnEmailRequest changing;
      changing.set_email("new@example.org");
      return made(std::move(changing));
    }
    if (method == "ListSignIns") return made(v1::ListSignInsRequest());
    if (method == "RevokeSignIn") return made(with_id<v1::RevokeSignInRequest>(fresh));
    if (method == "SignOut") return made(v1::SignOutRequest());
    if (method == "CreateToken") return made(token_request(v1::TOKEN_SCOPE_READ));
    if (method == "ListTokens") return made(v1::ListTokensRequest());
    if (method == "RevokeToken") return made(with_id<v1::RevokeTokenRequest>(fresh));
    if (method == "CreateInvitation") {
      auto inviting = with_id<v1::CreateInvitationRequest>(fresh);
      inviting.set_role(v1::ROLE_MEMBER);
      return made(std::move(inviting));
    }
    if (method == "ListInvitations") return made(v1::ListInvitationsRequest());
    if (method == "RevokeInvitation") return made(with_id<v1::RevokeInvitationRequest>(fresh));
    if (method == "SignInWithPassword") return made(by_password("nobody@example.org", kPassword));
    if (method == "SignInWithLink") return made(by_link("AAAAA-AAAAA"));
    if (method == "LookAtLink") return made(v1::LookAtLinkRequest());
    return made(v1::RedeemInvitationRequest());
  }
  Actor with_scope(Actor actor, v1::TokenScope scope) {
    actor.scope = scope;
    return actor;
  }
};

TEST_F(SignInPolicy, EachMethodHasItsCallers) {
  constexpr Code kYes = kAccepted, kNo = Code::kForbidden, kNone = Code::kNotFound,
                 kWho = Code::kUnauthenticated, kOdd = Code::kState;
  struct Row {
    const char* method;
    Code anonymous, guest, member, admin, reading_admin, writing_admin;
  };
  const Row rows[] = {
      // Proving who one is needs no sign-in, and having one changes nothing.
      {"SignInWithPassword", kWho, kWho, kWho, kWho, kWho, kWho},
      {"SignInWithLink", kWho, kWho, kWho, kWho, kWho, kWho},
      {"RedeemInvitation", kNone, kNone, kNone, kNone, kNone, kNone},
      {"LookAtLink", kNone, kNone, kNone, kNone, kNone, kNone},
      {"CreateSignInLink", kWho, kNo, kNo, kNone, kNo, kNo},
      {"SetPassword", kWho, kOdd, kOdd, kOdd, kNo, kNo},     // nobody here has an address
      {"ChangeOwnEmail", kWho, kOdd, kOdd, kOdd, kNo, kNo},  // nor a fresh sign-in
      {"ListSignIns", kWho, kYes, kYes, kYes, kYes, kYes},
      {"RevokeSignIn", kWho, kNone, kNone, kNone, kNo, kNone},
      {"SignOut", kWho, kOdd, kOdd, kOdd, kNo, kOdd},  // nobody here has a sign-in
      {"CreateToken", kWho, kYes, kYes, kYes, kNo, kYes},
      {"ListTokens", kWho, kYes, kYes, kYes, kYes, kYes},
      {"RevokeToken", kWho, kNone, kNone, kNone, kNo, kNone},
      {"CreateInvitation", kWho, kNo, kNo, kYes, kNo, kNo},
      {"ListInvitations", kWho, kNo, kNo, kYes, kNo, kNo},
      {"RevokeInvitation", kWho, kNo, kNo, kNone, kNo, kNo},
  };
  EXPECT_EQ(std::size(rows), sign_in().methods.size());
  for (const Row& row : rows) {
    SCOPED_TRACE(row.method);
    const auto answer = [&](const Actor& actor) {
      return world_.refusal(actor, row.method, *request(row.method));
    };
    EXPECT_EQ(answer({}), row.anonymous);
    EXPECT_EQ(answer(guest_), row.guest);
    EXPECT_EQ(answer(member_), row.member);
    EXPECT_EQ(answer(world_.admin()), row.admin);
    EXPECT_EQ(answer(with_scope(world_.admin(), v1::TOKEN_SCOPE_READ)), row.reading_admin);
    EXPECT_EQ(answer(with_scope(world_.admin(), v1::TOKEN_SCOPE_WRITE)), row.writing_admin);
  }
}

}  // namespace
}  // namespace fika::domain
