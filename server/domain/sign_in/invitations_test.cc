// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/sign_in/invitations.h"

#include "server/domain/members.h"
#include "server/domain/sign_in/sign_in.h"
#include "server/domain/sign_in/sign_in_for_tests.h"
#include "server/domain/visibility.h"

namespace fika::domain {
namespace {

class Invitations : public SignInTest {
 protected:
  Id community(v1::Openness openness = v1::OPENNESS_OPEN) {
    v1::CreateCommunityRequest request;
    request.set_id(world_.fresh_id().text());
    request.set_name("Wells");
    request.set_openness(openness);
    EXPECT_EQ(world_.refusal(member_, "CreateCommunity", request), kAccepted);
    return Id::parse(request.id()).value();
  }
  v1::CreateInvitationRequest inviting(v1::Role role, const std::vector<Id>& communities = {},
                                       std::uint32_t uses = 0) {
    v1::CreateInvitationRequest request;
    request.set_id(world_.fresh_id().text());
    request.set_role(role);
    request.set_uses(uses);
    for (const Id& id : communities) request.add_communities(id.text());
    return request;
  }
  v1::CreateInvitationReply invited(const v1::CreateInvitationRequest& request) {
    return world_.call<v1::CreateInvitationReply>(world_.admin(), "CreateInvitation", request)
        .value();
  }
  Code creating(const v1::CreateInvitationRequest& request) {
    return world_.refusal(world_.admin(), "CreateInvitation", request);
  }
  v1::RedeemInvitationRequest redemption(const std::string& secret, const std::string& email = {},
                                         const std::string& password = {}) {
    v1::RedeemInvitationRequest request;
    request.set_secret(secret);
    request.set_person(world_.fresh_id().text());
    request.set_name("Newcomer");
    request.set_email(email);
    request.set_password(password);
    return request;
  }
  Code redeeming(const v1::RedeemInvitationRequest& request) {
    return world_.refusal({}, "RedeemInvitation", request);
  }
  std::optional<v1::Person> person(const std::string& id) {
    return storage::find<v1::Person>(*world_.read(), world_.organisation(), {Id::parse(id).value()})
        .value();
  }
  std::uint32_t listed_members(const Id& community) {
    return storage::find<v1::CommunityListing>(*world_.read(), world_.organisation(), {community})
        .value()
        .value()
        .member_count();
  }
  v1::ListInvitationsReply open() {
    return world_
        .call<v1::ListInvitationsReply>(world_.admin(), "ListInvitations",
                                        v1::ListInvitationsRequest())
        .value();
  }
};

TEST_F(Invitations, ANewcomerGetsRoleCommunitiesAndASignIn) {
  const Id wells = community(), pumps = community(v1::OPENNESS_PRIVATE), other = community();
  const auto invitation = invited(inviting(v1::ROLE_MEMBER, {wells, pumps, wells}));
  EXPECT_EQ(invitation.invitation().communities_size(), 2);
  const auto request = redemption(invitation.secret(), "New@Example.org", kPassword);
  const auto signed_in_now = world_.call<v1::SignedIn>({}, "RedeemInvitation", request);
  ASSERT_TRUE(signed_in_now);
  const Actor newcomer = *bearer(signed_in_now->secret());
  EXPECT_EQ(newcomer.person.text(), request.person());
  EXPECT_EQ(newcomer.role, v1::ROLE_MEMBER);
  const auto reader = world_.read();
  EXPECT_EQ(relation_to(*reader, newcomer, wells), Relation::kMember);
  EXPECT_EQ(relation_to(*reader, newcomer, pumps), Relation::kMember);
  EXPECT_EQ(relation_to(*reader, newcomer, other), Relation::kSees);
  EXPECT_EQ(listed_members(wells), 2U);
  EXPECT_EQ(listed_members(other), 1U);
  EXPECT_TRUE(me(newcomer).settings().has_password());
  EXPECT_EQ(world_.refusal({}, "SignInWithPassword", by_password("new@example.org", kPassword)),
            kAccepted);
  EXPECT_FALSE(is_stored(invitation.secret()));
  EXPECT_FALSE(is_stored(kPassword));
}

TEST_F(Invitations, AGuestSeesWhatTheInvitationHoldsAndNoMore) {
  const Id wells = community(), other = community();
  EXPECT_EQ(creating(inviting(v1::ROLE_GUEST)), Code::kInvalid);
  const auto invitation = invited(inviting(v1::ROLE_GUEST, {wells}));
  const auto signed_in_now =
      world_.call<v1::SignedIn>({}, "RedeemInvitation", redemption(invitation.secret()));
  const Actor guest = *bearer(signed_in_now.value().secret());
  EXPECT_TRUE(guest.is_guest());
  EXPECT_EQ(relation_to(*world_.read(), guest, wells), Relation::kMember);
  EXPECT_EQ(relation_to(*world_.read(), guest, other), Relation::kStranger);
  EXPECT_EQ(relation_to(*world_.read(), guest, world_.organisation()), Relation::kStranger);
  EXPECT_TRUE(storage::find<v1::Member>(*world_.read(), wells, {guest.person}).value()->guest());
}

TEST_F(Invitations, ToWhatWasMergedLeadToWhereItWent) {
  const Id wells = community(), pumps = community();
  const auto made = invited(inviting(v1::ROLE_GUEST, {wells, pumps}));
  v1::MergeCommunitiesRequest merge;
  merge.set_community(wells.text());
  merge.set_into(pumps.text());
  ASSERT_EQ(world_.refusal(member_, "MergeCommunities", merge), kAccepted);
  v1::LookAtLinkRequest look;
  look.set_secret(made.secret());
  const auto seen = world_.call<v1::LookAtLinkReply>({}, "LookAtLink", look);
  ASSERT_TRUE(seen.has_value());
  EXPECT_EQ(seen->invitation().communities_size(), 1);
  ASSERT_EQ(redeeming(redemption(made.secret())), kAccepted);
  EXPECT_EQ(listed_members(pumps), 2U);
}

TEST_F(Invitations, LetInAsManyAsTheyAreFor) {
  const auto invitation = invited(inviting(v1::ROLE_MEMBER, {}, 2));
  EXPECT_EQ(redeeming(redemption(invitation.secret())), kAccepted);
  EXPECT_EQ(open().invitations(0).uses_left(), 1U);
  EXPECT_EQ(redeeming(redemption(invitation.secret())), kAccepted);
  EXPECT_EQ(open().invitations_size(), 0);
  const auto late = redemption(invitation.secret());
  EXPECT_EQ(redeeming(late), Code::kNotFound);
  EXPECT_FALSE(person(late.person()));
  const auto single = invited(inviting(v1::ROLE_MEMBER));
  EXPECT_EQ(redeeming(redemption(single.secret())), kAccepted);
  EXPECT_EQ(redeeming(redemption(single.secret())), Code::kNotFound);
}

TEST_F(Invitations, EndWhenTheirTimeIsOver) {
  auto request = inviting(v1::ROLE_MEMBER);
  request.set_expires_at_ms(world_.clock().now_ms() + kHourMs);
  const auto hour = invited(request);
  const auto week = invited(inviting(v1::ROLE_MEMBER));
  EXPECT_EQ(week.invitation().expires_at_ms(), world_.clock().now_ms() + 7 * kDayMs);
  world_.clock().advance(kHourMs);
  EXPECT_EQ(redeeming(redemption(hour.secret())), Code::kNotFound);
  pass(0);
  EXPECT_EQ(rows_of(kInvitations), 1U);
  EXPECT_EQ(rows_of(kSecrets), 1U);
  EXPECT_EQ(redeeming(redemption(week.secret())), kAccepted);
  pass(kInvitationMs);  // harmless when it is gone
  EXPECT_EQ(rows_of(kInvitations), 0U);
}

TEST_F(Invitations, AreRevokedAtOnce) {
  const auto invitation = invited(inviting(v1::ROLE_ADMIN));
  const auto revoking = with_id<v1::RevokeInvitationRequest>(invitation.invitation().id());
  EXPECT_EQ(world_.refusal(member_, "RevokeInvitation", revoking), Code::kForbidden);
  ASSERT_EQ(world_.refusal(world_.admin(), "RevokeInvitation", revoking), kAccepted);
  EXPECT_EQ(redeeming(redemption(invitation.secret())), Code::kNotFound);
  EXPECT_EQ(world_.refusal(world_.admin(), "RevokeInvitation", revoking), Code::kNotFound);
}

TEST_F(Invitations, EndWithTheirMakersRightToInvite) {
  const Actor second = added("Second", {}, v1::ROLE_ADMIN);
  const auto made =
      world_.call<v1::CreateInvitationReply>(second, "CreateInvitation", inviting(v1::ROLE_ADMIN));
  const auto others = invited(inviting(v1::ROLE_MEMBER));
  ASSERT_EQ(world_.refusal(world_.admin(), "SetRole", role_of(second.person, v1::ROLE_MEMBER)),
            kAccepted);
  EXPECT_EQ(redeeming(redemption(made.value().secret())), Code::kNotFound);
  EXPECT_EQ(redeeming(redemption(others.secret())), kAccepted);
}

TEST_F(Invitations, ARefusedNewcomerUsesNothingUp) {
  added("Ada", "ada@example.org");
  const auto invitation = invited(inviting(v1::ROLE_MEMBER, {community()}));
  const auto refuses = [&](Code code, auto change) {
    auto request = redemption(invitation.secret());
    change(request);
    EXPECT_EQ(redeeming(request), code) << request.ShortDebugString();
  };
  refuses(Code::kInvalid, [](auto& request) { request.set_name(""); });
  refuses(Code::kInvalid, [](auto& request) { request.set_email("ada"); });
  refuses(Code::kExists, [](auto& request) { request.set_email("ADA@example.org"); });
  refuses(Code::kInvalid, [](auto& request) { request.set_password(kPassword); });
  refuses(Code::kInvalid, [](auto& request) {
    request.set_email("new@example.org");
    request.set_password("short");
  });
  refuses(Code::kInvalid, [](auto& request) { request.set_person("me"); });
  refuses(Code::kExists, [&](auto& request) { request.set_person(member_.person.text()); });
  refuses(Code::kExists, [&](auto& request) { request.set_person(world_.organisation().text()); });
  refuses(Code::kInvalid, [](auto& request) { request.set_device("a\nb"); });
  refuses(Code::kNotFound, [](auto& request) { request.set_secret(""); });
  refuses(Code::kNotFound,
          [&](auto& request) { request.set_secret(link_for(member_.person).secret()); });
  EXPECT_EQ(open().invitations(0).uses_left(), 1U);
  EXPECT_FALSE(lets_in(invitation.secret()));
  EXPECT_EQ(world_.refusal({}, "SignInWithLink", by_link(invitation.secret())),
            Code::kUnauthenticated);
  EXPECT_EQ(redeeming(redemption(invitation.secret(), "new@example.org")), kAccepted);
}

TEST_F(Invitations, RefuseWhatIsNoInvitation) {
  const auto now_ms = world_.clock().now_ms();
  const auto expiring = [&](std::int64_t at_ms) {
    auto request = inviting(v1::ROLE_MEMBER);
    request.set_expires_at_ms(at_ms);
    return creating(request);
  };
  EXPECT_EQ(expiring(now_ms), Code::kInvalid);
  EXPECT_EQ(expiring(-1), Code::kInvalid);
  EXPECT_EQ(expiring(now_ms + kInvitationMsMax + 1), Code::kInvalid);
  EXPECT_EQ(expiring(INT64_MAX), Code::kInvalid);
  EXPECT_EQ(creating(inviting(v1::ROLE_UNSPECIFIED)), Code::kInvalid);
  EXPECT_EQ(creating(inviting(static_cast<v1::Role>(9))), Code::kInvalid);
  EXPECT_EQ(creating(inviting(v1::ROLE_MEMBER, {}, kInvitationUsesMax + 1)), Code::kInvalid);
  EXPECT_EQ(creating(inviting(v1::ROLE_MEMBER, {world_.fresh_id()})), Code::kNotFound);
  EXPECT_EQ(creating(inviting(v1::ROLE_MEMBER, {member_.person})), Code::kNotFound);
  EXPECT_EQ(creating(inviting(v1::ROLE_MEMBER, std::vector<Id>(21, community()))), Code::kInvalid);
  EXPECT_EQ(open().invitations_size(), 0);
}

TEST_F(Invitations, TakenIdsAreRefused) {
  const auto first = invited(inviting(v1::ROLE_GUEST, {community()}));
  for (const std::string& taken :
       {first.invitation().id(), member_.person.text(), world_.organisation().text(),
        signed_in(member_.person).sign_in().id()}) {
    auto request = inviting(v1::ROLE_ADMIN);
    request.set_id(taken);
    EXPECT_EQ(creating(request), Code::kExists);
  }
  EXPECT_EQ(open().invitations(0).role(), v1::ROLE_GUEST);
}

TEST_F(Invitations, ABoundedNumberIsOpen) {
  for (std::size_t i = 0; i < kInvitationsMax; ++i) invited(inviting(v1::ROLE_MEMBER));
  EXPECT_EQ(creating(inviting(v1::ROLE_MEMBER)), Code::kLimit);
}

}  // namespace
}  // namespace fika::domain
