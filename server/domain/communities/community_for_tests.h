// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of communities say often: a world with a steward, colleagues and a guest.
#pragma once

#include <fika/v1/messages.pb.h>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/domain/communities/communities.h"
#include "storage/entities.h"
#include "tests/support/world.h"

namespace fika::domain {

constexpr Code kAccepted = Code::kInternal;  // as World::refusal says it

class CommunityTest : public ::testing::Test {
 protected:
  explicit CommunityTest(const std::vector<Capability>& capabilities = {communities()})
      : world(capabilities) {}

  v1::Community started(v1::Openness openness, const std::string& name = "Wells") {
    v1::CreateCommunityRequest request;
    request.set_id(world.fresh_id().text());
    request.set_name(name);
    request.set_openness(openness);
    return world.call<v1::Community>(steward, "CreateCommunity", request).value();
  }
  template <class Request>
  static Request of(const std::string& community, const Id& person = {}) {
    Request request;
    request.set_community(community);
    if constexpr (requires { request.set_person(std::string()); })
      request.set_person(person.text());
    return request;
  }
  void add(const v1::Community& community, const Id& person) {
    const auto request = of<v1::AddMemberRequest>(community.id(), person);
    ASSERT_TRUE(world.call<v1::Member>(steward, "AddMember", request).has_value());
  }
  bool join(const Actor& actor, const v1::Community& community) {
    const auto request = of<v1::JoinCommunityRequest>(community.id());
    return world.call<v1::JoinCommunityReply>(actor, "JoinCommunity", request).value().joined();
  }
  Code leaving(const Actor& actor, const v1::Community& community) {
    return world.refusal(actor, "LeaveCommunity", of<v1::LeaveCommunityRequest>(community.id()));
  }
  Code answering(const v1::Community& community, const Id& person, bool accept) {
    auto request = of<v1::AnswerJoinRequestRequest>(community.id(), person);
    request.set_accept(accept);
    return world.refusal(steward, "AnswerJoinRequest", request);
  }
  Code naming(const Actor& actor, const v1::Community& community, const Id& person,
              bool is_steward) {
    auto request = of<v1::SetStewardRequest>(community.id(), person);
    request.set_steward(is_steward);
    return world.refusal(actor, "SetSteward", request);
  }
  Code opening(const v1::Community& community, v1::Openness openness) {
    auto request = of<v1::UpdateCommunityRequest>(community.id());
    request.set_openness(openness);
    return world.refusal(steward, "UpdateCommunity", request);
  }
  std::optional<v1::CommunityListing> listing(const v1::Community& community) {
    return storage::find<v1::CommunityListing>(*world.read(), world.organisation(),
                                               {Id::parse(community.id()).value()})
        .value();
  }
  Relation relation(const Actor& actor, const v1::Community& community) {
    return relation_to(*world.read(), actor, Id::parse(community.id()).value()).value();
  }
  std::vector<v1::InboxItem> inbox(const Actor& actor) {
    return storage::all_of<v1::InboxItem>(*world.read(), actor.person).value();
  }
  std::int64_t asked_at(const Actor& actor, const v1::Community& community) {
    return world
        .call<v1::CommunityView>(actor, "GetCommunity", of<v1::GetCommunityRequest>(community.id()))
        .value()
        .asked_at_ms();
  }
  std::vector<v1::JoinWish> wishes(const Actor& actor) {
    return storage::all_of<v1::JoinWish>(*world.read(), actor.person).value();
  }
  std::vector<std::string> listed_names(const Actor& actor, bool joined_only = false) {
    v1::ListCommunitiesRequest request;
    request.set_joined_only(joined_only);
    const auto reply =
        world.call<v1::ListCommunitiesReply>(actor, "ListCommunities", request).value();
    std::vector<std::string> names;
    for (const auto& view : reply.communities()) {
      names.push_back(view.has_community() ? view.community().name() : view.listing().name());
    }
    return names;
  }
  void deactivate(const Actor& actor) {
    ASSERT_TRUE(world.write([&](storage::Transaction& txn) -> Status {
      TRY(auto person, storage::find<v1::Person>(txn, world.organisation(), {actor.person}));
      person->set_deactivated(true);
      return txn.put(*person);
    }));
  }

  tests::World world;
  Actor steward = world.person("Stina");
  Actor member = world.person("Moa");
  Actor stranger = world.person("Sven");
  Actor guest = world.person("Gry", v1::ROLE_GUEST);
};

}  // namespace fika::domain
