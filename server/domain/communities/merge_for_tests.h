// SPDX-License-Identifier: GPL-3.0-or-later
// Communities with threads to merge, all checks of verify over them, and what everybody reads of
// them as short words.
#pragma once

#include <algorithm>
#include <fika/store/v1/domain.pb.h>
#include <fika/v1/threads.pb.h>
#include <string>
#include <vector>

#include "base/check.h"
#include "server/domain/checks_for_tests.h"
#include "server/domain/communities/community_for_tests.h"
#include "server/domain/communities/merging.h"
#include "server/domain/messages/messages.h"
#include "server/domain/reading/reading.h"
#include "server/domain/scopes.h"
#include "server/domain/threads/threads.h"
#include "storage/verify.h"

namespace fika::domain {

class MergeTest : public CommunityTest {
 protected:
  explicit MergeTest(const Capability& merging = communities())
      : CommunityTest({merging, threads(), messages(), reading()}) {}

  template <class T>
  static T must(Result<T> result) {
    if (!result) ADD_FAILURE() << result.error().detail;
    FIKA_CHECK(result.has_value());
    return *std::move(result);
  }
  template <class T>
  static Code code_of(const Result<T>& result) {
    return result ? kAccepted : result.error().code;
  }
  static Id id_of(const v1::Community& community) { return *Id::parse(community.id()); }

  Result<v1::MergeCommunitiesReply> merge(const Actor& actor, const v1::Community& community,
                                          const v1::Community& into, bool may_widen = false) {
    v1::MergeCommunitiesRequest request;
    request.set_community(community.id());
    request.set_into(into.id());
    request.set_may_widen(may_widen);
    return world.call<v1::MergeCommunitiesReply>(actor, "MergeCommunities", request);
  }
  Result<v1::CommunityView> view(const Actor& actor, const v1::Community& community) {
    return world.call<v1::CommunityView>(actor, "GetCommunity",
                                         of<v1::GetCommunityRequest>(community.id()));
  }
  v1::StartThreadRequest start_request(const v1::Community& community, const std::string& text) {
    auto request = of<v1::StartThreadRequest>(community.id());
    request.set_id(world.fresh_id().text());
    request.set_message(world.fresh_id().text());
    request.set_text(text);
    return request;
  }
  Id room_thread(const Actor& actor, const v1::Community& community,
                 const std::string& text = "Words") {
    world.clock().advance(10);
    const auto reply =
        world.call<v1::StartThreadReply>(actor, "StartThread", start_request(community, text));
    return *Id::parse(must(reply).thread().id());
  }
  Code starting(const Actor& actor, const v1::Community& community) {
    return world.refusal(actor, "StartThread", start_request(community, "Words"));
  }
  Code saying(const Actor& actor, const Id& thread) {
    v1::PostMessageRequest request;
    request.set_id(world.fresh_id().text());
    request.set_root(thread.text());
    request.set_text("Words");
    return world.refusal(actor, "PostMessage", request);
  }
  void say(const Actor& actor, const Id& thread) { EXPECT_EQ(saying(actor, thread), kAccepted); }
  void pin(const Id& thread) {
    v1::SetThreadPinnedRequest request;
    request.set_thread(thread.text());
    request.set_pinned(true);
    must(world.call<v1::Thread>(steward, "SetThreadPinned", request));
  }
  v1::Thread thread_now(const Id& thread) {
    return must(storage::find<v1::Thread>(*world.read(), thread)).value();
  }
  // Of all threads that the one named lists.
  std::vector<std::string> titles(const Actor& actor, const v1::Community& community) {
    auto request = of<v1::ListThreadsRequest>(community.id());
    request.set_limit(200);
    std::vector<std::string> titles;
    const auto reply = must(world.call<v1::ListThreadsReply>(actor, "ListThreads", request));
    for (const auto& each : reply.threads()) titles.push_back(each.thread().title());
    return titles;
  }
  std::size_t members(const Actor& actor, const v1::Community& community) {
    v1::ListMembersRequest request;
    request.set_root(community.id());
    request.set_limit(500);
    const auto reply = must(world.call<v1::ListMembersReply>(actor, "ListMembers", request));
    return static_cast<std::size_t>(reply.members_size());
  }
  std::size_t scopes_of(const Actor& actor) {
    const auto all = must(subscriptions_of(*world.read(), actor.person));
    return static_cast<std::size_t>(std::ranges::count_if(all, [](const SubscribedScope& one) {
      return one.scope.kind == v1::SCOPE_KIND_COMMUNITY;
    }));
  }
  void set_level(const Actor& actor, const v1::Community& community, v1::Level level) {
    auto request = of<v1::SetCommunityLevelRequest>(community.id());
    request.set_level(level);
    must(world.call<v1::CommunityLevel>(actor, "SetCommunityLevel", request));
  }
  v1::Level level(const Actor& actor, const v1::Community& community) {
    const auto found =
        must(storage::find<v1::CommunityLevel>(*world.read(), actor.person, {id_of(community)}));
    return found ? found->level() : v1::LEVEL_UNSPECIFIED;
  }
  void archive(const v1::Community& community) {
    auto request = of<v1::SetArchivedRequest>(community.id());
    request.set_archived(true);
    must(world.call<v1::Community>(steward, "SetArchived", request));
  }
  // Waits until the writer has done what fell due.
  void settle() {
    for (int i = 0; i < 40; ++i) {
      ASSERT_TRUE(world.write([](storage::Transaction&) { return Status(); }));
    }
  }
  void check_all(const storage::Reader& reader) {
    for (const Capability& capability : {communities(), threads(), messages(), reading()}) {
      EXPECT_EQ(findings_of(capability, reader), std::vector<std::string>());
    }
    storage::Findings findings;
    EXPECT_TRUE(storage::verify_roots(reader, findings));
    EXPECT_EQ(findings.sentences(), std::vector<std::string>());
  }
  void TearDown() override { check_all(*world.read()); }
};

}  // namespace fika::domain
