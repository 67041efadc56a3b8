// SPDX-License-Identifier: GPL-3.0-or-later
// Merging two communities: what is where afterwards, and who may not do it.
#include "server/domain/communities/merge_for_tests.h"

namespace fika::domain {
namespace {

TEST_F(MergeTest, EverythingIsInTheOneThatStaysAndTheOtherLeadsThere) {
  const auto wells = started(v1::OPENNESS_PRIVATE, "Wells");
  const auto pumps = started(v1::OPENNESS_PRIVATE, "Pumps");
  add(wells, member.person);
  add(wells, guest.person);
  add(pumps, stranger.person);
  const Id thread = room_thread(member, wells, "A word on wells");
  pin(thread);
  const auto reply = must(merge(steward, wells, pumps, true));
  EXPECT_EQ(reply.community().merged_into(), pumps.id());
  EXPECT_FALSE(reply.community().has_merge());
  EXPECT_EQ(reply.into().id(), pumps.id());

  for (const Actor& actor : {steward, member, guest, stranger}) {
    EXPECT_EQ(listed_names(actor), std::vector<std::string>{"Pumps"});
    EXPECT_EQ(titles(actor, pumps), std::vector<std::string>{"A word on wells"});
    EXPECT_EQ(titles(actor, wells), std::vector<std::string>{"A word on wells"}) << "an old link";
    EXPECT_EQ(must(view(actor, wells)).community().merged_into(), pumps.id());
  }
  EXPECT_EQ(thread_now(thread).community(), pumps.id());
  EXPECT_TRUE(thread_now(thread).pinned());
  EXPECT_EQ(relation(steward, pumps), Relation::kSteward);
  EXPECT_EQ(relation(member, pumps), Relation::kMember);
  EXPECT_EQ(members(stranger, pumps), 4U);
  EXPECT_EQ(members(stranger, wells), 4U);
  say(stranger, thread);
  EXPECT_EQ(scopes_of(member), 1U) << "of the two";
}

TEST_F(MergeTest, StewardsBecomeMembersAndTheOneThatStaysKeepsItsOwn) {
  const auto wells = started(v1::OPENNESS_OPEN, "Wells");
  const auto pumps = started(v1::OPENNESS_OPEN, "Pumps");
  add(wells, member.person);
  ASSERT_EQ(naming(steward, wells, member.person, true), kAccepted);
  must(merge(steward, wells, pumps));
  EXPECT_EQ(relation(member, pumps), Relation::kMember);
  EXPECT_EQ(listing(pumps)->member_count(), 2U);
  EXPECT_EQ(listing(pumps)->stewards_size(), 1);
  EXPECT_FALSE(listing(wells).has_value());
}

TEST_F(MergeTest, TheLevelOfTheOneThatStaysCountsAndElseTheOther) {
  const auto wells = started(v1::OPENNESS_OPEN, "Wells");
  const auto pumps = started(v1::OPENNESS_OPEN, "Pumps");
  add(wells, member.person);
  add(wells, stranger.person);
  add(pumps, stranger.person);
  set_level(member, wells, v1::LEVEL_ALL);
  set_level(stranger, wells, v1::LEVEL_ALL);
  set_level(stranger, pumps, v1::LEVEL_MUTE);
  set_level(steward, wells, v1::LEVEL_MUTE);
  must(merge(steward, wells, pumps));
  EXPECT_EQ(level(member, pumps), v1::LEVEL_ALL);
  EXPECT_EQ(level(stranger, pumps), v1::LEVEL_MUTE);
  EXPECT_EQ(level(steward, pumps), v1::LEVEL_UNSPECIFIED) << "was there by the default";
  for (const Actor& actor : {member, stranger, steward}) {
    EXPECT_EQ(level(actor, wells), v1::LEVEL_UNSPECIFIED);
  }
}

TEST_F(MergeTest, WhoWaitsIsLetInWaitsThereOrHasAnAnswer) {
  for (const v1::Openness openness :
       {v1::OPENNESS_OPEN, v1::OPENNESS_ON_REQUEST, v1::OPENNESS_PRIVATE}) {
    const Actor asker = world.person("Asker");
    const auto wells = started(v1::OPENNESS_ON_REQUEST, "Wells");
    const auto pumps = started(openness, "Pumps");
    ASSERT_FALSE(join(asker, wells));
    const auto told_before = inbox(steward).size();
    must(merge(steward, wells, pumps, true));
    const bool is_open = openness == v1::OPENNESS_OPEN;
    const bool waits = openness == v1::OPENNESS_ON_REQUEST;
    EXPECT_EQ(relation(asker, pumps) == Relation::kMember, is_open);
    EXPECT_EQ(inbox(asker).size(), waits ? 0U : 1U);
    EXPECT_EQ(inbox(steward).size(), told_before + (waits ? 1U : 0U));
    EXPECT_EQ(answering(pumps, asker.person, true), waits ? kAccepted : Code::kNotFound);
  }
}

TEST_F(MergeTest, WhoHasLeftIsRememberedUnderOldMessages) {
  const auto wells = started(v1::OPENNESS_PRIVATE, "Wells");
  const auto pumps = started(v1::OPENNESS_PRIVATE, "Pumps");
  add(wells, member.person);
  room_thread(member, wells, "Mine");
  ASSERT_EQ(leaving(member, wells), kAccepted);
  must(merge(steward, wells, pumps));
  const auto there = storage::find<v1::Member>(*world.read(), id_of(pumps), {member.person});
  ASSERT_TRUE(there.value().has_value());
  EXPECT_TRUE((*there)->left());
  EXPECT_EQ((*there)->name(), "Moa");
  EXPECT_EQ(relation(member, pumps), Relation::kStranger);
}

TEST_F(MergeTest, PinsBeyondTheLimitAreLost) {
  const auto wells = started(v1::OPENNESS_PRIVATE, "Wells");
  const auto pumps = started(v1::OPENNESS_PRIVATE, "Pumps");
  for (std::size_t i = 0; i < kPinnedThreadsMax - 1; ++i) pin(room_thread(steward, pumps));
  const Id first = room_thread(steward, wells);
  const Id second = room_thread(steward, wells);
  pin(first);
  pin(second);
  must(merge(steward, wells, pumps));
  EXPECT_NE(thread_now(first).pinned(), thread_now(second).pinned());
}

TEST_F(MergeTest, ChainsAreOneHop) {
  const auto wells = started(v1::OPENNESS_PRIVATE, "Wells");
  const auto pumps = started(v1::OPENNESS_PRIVATE, "Pumps");
  const auto water = started(v1::OPENNESS_PRIVATE, "Water");
  const Id thread = room_thread(steward, wells, "Deep");
  must(merge(steward, wells, pumps));
  must(merge(steward, pumps, water));
  EXPECT_EQ(must(view(steward, wells)).community().merged_into(), water.id());
  EXPECT_EQ(must(view(steward, pumps)).community().merged_into(), water.id());
  EXPECT_EQ(storage::scope_of(*world.read(), id_of(wells)).value(), community_scope(id_of(water)));
  EXPECT_EQ(thread_now(thread).community(), water.id());
  EXPECT_EQ(titles(steward, wells), std::vector<std::string>{"Deep"});
}

TEST_F(MergeTest, AgainIsTheSameAnswerAndNoChange) {
  const auto wells = started(v1::OPENNESS_OPEN, "Wells");
  const auto pumps = started(v1::OPENNESS_OPEN, "Pumps");
  const auto first = must(merge(steward, wells, pumps));
  const auto seq = world.last_commit().seq;
  EXPECT_EQ(must(merge(steward, wells, pumps)).SerializeAsString(), first.SerializeAsString());
  EXPECT_EQ(world.last_commit().seq, seq);
}

TEST_F(MergeTest, ARedirectTakesNothingAnyMore) {
  const auto wells = started(v1::OPENNESS_OPEN, "Wells");
  const auto pumps = started(v1::OPENNESS_OPEN, "Pumps");
  const auto third = started(v1::OPENNESS_OPEN, "Third");
  const Id thread = room_thread(steward, third);
  must(merge(steward, wells, pumps));
  EXPECT_EQ(opening(wells, v1::OPENNESS_PRIVATE), Code::kState);
  EXPECT_EQ(world.refusal(member, "JoinCommunity", of<v1::JoinCommunityRequest>(wells.id())),
            Code::kState);
  EXPECT_EQ(leaving(steward, wells), Code::kState);
  EXPECT_EQ(
      world.refusal(steward, "AddMember", of<v1::AddMemberRequest>(wells.id(), member.person)),
      Code::kState);
  EXPECT_EQ(world.refusal(steward, "RemoveMember",
                          of<v1::RemoveMemberRequest>(wells.id(), member.person)),
            Code::kState);
  EXPECT_EQ(naming(steward, wells, member.person, true), Code::kState);
  EXPECT_EQ(answering(wells, member.person, true), Code::kState);
  EXPECT_EQ(world.refusal(world.admin(), "SetArchived", of<v1::SetArchivedRequest>(wells.id())),
            Code::kState);
  EXPECT_EQ(
      world.refusal(steward, "SetCommunityLevel", of<v1::SetCommunityLevelRequest>(wells.id())),
      Code::kState);
  EXPECT_EQ(starting(steward, wells), Code::kState);
  v1::MoveThreadRequest move;
  move.set_thread(thread.text());
  move.set_community(wells.id());
  EXPECT_EQ(world.refusal(steward, "MoveThread", move), Code::kState);
  EXPECT_EQ(code_of(merge(steward, wells, third)), Code::kState);
  EXPECT_EQ(code_of(merge(steward, third, wells)), Code::kState);
}

TEST_F(MergeTest, OfAnOldLinkAKnowerSeesWhereItLeadsAndNoMore) {
  const auto wells = started(v1::OPENNESS_ON_REQUEST, "Wells");
  const auto pumps = started(v1::OPENNESS_ON_REQUEST, "Pumps");
  const auto closed = started(v1::OPENNESS_PRIVATE, "Closed");
  const auto shut = started(v1::OPENNESS_PRIVATE, "Shut");
  must(merge(steward, wells, pumps));
  must(merge(steward, shut, closed));
  const auto seen = must(view(stranger, wells));
  EXPECT_EQ(seen.community().merged_into(), pumps.id());
  EXPECT_EQ(seen.community().name(), "");
  EXPECT_EQ(code_of(view(stranger, shut)), Code::kNotFound);
  EXPECT_EQ(code_of(view(guest, wells)), Code::kNotFound);
}

TEST_F(MergeTest, IsForStewardsOfBothThatStandApart) {
  const auto wells = started(v1::OPENNESS_OPEN, "Wells");
  const auto pumps = started(v1::OPENNESS_OPEN, "Pumps");
  const auto hidden = started(v1::OPENNESS_PRIVATE, "Hidden");
  add(pumps, member.person);
  add(wells, member.person);
  EXPECT_EQ(code_of(merge(member, wells, pumps)), Code::kForbidden);
  EXPECT_EQ(code_of(merge(world.admin(), wells, pumps)), Code::kForbidden);
  ASSERT_EQ(naming(steward, wells, member.person, true), kAccepted);
  EXPECT_EQ(code_of(merge(member, wells, pumps)), Code::kForbidden);
  EXPECT_EQ(code_of(merge(member, wells, hidden)), Code::kNotFound);
  EXPECT_EQ(code_of(merge(steward, wells, wells)), Code::kInvalid);
  v1::MergeCommunitiesRequest request;
  request.set_community(wells.id());
  EXPECT_EQ(world.refusal(steward, "MergeCommunities", request), Code::kInvalid);
  request.set_into(room_thread(steward, pumps).text());
  EXPECT_EQ(world.refusal(steward, "MergeCommunities", request), Code::kNotFound);
  archive(pumps);
  EXPECT_EQ(code_of(merge(steward, wells, pumps)), Code::kState);
  EXPECT_EQ(code_of(merge(steward, pumps, wells)), kAccepted) << "an archived one may go";
}

TEST_F(MergeTest, MoreReadersAreAgreedTo) {
  const auto merging = [&](v1::Openness from, v1::Openness into, const std::vector<Actor>& here,
                           const std::vector<Actor>& there) {
    const auto wells = started(from, "Wells");
    const auto pumps = started(into, "Pumps");
    for (const Actor& actor : here) add(wells, actor.person);
    for (const Actor& actor : there) add(pumps, actor.person);
    const Code plain = code_of(merge(steward, wells, pumps));
    if (plain != kAccepted) EXPECT_EQ(code_of(merge(steward, wells, pumps, true)), kAccepted);
    return plain;
  };
  constexpr auto kOpen = v1::OPENNESS_OPEN;
  constexpr auto kAsk = v1::OPENNESS_ON_REQUEST;
  constexpr auto kClosed = v1::OPENNESS_PRIVATE;
  EXPECT_EQ(merging(kOpen, kOpen, {member}, {stranger}), kAccepted);
  EXPECT_EQ(merging(kOpen, kOpen, {guest}, {guest}), kAccepted);
  EXPECT_EQ(merging(kOpen, kOpen, {guest}, {}), Code::kState) << "the guest reads the other";
  EXPECT_EQ(merging(kOpen, kOpen, {}, {guest}), Code::kState);
  EXPECT_EQ(merging(kClosed, kClosed, {member}, {member}), kAccepted);
  EXPECT_EQ(merging(kClosed, kClosed, {member}, {}), Code::kState);
  EXPECT_EQ(merging(kClosed, kClosed, {}, {member}), Code::kState);
  EXPECT_EQ(merging(kClosed, kAsk, {}, {}), Code::kState);
  EXPECT_EQ(merging(kAsk, kOpen, {}, {}), Code::kState);
  EXPECT_EQ(merging(kAsk, kClosed, {}, {}), kAccepted);
  EXPECT_EQ(merging(kOpen, kClosed, {}, {member}), kAccepted) << "who read all of the open one";
  EXPECT_EQ(merging(kOpen, kClosed, {member}, {}), Code::kState);
}

TEST_F(MergeTest, OneCommunityFewerIsCounted) {
  const auto wells = started(v1::OPENNESS_OPEN, "Wells");
  const auto pumps = started(v1::OPENNESS_OPEN, "Pumps");
  must(merge(steward, wells, pumps));
  const auto row = storage::find_index(*world.read(), kCommunityCount, "all").value();
  EXPECT_EQ(storage::KeyReader(*row).u64(), 1U);
}

TEST_F(MergeTest, RhythmIsSaidInTheCommunityAndItsListing) {
  auto community = started(v1::OPENNESS_OPEN);
  auto request = of<v1::UpdateCommunityRequest>(community.id());
  request.set_rhythm("  every other Thursday ");
  community = must(world.call<v1::Community>(steward, "UpdateCommunity", request));
  EXPECT_EQ(community.rhythm(), "every other Thursday");
  EXPECT_EQ(listing(community)->rhythm(), "every other Thursday");
  request.set_rhythm(std::string(kCommunityRhythmMax + 1, 'a'));
  EXPECT_EQ(world.refusal(steward, "UpdateCommunity", request), Code::kInvalid);
  request.set_rhythm("");
  EXPECT_EQ(must(world.call<v1::Community>(steward, "UpdateCommunity", request)).rhythm(), "");
  v1::CreateCommunityRequest create;
  create.set_id(world.fresh_id().text());
  create.set_name("Choir");
  create.set_rhythm("Mondays");
  EXPECT_EQ(must(world.call<v1::Community>(steward, "CreateCommunity", create)).rhythm(),
            "Mondays");
}

}  // namespace
}  // namespace fika::domain
