// SPDX-License-Identifier: GPL-3.0-or-later
// What may happen between a Hello and its answer, which is built elsewhere.
#include <fika/v1/pages.pb.h>

#include "server/feed/feed_for_tests.h"

namespace fika::feed {
namespace {

using Kind = v1::ServerFrame::FrameCase;

class Attaching : public FeedTest {
 protected:
  // Commits and delivers so much that the hub's memory of recent commits does not reach back.
  void publish_a_flood() {
    const std::uint64_t head = world_.store().head().seq;
    for (std::uint64_t i = 1; i <= RecentPublications::kCountMax + 1; ++i) {
      storage::CommitSummary summary;
      summary.seq = head + i;
      hub_->publish(make_publication(std::move(summary), framed));
    }
  }
};

TEST_F(Attaching, NothingIsSentUntilTheAnswerIsThere) {
  Device device(*hub_, bo_);
  device.hello();
  thread("Meanwhile");
  publish();
  EXPECT_TRUE(device.frames.empty());
  come_back();
  ASSERT_EQ(device.frames.size(), 1U);
  EXPECT_TRUE(device.frames[0].has_bootstrap());
  EXPECT_EQ(device.told("Meanwhile"), 1U);
}

TEST_F(Attaching, ACommitDeliveredAfterTheReadingComesBehindTheAnswer) {
  Device device(*hub_, bo_);
  device.hello();
  read_aside();
  thread("First");
  thread("Second");
  publish();
  come_back();
  ASSERT_EQ(device.count(Kind::kDelta), 2U);
  EXPECT_TRUE(device.frames[0].has_bootstrap());
  EXPECT_EQ(device.frames[0].SerializeAsString().find("First"), std::string::npos);
  EXPECT_EQ(device.count(Kind::kCommit), 2U);
  EXPECT_LT(device.frames[1].delta().seq(), device.frames[3].delta().seq());
}

TEST_F(Attaching, ACommitThatIsInTheAnswerDoesNotComeAgain) {
  Device device(*hub_, bo_);
  device.hello();
  thread("Once");
  come_back();
  publish();
  EXPECT_EQ(device.told("Once"), 1U);
  thread("Next");
  publish();
  EXPECT_EQ(device.count(Kind::kDelta), 1U);
}

TEST_F(Attaching, AccessTakenAwaySinceTheReadingIsNotShown) {
  thread("Ours");
  publish();
  Device device(*hub_, bo_);
  device.hello();
  read_aside();
  leave(bo_, community_);
  publish();
  come_back();
  EXPECT_TRUE(device.frames.empty()) << "it is read once more";
  come_back();
  ASSERT_EQ(device.count(Kind::kBootstrap), 1U);
  EXPECT_EQ(device.told("Ours"), 0U);
}

TEST_F(Attaching, WhoIsLetInSinceTheReadingIsToldRightAfter) {
  const Id other = community(anna_, "Pumps");
  publish();
  Device device(*hub_, bo_);
  device.hello();
  read_aside();
  join(bo_, other);
  thread("Meanwhile");
  publish();
  come_back();
  EXPECT_EQ(device.count(Kind::kBootstrap), 1U);
  EXPECT_EQ(device.told("Meanwhile"), 1U) << "without waiting for the rest";
  EXPECT_EQ(device.count(Kind::kResumed), 0U);
  come_back();
  ASSERT_TRUE(device.frames.back().has_resumed());
  ASSERT_EQ(device.frames.back().resumed().granted_size(), 1);
  EXPECT_EQ(device.frames.back().resumed().granted(0).scope().id(), other.bytes());
  EXPECT_EQ(device.told("Meanwhile"), 1U);
}

TEST_F(Attaching, ALiveSessionWhoseAccessKeepsShrinkingIsNotSentAway) {
  is_inline_ = true;
  Device device(*hub_, bo_);
  device.hello();
  const Id other = community(anna_, "Pumps");
  publish();
  is_inline_ = false;
  join(bo_, other);
  publish();
  for (int i = 0; i <= Session::kRebuildsMax; ++i) {
    EXPECT_EQ(asides_.size(), 1U);
    read_aside();
    leave(bo_, other);
    join(bo_, other);
    publish();
    come_back();
  }
  EXPECT_TRUE(asides_.empty());
  EXPECT_EQ(device.close_code, 0);
  hub_->revive();
  come_back();
  ASSERT_TRUE(device.frames.back().has_resumed());
  EXPECT_EQ(device.frames.back().resumed().granted_size(), 1);
}

TEST_F(Attaching, AMemoryThatIsTooShortMeansReadingAgainAndThenTurningAway) {
  Device device(*hub_, bo_);
  device.hello();
  for (int i = 0; i <= Session::kRebuildsMax; ++i) {
    EXPECT_TRUE(device.frames.empty());
    read_aside();
    publish_a_flood();
    come_back();
  }
  EXPECT_EQ(device.count(Kind::kReconnect), 1U);
  EXPECT_EQ(device.close_code, kCloseTryAgain);
}

TEST_F(Attaching, ASessionGoneMeanwhileIsForgotten) {
  {
    Device device(*hub_, bo_);
    device.hello();
    read_aside();
  }
  come_back();
  Device next(*hub_, bo_);
  next.hello();
  come_back();
  EXPECT_EQ(next.count(Kind::kBootstrap), 1U);
}

TEST_F(Attaching, OnlyTheLastHelloIsAnswered) {
  Device device(*hub_, bo_);
  device.hello();
  read_aside();
  thread("Between");
  publish();
  v1::Hello second;
  second.mutable_cursor()->set_epoch(world_.store().epoch());
  second.mutable_cursor()->set_seq(world_.store().head().seq);
  device.hello(second);
  come_back();
  ASSERT_EQ(device.frames.size(), 1U);
  EXPECT_TRUE(device.frames[0].has_resumed());
}

TEST_F(Attaching, ASignInThatEndsMeanwhileGetsNothing) {
  domain::Actor guest = bo_;
  guest.secret_hash = "hash";
  Device device(*hub_, guest);
  device.hello();
  read_aside();
  storage::CommitSummary summary;
  summary.seq = world_.store().head().seq + 1;
  auto publication = std::make_shared<Publication>(*make_publication(std::move(summary), framed));
  publication->ended_secrets.push_back("hash");
  hub_->publish(publication);
  come_back();
  EXPECT_TRUE(device.frames.empty());
  EXPECT_EQ(device.close_code, 0) << "a reply may still go out";
  hub_->close_signed_out();
  EXPECT_EQ(device.close_code, kCloseSignedOut);
}

TEST_F(Attaching, APersonDeactivatedBeforeTheReadingIsSignedOut) {
  Device device(*hub_, bo_);
  device.hello();
  v1::DeactivatePersonRequest request;
  request.set_person(bo_.person.text());
  ASSERT_TRUE(world_.call<v1::Person>(world_.admin(), "DeactivatePerson", request));
  come_back();
  EXPECT_TRUE(device.frames.empty());
  EXPECT_EQ(device.close_code, kCloseSignedOut);
}

TEST_F(Attaching, WhoIsLetInIsToldByAnAnswerOfItsOwn) {
  is_inline_ = true;
  Device device(*hub_, bo_);
  device.hello();
  const Id other = community(anna_, "Pumps");
  publish();
  is_inline_ = false;
  join(bo_, other);
  publish();
  read_aside();
  thread("Meanwhile");
  publish();
  EXPECT_EQ(device.told("Meanwhile"), 0U);
  come_back();
  ASSERT_EQ(device.count(Kind::kResumed), 1U);
  const auto answer =
      std::ranges::find(device.frames, Kind::kResumed, &v1::ServerFrame::frame_case);
  ASSERT_EQ(answer->resumed().granted_size(), 1);
  EXPECT_EQ(answer->resumed().granted(0).scope().id(), other.bytes());
  EXPECT_EQ(answer->resumed().deltas_size(), 0) << "what came before it was live";
  EXPECT_EQ(device.told("Meanwhile"), 1U);
}

TEST_F(Attaching, ManyDevicesOfOnePersonShareOneAnswer) {
  is_inline_ = true;
  std::deque<std::unique_ptr<Device>> devices;
  for (int i = 0; i < 50; ++i) {
    devices.push_back(std::make_unique<Device>(*hub_, bo_));
    devices.back()->hello();
  }
  const Id other = community(anna_, "Pumps");
  publish();
  is_inline_ = false;
  join(bo_, other);
  publish();
  EXPECT_EQ(asides_.size(), 1U);
  come_back();
  for (const auto& device : devices) EXPECT_EQ(device->count(Kind::kResumed), 1U);
}

TEST_F(Attaching, AFewAnswersAtATimeAreBuiltAndNoneIsForgotten) {
  std::deque<std::unique_ptr<Device>> devices;
  for (std::uint64_t i = 0; i < 2 * AnswerQueue::kInFlightMax + 1; ++i) {
    devices.push_back(std::make_unique<Device>(*hub_, bo_));
    v1::Hello hello;  // each asks something else
    hello.mutable_cursor()->set_epoch(world_.store().epoch());
    hello.mutable_cursor()->set_seq(i);
    devices.back()->hello(hello);
  }
  EXPECT_EQ(asides_.size(), AnswerQueue::kInFlightMax);
  devices.pop_back();
  for (int turn = 0; turn < 3; ++turn) come_back();
  EXPECT_TRUE(asides_.empty());
  for (const auto& device : devices) EXPECT_EQ(device->frames.size(), 1U);
}

TEST_F(Attaching, WhenThePoolIsFullAHelloWaitsForTheNextLook) {
  is_full_ = true;
  Device device(*hub_, bo_);
  device.hello();
  EXPECT_EQ(device.close_code, 0);
  is_full_ = false;
  hub_->revive();
  come_back();
  EXPECT_EQ(device.count(Kind::kBootstrap), 1U);
}

TEST_F(Attaching, BeyondWhatMayWaitAHelloIsTurnedAway) {
  is_full_ = true;
  v1::Hello hello;
  for (int i = 0; i < 30'000; ++i) {
    v1::Scope& scope = *hello.add_held();
    scope.set_kind(v1::SCOPE_KIND_COMMUNITY);
    scope.set_id(std::string(16, 'x'));
  }
  std::deque<std::unique_ptr<Device>> devices;
  while (devices.empty() || devices.back()->close_code == 0) {
    ASSERT_LT(devices.size(), 100U);
    hello.mutable_cursor()->set_seq(devices.size());
    devices.push_back(std::make_unique<Device>(*hub_, bo_));
    devices.back()->hello(hello);
  }
  EXPECT_EQ(devices.back()->close_code, kCloseTryAgain);
  EXPECT_EQ(devices.back()->count(Kind::kReconnect), 1U);
}

TEST_F(Attaching, ARootWatchedMeanwhileIsAnsweredBehindTheAnswer) {
  const Id root = thread("On screen");
  publish();
  Device device(*hub_, bo_);
  device.hello();
  device.watch(root);
  EXPECT_TRUE(device.frames.empty());
  come_back();
  ASSERT_EQ(device.frames.size(), 2U);
  EXPECT_TRUE(device.frames[0].has_bootstrap());
  EXPECT_TRUE(device.frames[1].has_watching());
}

TEST_F(Attaching, APageIsWatchedAsAThreadIs) {
  v1::CreatePageRequest request;
  const Id page = world_.fresh_id();
  request.set_id(page.text());
  request.set_community(community_.text());
  request.set_title("On wells");
  ASSERT_TRUE(world_.call<v1::Page>(anna_, "CreatePage", request));
  publish();
  Device device(*hub_, bo_);
  device.hello();
  come_back();
  device.watch(page);
  ASSERT_TRUE(device.frames.back().has_watching());
  EXPECT_EQ(device.frames.back().watching().puts_size(), 1);
}

}  // namespace
}  // namespace fika::feed
