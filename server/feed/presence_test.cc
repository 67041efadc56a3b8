// SPDX-License-Identifier: GPL-3.0-or-later
// Who is told that who is here.
#include <fika/v1/conversations.pb.h>
#include <fika/v1/organisation.pb.h>
#include <set>

#include "server/feed/feed_for_tests.h"

namespace fika::feed {
namespace {

using Kind = v1::ServerFrame::FrameCase;

class Presence : public FeedTest {
 protected:
  Presence() {
    is_inline_ = true;
    other_config_ = config();
    other_config_.core = 1;
    other_config_.broadcast_standings = [this](const Standings& standings) {
      hub_->take(standings);
      other_->take(standings);
    };
    other_ = std::make_unique<Hub>(world_.store(), world_.clock(), other_config_);
  }

  // Enough time for everybody to be told everything.
  void wait() {
    for (int second = 0; second < 6; ++second) {
      world_.clock().advance(kSecondMs);
      hub_->tend_here();
    }
  }
  // Whom the device holds to be here by what it was told.
  static std::set<Id> here(const Device& device) {
    std::set<Id> people;
    for (const v1::ServerFrame& frame : device.frames) {
      if (!frame.has_ephemeral()) continue;
      const v1::HereNow& change = frame.ephemeral().here_now();
      for (const std::string& id : change.people()) {
        EXPECT_TRUE(people.insert(Id::from_bytes(id)).second) << "told twice";
      }
      for (const std::string& id : change.gone()) {
        EXPECT_EQ(people.erase(Id::from_bytes(id)), 1U) << "gone without having been here";
      }
    }
    return people;
  }
  static std::set<Id> only(const domain::Actor& actor) { return {actor.person}; }
  void add(const domain::Actor& steward, const Id& to, const Id& person) {
    v1::AddMemberRequest request;
    request.set_community(to.text());
    request.set_person(person.text());
    ASSERT_TRUE(world_.call<v1::Member>(steward, "AddMember", request));
  }
  void switch_off(const domain::Actor& actor, bool is_off) {
    v1::UpdateProfileRequest request;
    request.set_here_now_off(is_off);
    ASSERT_TRUE(world_.call<v1::Me>(actor, "UpdateProfile", request));
    publish();
  }
  void switch_off_for_all(bool is_off) {
    v1::UpdateOrganisationRequest request;
    request.set_here_now_off(is_off);
    ASSERT_TRUE(world_.call<v1::Organisation>(world_.admin(), "UpdateOrganisation", request));
    publish();
  }

  HubConfig other_config_;
  std::unique_ptr<Hub> other_;
};

struct Connected : Device {
  Connected(Hub& hub, const domain::Actor& actor) : Device(hub, actor) { hello(); }
};

TEST_F(Presence, ThoseWhoShareACommunityHearOfEachOtherAndOfTheGoing) {
  Connected anna(*hub_, anna_);
  {
    Connected bo(*hub_, bo_);
    wait();
    EXPECT_EQ(here(anna), only(bo_));
    EXPECT_EQ(here(bo), only(anna_));
  }
  wait();
  EXPECT_TRUE(here(anna).empty());
  EXPECT_EQ(anna.count(Kind::kEphemeral), 2U);
}

TEST_F(Presence, ColleaguesWithoutACommonPlaceHearNothing) {
  const domain::Actor olle = world_.person("Olle");
  publish();
  Connected anna(*hub_, anna_);
  Connected outsider(*hub_, olle);
  wait();
  EXPECT_EQ(anna.count(Kind::kEphemeral) + outsider.count(Kind::kEphemeral), 0U);
}

TEST_F(Presence, AGuestHearsOnlyOfTheirCommunityAndOnlyItHearsOfThem) {
  const domain::Actor gry = world_.person("Gry", v1::ROLE_GUEST);
  const Id inside = community(bo_, "Inside", v1::OPENNESS_PRIVATE);
  add(bo_, inside, gry.person);
  publish();
  Connected anna(*hub_, anna_);
  Connected bo(*hub_, bo_);
  Connected guest(*hub_, gry);
  wait();
  EXPECT_EQ(here(guest), only(bo_));
  EXPECT_EQ(here(anna), only(bo_));
  EXPECT_EQ(here(bo), (std::set<Id>{anna_.person, gry.person}));
}

TEST_F(Presence, AConversationIsAPlaceToo) {
  const domain::Actor olle = world_.person("Olle");
  v1::StartConversationRequest request;
  request.set_id(world_.fresh_id().text());
  request.add_participants(olle.person.text());
  ASSERT_TRUE(world_.call_any(anna_, "StartConversation", request));
  publish();
  Connected anna(*hub_, anna_);
  Connected other(*hub_, olle);
  wait();
  EXPECT_EQ(here(anna), only(olle));
  EXPECT_EQ(here(other), only(anna_));
}

TEST_F(Presence, WhoSwitchesItOffIsGoneAndHearsOfNobody) {
  Connected anna(*hub_, anna_);
  Connected bo(*hub_, bo_);
  wait();
  switch_off(bo_, true);
  wait();
  EXPECT_TRUE(here(anna).empty());
  EXPECT_TRUE(here(bo).empty());
  Connected phone(*hub_, bo_);
  wait();
  EXPECT_EQ(phone.count(Kind::kEphemeral), 0U);
  EXPECT_TRUE(here(anna).empty());
  switch_off(bo_, false);
  wait();
  EXPECT_EQ(here(anna), only(bo_));
  EXPECT_EQ(here(phone), only(anna_));
}

TEST_F(Presence, SwitchedOffWhileAnAnswerIsBuiltCountsToo) {
  Connected anna(*hub_, anna_);
  is_inline_ = false;
  Device bo(*hub_, bo_);
  bo.hello();
  read_aside();
  switch_off(bo_, true);
  come_back();
  ASSERT_EQ(bo.count(Kind::kBootstrap), 1U);
  wait();
  EXPECT_TRUE(here(anna).empty());
  EXPECT_TRUE(here(bo).empty());
}

TEST_F(Presence, TheOrganisationSwitchesItOffForAll) {
  Connected anna(*hub_, anna_);
  Connected bo(*hub_, bo_);
  wait();
  switch_off_for_all(true);
  wait();
  EXPECT_TRUE(here(anna).empty());
  EXPECT_TRUE(here(bo).empty());
  switch_off_for_all(false);
  wait();
  EXPECT_EQ(here(anna), only(bo_));
}

TEST_F(Presence, ASessionIsToldAtMostOnceInFiveSeconds) {
  const domain::Actor olle = world_.person("Olle");
  join(olle, community_);
  publish();
  Connected anna(*hub_, anna_);
  Connected bo(*hub_, bo_);
  wait();
  ASSERT_EQ(anna.count(Kind::kEphemeral), 1U);
  Connected third(*hub_, olle);
  world_.clock().advance(10 * kSecondMs);
  hub_->tend_here();
  EXPECT_EQ(anna.count(Kind::kEphemeral), 2U);
  for (int second = 1; second < 5; ++second) {
    world_.clock().advance(kSecondMs);
    // Somebody comes and goes all the time.
    if (second % 2 == 0) switch_off(olle, second == 2);
    hub_->tend_here();
  }
  EXPECT_EQ(anna.count(Kind::kEphemeral), 2U);
  wait();
  EXPECT_EQ(here(anna), (std::set<Id>{bo_.person, olle.person}));
  EXPECT_EQ(anna.count(Kind::kEphemeral), 2U) << "nothing had changed in the end";
}

TEST_F(Presence, AReloadOfThePageIsNoNews) {
  Connected anna(*hub_, anna_);
  auto bo = std::make_unique<Connected>(*hub_, bo_);
  wait();
  bo = nullptr;
  bo = std::make_unique<Connected>(*hub_, bo_);
  wait();
  EXPECT_EQ(anna.count(Kind::kEphemeral), 1U);
  EXPECT_EQ(here(*bo), only(anna_));
}

TEST_F(Presence, APersonIsHereUntilTheLastDeviceIsGone) {
  Connected anna(*hub_, anna_);
  auto phone = std::make_unique<Connected>(*hub_, bo_);
  auto desk = std::make_unique<Connected>(*hub_, bo_);
  wait();
  EXPECT_EQ(here(*phone), only(anna_)) << "one's own other device is no news";
  phone = nullptr;
  wait();
  EXPECT_EQ(here(anna), only(bo_));
  desk = nullptr;
  wait();
  EXPECT_TRUE(here(anna).empty());
}

TEST_F(Presence, DevicesOnTwoCoresAreOnePerson) {
  HubConfig first = config();
  first.broadcast_standings = other_config_.broadcast_standings;
  hub_ = std::make_unique<Hub>(world_.store(), world_.clock(), first);
  const auto wait_both = [&] {
    for (int turn = 0; turn < 2; ++turn) {
      other_->tend_here();
      wait();
    }
  };
  Connected anna(*hub_, anna_);
  auto phone = std::make_unique<Connected>(*hub_, bo_);
  auto desk = std::make_unique<Connected>(*other_, bo_);
  wait_both();
  EXPECT_EQ(here(anna), only(bo_));
  EXPECT_EQ(here(*desk), only(anna_));
  phone = nullptr;
  wait_both();
  EXPECT_EQ(here(anna), only(bo_));
  desk = nullptr;
  wait_both();
  EXPECT_TRUE(here(anna).empty());
}

TEST_F(Presence, ASlowSocketHearsOfItLater) {
  Connected anna(*hub_, anna_);
  Connected bo(*hub_, bo_);
  anna.waiting = 1;
  wait();
  EXPECT_EQ(anna.count(Kind::kEphemeral), 0U);
  anna.waiting = 0;
  wait();
  EXPECT_EQ(here(anna), only(bo_));
}

TEST_F(Presence, LeavingTheCommonPlaceEndsItBothWays) {
  Connected anna(*hub_, anna_);
  Connected bo(*hub_, bo_);
  wait();
  leave(bo_, community_);
  publish();
  wait();
  EXPECT_TRUE(here(anna).empty());
  EXPECT_TRUE(here(bo).empty());
}

TEST_F(Presence, ASignedOutSessionIsGone) {
  domain::Actor actor = bo_;
  actor.secret_hash = "hash";
  Connected anna(*hub_, anna_);
  Connected bo(*hub_, actor);
  wait();
  storage::CommitSummary summary;
  summary.seq = world_.store().head().seq + 1;
  auto publication = std::make_shared<Publication>(*make_publication(std::move(summary), framed));
  publication->ended_secrets.push_back("hash");
  hub_->publish(publication);
  wait();
  EXPECT_TRUE(here(anna).empty());
}

TEST_F(Presence, InACrowdNobodyIsTold) {
  Connected anna(*hub_, anna_);
  Connected bo(*hub_, bo_);
  wait();
  EXPECT_EQ(here(anna), only(bo_));
  for (std::uint64_t i = 2; i <= kSmallCommunityMembersMax; ++i) {
    add(anna_, community_, world_.person("Somebody").person);
  }
  publish();
  wait();
  EXPECT_TRUE(here(anna).empty());
  EXPECT_TRUE(here(bo).empty());
}

}  // namespace
}  // namespace fika::feed
