// SPDX-License-Identifier: GPL-3.0-or-later
// E-mail addresses changed, by an administrator or by the person.
#include "server/domain/sign_in/sign_in_for_tests.h"

namespace fika::domain {
namespace {

class Email : public SignInTest {
 protected:
  Code set(const Actor& who, const Id& person, const std::string& email) {
    auto request = about<v1::SetEmailRequest>(person);
    request.set_email(email);
    return world_.refusal(who, "SetEmail", request);
  }
  Code change(const Actor& who, const std::string& email, const std::string& password = {}) {
    v1::ChangeOwnEmailRequest request;
    request.set_email(email);
    request.set_current_password(password);
    return world_.refusal(who, "ChangeOwnEmail", request);
  }
  std::string holder(const std::string& email) {
    const auto found = person_by_email(*world_.read(), email);
    return found.value() ? found.value()->text() : std::string();
  }
  std::string email_of(const Actor& actor) { return me(actor).settings().email(); }

  const Actor ada_ = added("Ada", "ada@example.org");
  const Actor bo_ = added("Bo", "bo@example.org");
};

TEST_F(Email, AnAdministratorGivesAnotherAndTheOldOneIsFree) {
  ASSERT_EQ(set(world_.admin(), ada_.person, " Ada@New.example.org "), kAccepted);
  EXPECT_EQ(email_of(ada_), "ada@new.example.org");
  EXPECT_EQ(holder("ADA@new.example.org"), ada_.person.text());
  EXPECT_EQ(holder("ada@example.org"), "");
  EXPECT_EQ(email_of(bo_), "bo@example.org");
  EXPECT_EQ(set(world_.admin(), bo_.person, "ada@example.org"), kAccepted);
  EXPECT_EQ(holder("ada@example.org"), bo_.person.text());
}

TEST_F(Email, AnAddressKeepsToOneAccount) {
  EXPECT_EQ(set(world_.admin(), ada_.person, "BO@example.org"), Code::kExists);
  EXPECT_EQ(change(*bearer(signed_in(ada_.person).secret()), "BO@example.org"), Code::kExists);
  EXPECT_EQ(email_of(ada_), "ada@example.org");
  EXPECT_EQ(holder("bo@example.org"), bo_.person.text());
  EXPECT_EQ(set(world_.admin(), ada_.person, "ada@example.org"), kAccepted) << "as it is";
  EXPECT_EQ(holder("ada@example.org"), ada_.person.text());
}

TEST_F(Email, IsCheckedForItsForm) {
  for (const char* email : {"no address", "@", "a@", "a b@example.org"}) {
    EXPECT_EQ(set(world_.admin(), ada_.person, email), Code::kInvalid) << email;
    EXPECT_EQ(change(ada_, email), Code::kInvalid) << email;
  }
  EXPECT_EQ(change(*bearer(signed_in(ada_.person).secret()), ""), Code::kInvalid);
  EXPECT_EQ(set(world_.admin(), world_.fresh_id(), "x@example.org"), Code::kNotFound);
}

TEST_F(Email, IsTakenAwayOnlyWhereNoPasswordNeedsIt) {
  EXPECT_EQ(set(world_.admin(), bo_.person, ""), kAccepted);
  EXPECT_EQ(email_of(bo_), "");
  EXPECT_EQ(holder("bo@example.org"), "");
  ASSERT_EQ(world_.refusal(ada_, "SetPassword", setting(kPassword)), kAccepted);
  EXPECT_EQ(set(world_.admin(), ada_.person, ""), Code::kState);
  EXPECT_EQ(email_of(ada_), "ada@example.org");
}

TEST_F(Email, AFreshSignInChangesItAndALaterOneNeedsThePassword) {
  ASSERT_EQ(world_.refusal(ada_, "SetPassword", setting(kPassword)), kAccepted);
  const Actor at_desk = *bearer(signed_in(ada_.person).secret());
  EXPECT_EQ(change(at_desk, "first@example.org"), kAccepted);
  pass(kFreshSignInMs);
  EXPECT_EQ(change(at_desk, "second@example.org"), Code::kForbidden);
  EXPECT_EQ(change(at_desk, "second@example.org", "not the password"), Code::kForbidden);
  EXPECT_EQ(change(at_desk, "second@example.org", std::string(201, 'x')), Code::kForbidden);
  EXPECT_EQ(email_of(ada_), "first@example.org");
  EXPECT_EQ(change(at_desk, "second@example.org", kPassword), kAccepted);
  EXPECT_EQ(email_of(ada_), "second@example.org");
  EXPECT_EQ(world_.refusal({}, "SignInWithPassword", by_password("second@example.org", kPassword)),
            kAccepted);
  EXPECT_EQ(world_.refusal({}, "SignInWithPassword", by_password("ada@example.org", kPassword)),
            Code::kUnauthenticated);
}

TEST_F(Email, WithoutAPasswordOnlyAFreshSignInHelps) {
  const Actor at_desk = *bearer(signed_in(bo_.person).secret());
  pass(kFreshSignInMs);
  EXPECT_EQ(change(at_desk, "new@example.org", "anything"), Code::kState);
  EXPECT_EQ(change(*bearer(signed_in(bo_.person).secret()), "new@example.org"), kAccepted);
}

TEST_F(Email, AChangeEndsTheLinkThatWaitsAndNothingElse) {
  for (const bool is_own : {false, true}) {
    const auto desk = signed_in(ada_.person);
    const auto api_token = token(ada_, v1::TOKEN_SCOPE_READ);
    const auto link = link_for(ada_.person);
    const std::string email = is_own ? "own@example.org" : "given@example.org";
    ASSERT_EQ(
        is_own ? change(*bearer(desk.secret()), email) : set(world_.admin(), ada_.person, email),
        kAccepted);
    EXPECT_EQ(world_.refusal({}, "SignInWithLink", by_link(link.secret())), Code::kUnauthenticated);
    EXPECT_EQ(world_.refusal({}, "SignInWithLink", by_link(link.code())), Code::kUnauthenticated);
    EXPECT_TRUE(lets_in(desk.secret()));
    EXPECT_TRUE(lets_in(api_token.secret()));
  }
}

TEST_F(Email, TokensForLessThanAdministrationDoNotChangeIt) {
  ASSERT_EQ(world_.refusal(ada_, "SetPassword", setting(kPassword)), kAccepted);
  for (const auto scope : {v1::TOKEN_SCOPE_READ, v1::TOKEN_SCOPE_WRITE}) {
    const auto actor = bearer(token(ada_, scope).secret());
    EXPECT_EQ(change(*actor, "new@example.org", kPassword), Code::kForbidden);
  }
  const auto actor = bearer(token(ada_, v1::TOKEN_SCOPE_ADMIN).secret());
  EXPECT_EQ(change(*actor, "new@example.org"), Code::kForbidden) << "a token is never fresh";
  EXPECT_EQ(change(*actor, "new@example.org", kPassword), kAccepted);
}

}  // namespace
}  // namespace fika::domain
