// SPDX-License-Identifier: GPL-3.0-or-later
// Coming in, going out, and who looks after a community.
#include "server/domain/communities/community_for_tests.h"

namespace fika::domain {
namespace {

using Joining = CommunityTest;

TEST_F(Joining, OpenOneIsReadByColleaguesAndJoinedByThemselves) {
  const auto community = started(v1::OPENNESS_OPEN);
  EXPECT_EQ(relation(stranger, community), Relation::kSees);
  EXPECT_EQ(relation(guest, community), Relation::kStranger);
  EXPECT_TRUE(join(member, community));
  EXPECT_EQ(listing(community)->member_count(), 2U);
  const auto seq = world.last_commit().seq;
  EXPECT_TRUE(join(member, community));
  EXPECT_EQ(world.last_commit().seq, seq) << "joining again changes nothing";
  EXPECT_EQ(leaving(member, community), kAccepted);
  EXPECT_EQ(listing(community)->member_count(), 1U);
  EXPECT_EQ(relation(member, community), Relation::kSees);
  EXPECT_TRUE(join(member, community));
  EXPECT_EQ(listing(community)->member_count(), 2U);
}

TEST_F(Joining, StewardAnswersAWishToJoin) {
  const auto community = started(v1::OPENNESS_ON_REQUEST);
  EXPECT_FALSE(join(member, community));
  EXPECT_FALSE(join(member, community));
  ASSERT_EQ(inbox(steward).size(), 1U);
  EXPECT_EQ(inbox(steward)[0].kind(), v1::INBOX_KIND_JOIN_REQUEST);
  EXPECT_EQ(inbox(steward)[0].from(), member.person.text());
  const auto waiting = world.call<v1::ListJoinRequestsReply>(
      steward, "ListJoinRequests", of<v1::ListJoinRequestsRequest>(community.id()));
  ASSERT_EQ(waiting->requests_size(), 1);
  EXPECT_EQ(relation(member, community), Relation::kKnows);

  EXPECT_EQ(answering(community, member.person, true), kAccepted);
  EXPECT_TRUE(inbox(steward)[0].done());
  EXPECT_EQ(inbox(member)[0].kind(), v1::INBOX_KIND_JOIN_ANSWER);
  EXPECT_EQ(inbox(member)[0].about(), community.id());
  EXPECT_EQ(relation(member, community), Relation::kMember);
  EXPECT_EQ(answering(community, member.person, true), Code::kNotFound);

  EXPECT_FALSE(join(stranger, community));
  EXPECT_EQ(answering(community, stranger.person, false), kAccepted);
  EXPECT_EQ(relation(stranger, community), Relation::kKnows);
  EXPECT_EQ(inbox(stranger).size(), 1U);
  EXPECT_FALSE(join(stranger, community)) << "one may ask again";
}

TEST_F(Joining, WhoAskedKnowsOfItOnAllDevicesUntilThereIsAnAnswer) {
  const auto community = started(v1::OPENNESS_ON_REQUEST);
  EXPECT_EQ(asked_at(member, community), 0);
  EXPECT_FALSE(join(member, community));
  const std::int64_t asked_at_ms = asked_at(member, community);
  EXPECT_GT(asked_at_ms, 0);
  ASSERT_EQ(wishes(member).size(), 1U);
  EXPECT_EQ(wishes(member)[0].community(), community.id());
  EXPECT_EQ(wishes(member)[0].asked_at_ms(), asked_at_ms);
  EXPECT_EQ(asked_at(stranger, community), 0) << "another's wish is their own affair";
  const auto seq = world.last_commit().seq;
  EXPECT_FALSE(join(member, community));
  EXPECT_EQ(world.last_commit().seq, seq) << "asking again changes nothing";

  EXPECT_EQ(answering(community, member.person, false), kAccepted);
  EXPECT_EQ(asked_at(member, community), 0);
  EXPECT_TRUE(wishes(member).empty());

  EXPECT_FALSE(join(member, community));
  EXPECT_EQ(answering(community, member.person, true), kAccepted);
  EXPECT_EQ(asked_at(member, community), 0);
  EXPECT_TRUE(wishes(member).empty());
}

TEST_F(Joining, AWishIsTakenBack) {
  const auto community = started(v1::OPENNESS_ON_REQUEST);
  EXPECT_FALSE(join(member, community));
  EXPECT_EQ(leaving(member, community), kAccepted);
  EXPECT_TRUE(wishes(member).empty());
  EXPECT_TRUE(inbox(steward)[0].done());
  EXPECT_EQ(answering(community, member.person, true), Code::kNotFound);
  EXPECT_EQ(relation(member, community), Relation::kKnows);
  EXPECT_TRUE(inbox(member).empty()) << "one is not told of what one did";
  const auto seq = world.last_commit().seq;
  EXPECT_EQ(leaving(member, community), kAccepted);
  EXPECT_EQ(world.last_commit().seq, seq) << "taking back twice changes nothing";
}

TEST_F(Joining, WhoAskedIsLetInWhenItOpens) {
  const auto community = started(v1::OPENNESS_ON_REQUEST);
  EXPECT_FALSE(join(member, community));
  EXPECT_EQ(opening(community, v1::OPENNESS_OPEN), kAccepted);
  EXPECT_EQ(relation(member, community), Relation::kMember);
  EXPECT_TRUE(inbox(steward)[0].done());
  EXPECT_TRUE(wishes(member).empty());
}

TEST_F(Joining, GuestIsBroughtInByAStewardAndSeesThatOneOnly) {
  const auto community = started(v1::OPENNESS_OPEN);
  started(v1::OPENNESS_OPEN, "Pumps");
  EXPECT_EQ(world.refusal(guest, "JoinCommunity", of<v1::JoinCommunityRequest>(community.id())),
            Code::kForbidden);
  add(community, guest.person);
  EXPECT_EQ(listed_names(guest), std::vector<std::string>{"Wells"});
  EXPECT_EQ(naming(steward, community, guest.person, true), Code::kState);
  EXPECT_EQ(leaving(guest, community), kAccepted);
  EXPECT_TRUE(listed_names(guest).empty());
}

TEST_F(Joining, OnlyStewardHandsOverOrArchivesBeforeLeaving) {
  const auto community = started(v1::OPENNESS_OPEN);
  add(community, member.person);
  EXPECT_EQ(leaving(steward, community), Code::kState);
  EXPECT_EQ(naming(steward, community, steward.person, false), Code::kState);
  EXPECT_EQ(world.refusal(steward, "RemoveMember",
                          of<v1::RemoveMemberRequest>(community.id(), steward.person)),
            Code::kState);
  EXPECT_EQ(naming(steward, community, stranger.person, true), Code::kNotFound);
  EXPECT_EQ(naming(steward, community, member.person, true), kAccepted);
  EXPECT_EQ(listing(community)->stewards_size(), 2);
  EXPECT_EQ(leaving(steward, community), kAccepted);
  EXPECT_EQ(listing(community)->stewards_size(), 1);

  auto archive = of<v1::SetArchivedRequest>(community.id());
  archive.set_archived(true);
  EXPECT_EQ(world.refusal(member, "SetArchived", archive), kAccepted);
  EXPECT_EQ(leaving(member, community), kAccepted);
  EXPECT_EQ(listing(community)->member_count(), 0U);
}

TEST_F(Joining, AdministratorNamesAStewardOnlyWhenNoneIsLeft) {
  const auto community = started(v1::OPENNESS_PRIVATE);
  add(community, member.person);
  const Actor& admin = world.admin();
  EXPECT_EQ(naming(admin, community, member.person, true), Code::kForbidden);
  EXPECT_EQ(naming(admin, community, steward.person, false), Code::kForbidden);
  deactivate(steward);
  EXPECT_EQ(naming(admin, community, admin.person, true), Code::kState);
  EXPECT_EQ(naming(admin, community, member.person, true), kAccepted);
  EXPECT_EQ(relation(member, community), Relation::kSteward);
  EXPECT_EQ(relation(admin, community), Relation::kStranger);
}

TEST_F(Joining, AdministratorComesInOnlyWhereNobodyIsLeft) {
  const auto community = started(v1::OPENNESS_PRIVATE);
  deactivate(steward);
  EXPECT_EQ(naming(world.admin(), community, world.admin().person, true), kAccepted);
  EXPECT_EQ(relation(world.admin(), community), Relation::kSteward);
}

TEST_F(Joining, LevelIsOnesOwnAndGoesWithTheMembership) {
  const auto community = started(v1::OPENNESS_OPEN);
  ASSERT_TRUE(join(member, community));
  auto request = of<v1::SetCommunityLevelRequest>(community.id());
  request.set_level(v1::LEVEL_MUTE);
  EXPECT_EQ(world.refusal(stranger, "SetCommunityLevel", request), Code::kForbidden);
  EXPECT_EQ(world.refusal(member, "SetCommunityLevel", request), kAccepted);
  const auto levels = [&] {
    return storage::all_of<v1::CommunityLevel>(*world.read(), member.person)->size();
  };
  EXPECT_EQ(levels(), 1U);
  request.set_level(static_cast<v1::Level>(9));
  EXPECT_EQ(world.refusal(member, "SetCommunityLevel", request), Code::kInvalid);
  EXPECT_EQ(leaving(member, community), kAccepted);
  EXPECT_EQ(levels(), 0U);
}

}  // namespace
}  // namespace fika::domain
