// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/communities/communities.h"

#include "server/domain/communities/community_for_tests.h"
#include "server/domain/members.h"

namespace fika::domain {
namespace {

using Communities = CommunityTest;

TEST_F(Communities, StarterIsStewardAndEverybodySeesTheListing) {
  v1::CreateCommunityRequest request;
  request.set_id(world.fresh_id().text());
  request.set_name("  Clean water ");
  request.set_purpose("Wells that last.\nAnd pumps.");
  request.set_theme("Water");
  request.add_languages("sv");
  request.add_languages("en-GB");
  request.add_languages("sv");
  const auto community = world.call<v1::Community>(steward, "CreateCommunity", request).value();
  EXPECT_EQ(community.name(), "Clean water");
  EXPECT_EQ(community.openness(), v1::OPENNESS_OPEN);
  EXPECT_EQ(community.created_by(), steward.person.text());
  EXPECT_EQ(community.languages_size(), 2);
  EXPECT_EQ(relation(steward, community), Relation::kSteward);
  EXPECT_EQ(listing(community)->member_count(), 1U);
  EXPECT_EQ(listing(community)->stewards(0), steward.person.text());
  EXPECT_EQ(world.last_commit().scopes.size(), 2U);  // the community's and the organisation's
  EXPECT_EQ(world.refusal(steward, "CreateCommunity", request), Code::kExists);
}

TEST_F(Communities, RefusesWhatIsOverALimit) {
  v1::CreateCommunityRequest sound;
  sound.set_id(world.fresh_id().text());
  sound.set_name("Wells");
  const auto refusal_with = [&](auto change) {
    v1::CreateCommunityRequest request = sound;
    change(request);
    return world.refusal(steward, "CreateCommunity", request);
  };
  EXPECT_EQ(refusal_with([](auto& r) { r.set_id("7"); }), Code::kInvalid);
  EXPECT_EQ(refusal_with([](auto& r) { r.set_name(" "); }), Code::kInvalid);
  EXPECT_EQ(refusal_with([](auto& r) { r.set_name(std::string(81, 'x')); }), Code::kInvalid);
  EXPECT_EQ(refusal_with([](auto& r) { r.set_purpose(std::string(1001, 'x')); }), Code::kInvalid);
  EXPECT_EQ(refusal_with([](auto& r) { r.set_purpose("\xff"); }), Code::kInvalid);
  EXPECT_EQ(refusal_with([](auto& r) { r.set_theme("a\nb"); }), Code::kInvalid);
  EXPECT_EQ(refusal_with([](auto& r) { r.add_languages("svenska språket"); }), Code::kInvalid);
  EXPECT_EQ(refusal_with([](auto& r) { r.add_languages("sv-"); }), Code::kInvalid);
  EXPECT_EQ(refusal_with([](auto& r) {
              for (int i = 0; i < 11; ++i) r.add_languages("sv");
            }),
            Code::kInvalid);
  EXPECT_EQ(refusal_with([](auto& r) { r.set_openness(static_cast<v1::Openness>(9)); }),
            Code::kInvalid);
  EXPECT_EQ(refusal_with([&](auto& r) { r.set_id(member.person.text()); }), Code::kExists);
  EXPECT_EQ(refusal_with([](auto&) {}), kAccepted);
}

TEST_F(Communities, PrivateOneIsUnknownToStrangersAndAdministrators) {
  const auto community = started(v1::OPENNESS_PRIVATE);
  EXPECT_FALSE(listing(community).has_value());
  for (const Actor& outside : {stranger, world.admin(), guest}) {
    EXPECT_EQ(world.refusal(outside, "GetCommunity", of<v1::GetCommunityRequest>(community.id())),
              Code::kNotFound);
    EXPECT_TRUE(listed_names(outside).empty());
  }
  EXPECT_EQ(world.refusal(stranger, "JoinCommunity", of<v1::JoinCommunityRequest>(community.id())),
            Code::kNotFound);
  add(community, member.person);
  EXPECT_EQ(listed_names(member), std::vector<std::string>{"Wells"});
  const auto view = world.call<v1::CommunityView>(member, "GetCommunity",
                                                  of<v1::GetCommunityRequest>(community.id()));
  EXPECT_EQ(view->community().name(), "Wells");
  EXPECT_FALSE(view->has_listing());
  EXPECT_FALSE(view->me().steward());
}

TEST_F(Communities, TurningPrivateEndsWhatOthersSaw) {
  const auto community = started(v1::OPENNESS_OPEN);
  EXPECT_EQ(relation(stranger, community), Relation::kSees);
  EXPECT_EQ(opening(community, v1::OPENNESS_PRIVATE), kAccepted);
  EXPECT_EQ(relation(stranger, community), Relation::kStranger);
  EXPECT_FALSE(listing(community).has_value());
  EXPECT_EQ(opening(community, v1::OPENNESS_ON_REQUEST), kAccepted);
  EXPECT_EQ(listing(community)->member_count(), 1U);
}

TEST_F(Communities, AdministratorArchivesWithoutReading) {
  const auto community = started(v1::OPENNESS_PRIVATE);
  const Id id = Id::parse(community.id()).value();
  EXPECT_TRUE(check_writable(*world.read(), id));
  auto request = of<v1::SetArchivedRequest>(community.id());
  request.set_archived(true);
  const auto answer = world.call<v1::Community>(world.admin(), "SetArchived", request).value();
  EXPECT_TRUE(answer.archived());
  EXPECT_EQ(answer.name(), "");
  EXPECT_EQ(check_writable(*world.read(), id).error().code, Code::kState);
  EXPECT_TRUE(listed_names(steward).empty()) << "archived ones come when asked for";
}

TEST_F(Communities, UpdateChangesWhatIsNamedAndNothingElse) {
  const auto community = started(v1::OPENNESS_OPEN);
  auto request = of<v1::UpdateCommunityRequest>(community.id());
  request.set_purpose("Pumps too");
  const auto after = world.call<v1::Community>(steward, "UpdateCommunity", request).value();
  EXPECT_EQ(after.purpose(), "Pumps too");
  EXPECT_EQ(after.name(), community.name());
  EXPECT_EQ(listing(community)->purpose(), "Pumps too");
  const auto seq = world.last_commit().seq;
  EXPECT_EQ(world.refusal(steward, "UpdateCommunity", request), kAccepted);
  EXPECT_EQ(world.last_commit().seq, seq);
  request.add_languages("sv");
  EXPECT_EQ(world.refusal(steward, "UpdateCommunity", request), Code::kInvalid);
}

TEST_F(Communities, MembersComePageByPageWithoutThoseWhoLeft) {
  const auto community = started(v1::OPENNESS_OPEN);
  for (const Actor& actor : {member, stranger, world.admin()}) ASSERT_TRUE(join(actor, community));
  EXPECT_EQ(leaving(stranger, community), kAccepted);
  v1::ListMembersRequest request;
  request.set_root(community.id());
  request.set_limit(2);
  const auto first = world.call<v1::ListMembersReply>(steward, "ListMembers", request).value();
  EXPECT_EQ(first.members_size(), 2);
  request.set_page(first.next_page());
  const auto last = world.call<v1::ListMembersReply>(steward, "ListMembers", request).value();
  EXPECT_EQ(last.members_size(), 1);
  EXPECT_EQ(last.next_page(), "");
  request.set_limit(501);
  EXPECT_EQ(world.refusal(steward, "ListMembers", request), Code::kInvalid);
  request.set_root(member.person.text());
  EXPECT_EQ(world.refusal(steward, "ListMembers", request), Code::kNotFound);
}

TEST_F(Communities, CountsAgainWhatWasPutInByOtherMeans) {
  const auto community = started(v1::OPENNESS_OPEN);
  const Id id = Id::parse(community.id()).value();
  ASSERT_TRUE(world.write([&](storage::Transaction& txn) -> Status {
    TRY(const auto person, storage::find<v1::Person>(txn, world.organisation(), {member.person}));
    CHECKED(add_member(txn, community_scope(id), *person, true));
    return community_changed(txn, id);
  }));
  EXPECT_EQ(listing(community)->member_count(), 2U);
  EXPECT_EQ(listing(community)->stewards_size(), 2);
}

TEST_F(Communities, ListIsByNameAndKnowsWhatIsJoined) {
  const auto wells = started(v1::OPENNESS_OPEN, "wells");
  started(v1::OPENNESS_ON_REQUEST, "Pumps");
  started(v1::OPENNESS_PRIVATE, "Board");
  EXPECT_EQ(listed_names(stranger), (std::vector<std::string>{"Pumps", "wells"}));
  EXPECT_EQ(listed_names(steward), (std::vector<std::string>{"Board", "Pumps", "wells"}));
  ASSERT_TRUE(join(stranger, wells));
  EXPECT_EQ(listed_names(stranger, true), (std::vector<std::string>{"wells"}));
}

TEST_F(Communities, SnapshotsCarryListingsOwnPlaceAndLevels) {
  const auto community = started(v1::OPENNESS_OPEN);
  const Id id = Id::parse(community.id()).value();
  ASSERT_TRUE(join(member, community));
  const auto reader = world.read();
  const Query query{*reader, member, world.organisation(), 0};
  const auto puts = [&](const storage::Scope& scope) {
    v1::Snapshot snapshot;
    SnapshotBuilder builder(*reader);
    builder.begin(snapshot);
    EXPECT_TRUE(communities().snapshot(query, scope, builder));
    return snapshot.puts_size();
  };
  EXPECT_EQ(puts(organisation_scope(world.organisation())), 1);
  EXPECT_EQ(puts(community_scope(id)), 2);
  EXPECT_EQ(puts(person_scope(member.person)), 0);
}

}  // namespace
}  // namespace fika::domain
