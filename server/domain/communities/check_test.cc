// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/checks_for_tests.h"
#include "server/domain/communities/community_for_tests.h"
#include "server/domain/members.h"
#include "server/domain/scopes.h"

namespace fika::domain {
namespace {

TEST_F(CommunityTest, WhatFollowsFromACommunityIsHeldAgainstIt) {
  const auto open = started(v1::OPENNESS_OPEN);
  const auto on_request = started(v1::OPENNESS_ON_REQUEST);
  const auto closed = started(v1::OPENNESS_PRIVATE);
  add(open, member.person);
  add(open, guest.person);
  ASSERT_EQ(world.refusal(member, "LeaveCommunity", of<v1::LeaveCommunityRequest>(open.id())),
            kAccepted);
  ASSERT_FALSE(join(member, on_request));

  const Id id = Id::parse(open.id()).value();
  const Id asked = Id::parse(on_request.id()).value();
  const auto place = [&](const Actor& actor, const Id& community) {
    return storage::KeyWriter().id(actor.person).scope(community_scope(community)).take();
  };
  v1::CommunityListing listed = listing(open).value();
  listed.set_member_count(7);
  v1::CommunityListing unknown = listing(open).value();
  unknown.set_community(world.fresh_id().text());
  v1::CommunityListing secret = listed;
  secret.set_community(closed.id());
  v1::JoinWish nobodys;
  nobodys.set_person(member.person.text());
  nobodys.set_community(open.id());
  nobodys.set_asked_at_ms(1);
  const std::string request_key = pair_key(asked, member.person);
  const std::string item_key =
      storage::KeyWriter().id(asked).id(member.person).id(steward.person).take();
  expect_found(
      world, communities(),
      {with_row("The number of communities is another than is kept", kCommunityCount, "all",
                count_of(2)),
       with_row("A community has another number of members than is kept", kMemberCounts,
                bytes_of(id), count_of(3)),
       with_row("Members are counted of a community that is not there", kMemberCounts,
                bytes_of(member.person), count_of(1)),
       with_row("A row of an index cannot be read", kMemberCounts, bytes_of(id), "many"),
       without_row("A steward is not listed as one", kStewards, pair_key(id, steward.person)),
       with_row("Somebody is listed as a steward who is none", kStewards,
                pair_key(id, member.person)),
       with_entity("A community's listing is not what follows from it", listed),
       with_entity("A community is listed that is not there", unknown),
       with_entity("A community is listed though private, or not listed though not", secret),
       without_row("A member is not listed among the person's", kMemberships, place(member, id)),
       with_row("A membership is listed that is not there", kMemberships, place(stranger, id)),
       without_row("A member does not receive what changes, or receives it after leaving",
                   kSubscriptions, place(guest, id)),
       with_row("A member does not receive what changes, or receives it after leaving",
                kSubscriptions, place(member, id)),
       with_row("Somebody receives a scope that they are not in", kSubscriptions,
                place(stranger, id)),
       with_row("A request to join is nobody's, or is for nothing", kJoinRequests,
                pair_key(id, member.person)),
       with_entity("Somebody is told that a request of theirs waits that does not", nobodys),
       with_row("A row of an index cannot be read", kJoinRequests, request_key, "\xff"),
       without_row("What a steward was told of a request is not there", kJoinRequests, request_key),
       with_row("What a steward was told of a request is not there", kJoinRequestItems, item_key,
                bytes_of(world.fresh_id()))});
}

}  // namespace
}  // namespace fika::domain
