// SPDX-License-Identifier: GPL-3.0-or-later
#include <vector>

#include "server/domain/sign_in/sign_in.h"
#include "server/domain/sign_in/sign_in_for_tests.h"

namespace fika::domain {
namespace {

class LookAtLink : public SignInTest {
 protected:
  static v1::LookAtLinkRequest looking(const std::string& secret) {
    v1::LookAtLinkRequest request;
    request.set_secret(secret);
    return request;
  }
  Result<v1::LookAtLinkReply> look(const std::string& secret) {
    return world_.call<v1::LookAtLinkReply>({}, "LookAtLink", looking(secret));
  }
  Id community(const std::string& name) {
    v1::CreateCommunityRequest request;
    request.set_id(world_.fresh_id().text());
    request.set_name(name);
    request.set_openness(v1::OPENNESS_PRIVATE);
    EXPECT_EQ(world_.refusal(member_, "CreateCommunity", request), kAccepted);
    return Id::parse(request.id()).value();
  }
  v1::CreateInvitationReply invited(const Actor& by, v1::Role role,
                                    const std::vector<Id>& communities = {}) {
    v1::CreateInvitationRequest request;
    request.set_id(world_.fresh_id().text());
    request.set_role(role);
    for (const Id& id : communities) request.add_communities(id.text());
    return world_.call<v1::CreateInvitationReply>(by, "CreateInvitation", request).value();
  }
  Code redeeming(const std::string& secret) {
    v1::RedeemInvitationRequest request;
    request.set_secret(secret);
    request.set_person(world_.fresh_id().text());
    request.set_name("Newcomer");
    return world_.refusal({}, "RedeemInvitation", request);
  }
  // One refusal for all that lets nobody in: neither code nor words tell which it is.
  void expect_no_good(const std::string& secret) {
    const auto seen = look(secret);
    ASSERT_FALSE(seen);
    const auto unknown = look("fika_nothing");
    EXPECT_EQ(seen.error().code, Code::kNotFound);
    EXPECT_EQ(seen.error().code, unknown.error().code);
    EXPECT_EQ(seen.error().detail, unknown.error().detail);
  }
};

TEST_F(LookAtLink, TellsWhoInvitesToWhat) {
  const Actor host = added("Hanna Host", {}, v1::ROLE_ADMIN);
  const auto invitation = invited(host, v1::ROLE_GUEST, {community("Wells"), community("Pumps")});
  const auto seen = look("  " + invitation.secret() + "\n");
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->organisation_name(), "Test");
  ASSERT_EQ(seen->link_case(), v1::LookAtLinkReply::kInvitation);
  EXPECT_EQ(seen->invitation().invited_by(), "Hanna Host");
  EXPECT_EQ(seen->invitation().role(), v1::ROLE_GUEST);
  EXPECT_EQ(seen->invitation().expires_at_ms(), invitation.invitation().expires_at_ms());
  ASSERT_EQ(seen->invitation().communities_size(), 2);
  EXPECT_EQ(seen->invitation().communities(0), "Wells");
  EXPECT_EQ(seen->invitation().communities(1), "Pumps");
  const auto plain = look(invited(host, v1::ROLE_MEMBER).secret());
  EXPECT_EQ(plain.value().invitation().role(), v1::ROLE_MEMBER);
  EXPECT_EQ(plain.value().invitation().communities_size(), 0);
}

TEST_F(LookAtLink, TellsWhomALinkOrItsCodeSignsIn) {
  const auto link = link_for(member_.person);
  for (const std::string& secret : {link.secret(), link.code()}) {
    const auto seen = look(secret);
    ASSERT_TRUE(seen);
    EXPECT_EQ(seen->organisation_name(), "Test");
    ASSERT_EQ(seen->link_case(), v1::LookAtLinkReply::kSignInLink);
    EXPECT_EQ(seen->sign_in_link().name(), "Member");
  }
}

TEST_F(LookAtLink, UsesNothingUpAndWritesNothing) {
  const auto link = link_for(member_.person);
  const auto invitation = invited(world_.admin(), v1::ROLE_MEMBER);
  const auto before = world_.read()->seq();
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(look(link.secret()));
    EXPECT_TRUE(look(invitation.secret()));
  }
  EXPECT_EQ(world_.read()->seq(), before);
  EXPECT_EQ(redeeming(invitation.secret()), kAccepted);
  EXPECT_EQ(world_.refusal({}, "SignInWithLink", by_link(link.secret())), kAccepted);
}

TEST_F(LookAtLink, AnswersAllThatIsNoGoodAlike) {
  const auto used_link = link_for(member_.person);
  const auto used = invited(world_.admin(), v1::ROLE_MEMBER);
  const auto revoked = invited(world_.admin(), v1::ROLE_MEMBER);
  ASSERT_EQ(redeeming(used.secret()), kAccepted);
  ASSERT_EQ(world_.refusal({}, "SignInWithLink", by_link(used_link.code())), kAccepted);
  ASSERT_EQ(world_.refusal(world_.admin(), "RevokeInvitation",
                           with_id<v1::RevokeInvitationRequest>(revoked.invitation().id())),
            kAccepted);
  for (const std::string& secret : {std::string(), std::string("AAAAA-AAAAA"), used.secret(),
                                    revoked.secret(), used_link.secret(), used_link.code()}) {
    SCOPED_TRACE(secret);
    expect_no_good(secret);
  }
}

TEST_F(LookAtLink, EndsWithTheTimeOfWhatItLooksAt) {
  const auto link = link_for(member_.person);
  const auto invitation = invited(world_.admin(), v1::ROLE_MEMBER);
  world_.clock().advance(kSignInCodeMs);
  expect_no_good(link.code());
  EXPECT_TRUE(look(link.secret()));
  world_.clock().advance(kSignInLinkMs);
  expect_no_good(link.secret());
  EXPECT_TRUE(look(invitation.secret()));
  world_.clock().advance(kInvitationMs);
  expect_no_good(invitation.secret());
  pass(0);  // the rows are gone now
  for (const std::string& secret : {link.code(), link.secret(), invitation.secret()}) {
    expect_no_good(secret);
  }
}

TEST_F(LookAtLink, TellsNothingOfTheSecretsOfSignInsAndTokens) {
  expect_no_good(signed_in(member_.person).secret());
  expect_no_good(token(member_, v1::TOKEN_SCOPE_ADMIN).secret());
}

TEST_F(LookAtLink, TellsNothingOfWhoMayNotComeIn) {
  const Actor second = added("Second", {}, v1::ROLE_ADMIN);
  const auto theirs = invited(second, v1::ROLE_MEMBER);
  const auto link = link_for(second.person);
  deactivate(second.person);
  expect_no_good(theirs.secret());
  expect_no_good(link.secret());
}

}  // namespace
}  // namespace fika::domain
