// SPDX-License-Identifier: GPL-3.0-or-later
// What readers of two communities are sent when one is merged into the other.
#include "server/feed/delta.h"
#include "server/feed/feed_for_tests.h"

namespace fika::feed {
namespace {

using Kind = v1::ServerFrame::FrameCase;

class Regranting : public FeedTest {
 protected:
  // community_ has Anna, who looks after both, and Bo; other_ has Anna and Cleo.
  void SetUp() override {
    other_ = community(anna_, "Pumps");
    join(cleo_, other_);
    publish();
  }
  void merge() {
    v1::MergeCommunitiesRequest request;
    request.set_community(community_.text());
    request.set_into(other_.text());
    request.set_may_widen(true);
    const auto merged = world_.call<v1::MergeCommunitiesReply>(anna_, "MergeCommunities", request);
    ASSERT_TRUE(merged.has_value()) << merged.error().detail;
    ASSERT_EQ(merged->community().merged_into(), other_.text());
  }
  // Live, with what was sent so far forgotten.
  void attach(Device& device) {
    device.hello();
    come_back();
    ASSERT_EQ(device.count(Kind::kBootstrap), 1U);
    device.frames.clear();
  }
  static bool names(const google::protobuf::RepeatedPtrField<v1::Scope>& scopes, const Id& id) {
    return std::ranges::any_of(scopes,
                               [&](const v1::Scope& one) { return one.id() == id.bytes(); });
  }
  static const v1::Snapshot* granted(const v1::Resumed& resumed, const Id& id) {
    for (const v1::Snapshot& one : resumed.granted()) {
      if (one.scope().id() == id.bytes()) return &one;
    }
    return nullptr;
  }
  // All that the merge brought came in one answer: the scope anew, the other one gone.
  void expect_merged(const Device& device, bool held_old) {
    ASSERT_EQ(device.count(Kind::kResumed), 1U);
    const auto& last =
        *std::ranges::find(device.frames, Kind::kResumed, &v1::ServerFrame::frame_case);
    const v1::Snapshot* snapshot = granted(last.resumed(), other_);
    ASSERT_NE(snapshot, nullptr);
    EXPECT_NE(snapshot->SerializeAsString().find("On wells"), std::string::npos);
    EXPECT_EQ(names(last.resumed().revoked(), community_), held_old);
    EXPECT_EQ(granted(last.resumed(), community_), nullptr);
  }

  domain::Actor cleo_ = world_.person("Cleo");
  Id other_;
};

TEST_F(Regranting, ReadersOfEitherAreGivenTheOneThatStaysAnew) {
  const Id thread = this->thread("On wells");
  publish();
  Device anna(*hub_, anna_), bo(*hub_, bo_), cleo(*hub_, cleo_);
  for (Device* device : {&anna, &bo, &cleo}) attach(*device);
  merge();
  publish();
  for (Device* device : {&anna, &bo, &cleo}) EXPECT_TRUE(device->frames.empty());
  come_back();
  expect_merged(anna, true);
  expect_merged(bo, true);
  expect_merged(cleo, false);

  v1::PostMessageRequest message;
  message.set_id(world_.fresh_id().text());
  message.set_root(thread.text());
  message.set_text("Afterwards");
  ASSERT_TRUE(world_.call<v1::Message>(cleo_, "PostMessage", message));
  publish();
  for (Device* device : {&anna, &bo, &cleo}) {
    EXPECT_EQ(device->told("Afterwards"), 1U);
  }
}

TEST_F(Regranting, WhoIsInNeitherIsToldOfTheListingAlone) {
  thread("On wells");
  publish();
  const domain::Actor dora = world_.person("Dora");
  publish();
  Device device(*hub_, dora);
  attach(device);
  merge();
  publish();
  come_back();
  EXPECT_EQ(device.count(Kind::kResumed), 0U);
  ASSERT_EQ(device.count(Kind::kDelta), 1U);
  EXPECT_EQ(device.frames[0].delta().tombstones_size(), 1) << "the old one's listing";
  EXPECT_EQ(device.told("On wells"), 0U);
}

TEST_F(Regranting, AConnectionLostBeforeTheAnswerMissesNothing) {
  thread("On wells");
  publish();
  v1::Hello hello;
  {
    Device device(*hub_, cleo_);
    attach(device);
    hello = hub_->hello_of(device.session, world_.store().head().seq);
    merge();
    publish();
    EXPECT_TRUE(device.frames.empty()) << "nothing has moved its cursor";
  }
  come_back();
  Device again(*hub_, cleo_);
  again.hello(hello);
  come_back();
  expect_merged(again, false);
}

TEST_F(Regranting, AnAnswerReadBeforeIsReadOnceMore) {
  thread("On wells");
  publish();
  Device bo(*hub_, bo_), cleo(*hub_, cleo_);
  bo.hello();
  cleo.hello();
  read_aside();
  merge();
  publish();
  come_back();
  EXPECT_TRUE(bo.frames.empty() && cleo.frames.empty());
  come_back();
  for (Device* device : {&bo, &cleo}) {
    ASSERT_EQ(device->count(Kind::kBootstrap), 1U);
    EXPECT_EQ(device->told("On wells"), 1U);
    const v1::Bootstrap& bootstrap = device->frames[0].bootstrap();
    EXPECT_EQ(std::ranges::count_if(bootstrap.snapshots(),
                                    [](const v1::Snapshot& one) {
                                      return one.scope().kind() == v1::SCOPE_KIND_COMMUNITY;
                                    }),
              1);
  }
}

TEST_F(Regranting, WhoComesBackLaterIsGivenItThen) {
  thread("On wells");
  publish();
  v1::Hello hello;
  {
    Device device(*hub_, bo_);
    attach(device);
    hello = hub_->hello_of(device.session, world_.store().head().seq);
  }
  merge();
  publish();
  thread_in(other_, "Later");
  publish();
  Device device(*hub_, bo_);
  device.hello(hello);
  come_back();
  expect_merged(device, true);
  EXPECT_EQ(device.told("Later"), 1U);
  // Once is enough.
  device.frames.clear();
  device.hello(hub_->hello_of(device.session, world_.store().head().seq));
  come_back();
  ASSERT_EQ(device.count(Kind::kResumed), 1U);
  EXPECT_EQ(device.frames[0].resumed().granted_size(), 0);
}

TEST_F(Regranting, WhoWatchesIsCutOffWhereTheOtherIsClosed) {
  const Id thread = this->thread("On wells");
  v1::UpdateCommunityRequest closing;
  closing.set_community(other_.text());
  closing.set_openness(v1::OPENNESS_PRIVATE);
  ASSERT_TRUE(world_.call<v1::Community>(anna_, "UpdateCommunity", closing));
  const domain::Actor dora = world_.person("Dora");
  publish();
  Device device(*hub_, dora);
  attach(device);
  device.watch(thread);
  ASSERT_EQ(device.told("On wells"), 1U);
  device.frames.clear();
  merge();
  publish();
  const auto is_cut = [&](const v1::ServerFrame& frame) {
    return frame.has_delta() && frame.delta().watched_root() == thread.bytes() &&
           frame.delta().left_size() == 1;
  };
  EXPECT_TRUE(std::ranges::any_of(device.frames, is_cut));
}

}  // namespace
}  // namespace fika::feed
