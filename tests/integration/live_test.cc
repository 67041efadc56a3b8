// SPDX-License-Identifier: GPL-3.0-or-later
// Two people over real sockets: what one does the other sees, whatever happens to the connection.
#include <algorithm>

#include "tests/integration/live_fixture.h"

namespace fika::tests {
namespace {

// While 11.7 MB are posted and one reader takes nothing. The store's own tables are most of it; the
// address sanitizer keeps what was freed for a while.
#if __has_feature(address_sanitizer)
constexpr std::size_t kGrowthBytesMax = 512 << 20;
#else
constexpr std::size_t kGrowthBytesMax = 40 << 20;
#endif

using cli::sync::Tier;

TEST_F(Live, APostReachesTheOtherAsAWholeCommit) {
  LiveClient client(served->port(), bo.secret);
  ASSERT_TRUE(client.connect());
  EXPECT_EQ(client.tiers.back(), Tier::kBootstrap);
  const std::string thread = thread_by_anna();
  served->post(anna, thread, "Hello Bo");
  ASSERT_TRUE(client.read_until([&] { return holds_text(client, "Hello Bo"); }));
  expect_present(client, thread);
  EXPECT_EQ(client.tiers.size(), 1U) << "nothing was asked for again";
}

TEST_F(Live, WhoComesBackHasExactlyThePresentState) {
  LiveClient client(served->port(), bo.secret);
  ASSERT_TRUE(client.connect());
  const std::string thread = thread_by_anna();
  const std::string edited = served->post(anna, thread, "To be edited");
  const std::string deleted = served->post(anna, thread, "To be deleted");
  ASSERT_TRUE(client.read_until([&] { return held_of(client, thread).size() == 3; }));
  client.cut();

  for (int i = 0; i < 50; ++i) served->post(anna, thread, fmt::format("Missed {}", i));
  v1::EditMessageRequest edit;
  edit.set_message(edited);
  edit.set_text("Edited");
  served->tell<v1::Message>(anna, "MessageService/EditMessage", edit);
  v1::DeleteMessageRequest erase;
  erase.set_message(deleted);
  served->tell<v1::Message>(anna, "MessageService/DeleteMessage", erase);
  v1::AddReactionRequest reaction;
  reaction.set_message(edited);
  reaction.set_emoji("👍");
  served->tell<v1::Reaction>(anna, "MessageService/AddReaction", reaction);

  ASSERT_TRUE(client.connect());
  EXPECT_EQ(client.tiers.back(), Tier::kResumed);
  EXPECT_EQ(held_of(client, thread).size(), 53U);
  expect_present(client, thread);
  EXPECT_FALSE(holds_text(client, "To be deleted"));
  EXPECT_TRUE(holds_text(client, "👍"));
}

TEST_F(Live, CutsBetweenFramesLoseNothing) {
  LiveClient client(served->port(), bo.secret);
  ASSERT_TRUE(client.connect());
  const std::string thread = thread_by_anna();
  for (int i = 0; i < 24; ++i) {
    served->post(anna, thread, fmt::format("Post {}", i));
    for (int frames = i % 4; frames > 0; --frames) client.read(50);
    client.cut();
    served->post(anna, thread, fmt::format("While away {}", i));
    ASSERT_TRUE(client.connect()) << "closed with " << client.close_code();
  }
  ASSERT_TRUE(client.read_until([&] { return held_of(client, thread).size() == 49; }));
  expect_present(client, thread);
}

TEST_F(Live, CutsInsideFramesHurtNobody) {
  LiveClient watcher(served->port(), anna.secret);
  ASSERT_TRUE(watcher.connect());
  const std::size_t before = open_sockets();
  LiveClient model(served->port(), bo.secret);
  v1::ClientFrame watch;
  watch.mutable_watch()->set_root(id_bytes(community));
  const std::string bytes =
      RawWebSocket::frame_of(model.link().hello().SerializeAsString()) +
      RawWebSocket::frame_of(watch.SerializeAsString()) +
      RawWebSocket::frame_of(
          call_frame(1, "PeopleService/GetMe", v1::GetMeRequest()).SerializeAsString());
  for (std::size_t size = 0; size <= bytes.size(); ++size) {
    RawWebSocket socket(served->port(), bearer(bo.secret));
    ASSERT_EQ(socket.status(), 101);
    ASSERT_TRUE(socket.send_bytes(std::string_view(bytes).substr(0, size)));
  }
  EXPECT_TRUE(becomes_true([&] { return open_sockets() == before; })) << open_sockets();
  read_to_now(watcher);
}

TEST_F(Live, MessagesThatAreNoFramesEndTheConnectionWithTheirOwnCode) {
  for (const std::string& message :
       {std::string(), std::string("\xff\xff"), std::string("\x1a\x04\x0a\x02hi"),
        std::string("\x22\x00", 2)}) {
    RawWebSocket socket(served->port(), bearer(bo.secret));
    ASSERT_EQ(socket.status(), 101);
    socket.send(message);
    while (socket.receive(10'000)) {
    }
    EXPECT_EQ(socket.close_code(), 4400) << message.size();
  }
}

TEST_F(Live, ASlowReaderCostsLittleAndIsRightAfterwards) {
  LiveClient client(served->port(), bo.secret);
  ASSERT_TRUE(client.connect(16 * 1024));
  const std::string thread = thread_by_anna();
  ASSERT_TRUE(client.read_until([&] { return held_of(client, thread).size() == 1; }));
  const std::size_t before = resident_bytes();
  // More than the kernel's buffers of both ends can swallow; and nothing that deflates to nothing.
  // One long word each: what search remembers of many is not asked about here.
  constexpr std::string_view kLetters =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  std::uint64_t random = 1;
  for (int i = 0; i < 300; ++i) {
    std::string text(39'000, ' ');
    for (char& c : text) {
      random = random * 6364136223846793005ULL + 1442695040888963407ULL;
      c = kLetters[(random >> 33) % kLetters.size()];
    }
    served->post(anna, thread, text);
  }
  const std::size_t after = resident_bytes();
  EXPECT_LT(after, before + kGrowthBytesMax) << "grown by " << (after - before) / 1024 << " KB";

  const std::size_t answered = client.tiers.size();
  ASSERT_TRUE(client.read_until([&] { return client.tiers.size() > answered; }, 60'000));
  EXPECT_EQ(client.tiers.back(), Tier::kPartial) << "too much to tell one by one";
  EXPECT_EQ(std::ranges::count(client.stale_roots, id_bytes(thread)), 1);
  bool has_head = false;
  for (const v1::Head& head : client.held<v1::Head>()) {
    has_head = has_head || (head.root() == thread && head.last_ordinal() == 301);
  }
  EXPECT_TRUE(has_head);
  read_to_now(client);
  EXPECT_EQ(client.tiers.size(), answered + 1) << "one catch-up is enough";
}

TEST_F(Live, APrivateCommunityComesWithMembershipAndGoesWithIt) {
  LiveClient client(served->port(), bo.secret);
  ASSERT_TRUE(client.connect());
  const std::string hidden = served->community(anna, v1::OPENNESS_PRIVATE, "Hidden");
  served->thread(anna, hidden, "Hidden thread");
  read_to_now(client);
  EXPECT_FALSE(holds_text(client, "Hidden"));

  served->add_member(anna, hidden, bo.id);
  ASSERT_TRUE(
      client.read_until([&] { return client.holds(v1::SCOPE_KIND_COMMUNITY, id_bytes(hidden)); }));
  EXPECT_TRUE(holds_text(client, "Hidden thread"));
  EXPECT_EQ(client.tiers.size(), 2U) << "what it was let into came as one answer";
  EXPECT_EQ(client.tiers.back(), Tier::kResumed);

  v1::RemoveMemberRequest request;
  request.set_community(hidden);
  request.set_person(bo.id);
  served->tell<v1::RemoveMemberReply>(anna, "CommunityService/RemoveMember", request);
  ASSERT_TRUE(client.read_until([&] { return client.revoked.size() == 1; }));
  served->thread(anna, hidden, "Hidden from Bo");
  read_to_now(client);
  EXPECT_FALSE(holds_text(client, "Hidden"));
  EXPECT_EQ(client.tiers.size(), 2U) << "nothing was asked for again";
}

TEST_F(Live, AWatchedThreadIsToldUntilItsCommunityTurnsPrivate) {
  const std::string open = served->community(anna, v1::OPENNESS_OPEN, "Watched");
  const std::string thread = served->thread(anna, open, "On screen");
  LiveClient client(served->port(), bo.secret);
  client.link().watch(id_bytes(thread));
  ASSERT_TRUE(client.connect());
  ASSERT_TRUE(client.read_until([&] { return client.watching.size() == 1; }));
  EXPECT_EQ(client.watching[0].puts_size(), 2) << "thread and head";
  served->post(anna, thread, "Seen on screen");
  ASSERT_TRUE(client.read_until([&] { return client.watched.size() == 1; }));
  EXPECT_NE(client.watched[0].SerializeAsString().find("Seen on screen"), std::string::npos);

  v1::UpdateCommunityRequest request;
  request.set_community(open);
  request.set_openness(v1::OPENNESS_PRIVATE);
  served->tell<v1::Community>(anna, "CommunityService/UpdateCommunity", request);
  served->post(anna, thread, "Not for Bo");
  ASSERT_TRUE(client.read_until([&] { return client.watched.size() == 2; }));
  EXPECT_EQ(client.watched[1].left_size(), 1);
  EXPECT_EQ(client.watched[1].puts_size(), 0);
  served->post(anna, thread, "Not for Bo either");
  read_to_now(client);
  EXPECT_EQ(client.watched.size(), 2U);
}

TEST_F(Live, WatchingWhatIsHiddenLooksLikeWatchingNothing) {
  const std::string hidden = served->community(anna, v1::OPENNESS_PRIVATE, "Hidden");
  const std::string thread = served->thread(anna, hidden, "Hidden");
  LiveClient client(served->port(), bo.secret);
  ASSERT_TRUE(client.connect());
  for (const std::string& root : {id_bytes(thread), id_bytes(fresh_id())}) {
    client.link().watch(root);
    v1::ClientFrame frame;
    frame.mutable_watch()->set_root(root);
    client.send(frame);
  }
  ASSERT_TRUE(client.read_until([&] { return client.watching.size() == 2; }));
  for (const v1::Watching& watching : client.watching) EXPECT_EQ(watching.puts_size(), 0);
}

}  // namespace
}  // namespace fika::tests
