// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/sync/link.h"

#include <string>

#include <gtest/gtest.h>

namespace fika::cli::sync {
namespace {

const std::string kEpoch(16, 'e');

v1::Scope scope(char id, v1::ScopeKind kind = v1::SCOPE_KIND_COMMUNITY) {
  v1::Scope made;
  made.set_kind(kind);
  made.set_id(std::string(16, id));
  return made;
}

v1::ServerFrame resumed(std::uint64_t seq) {
  v1::ServerFrame frame;
  frame.mutable_resumed()->mutable_upto()->set_epoch(kEpoch);
  frame.mutable_resumed()->mutable_upto()->set_seq(seq);
  return frame;
}

v1::ServerFrame bootstrap(const std::string& epoch, std::uint64_t seq, const std::string& scopes) {
  v1::ServerFrame frame;
  frame.mutable_bootstrap()->mutable_upto()->set_epoch(epoch);
  frame.mutable_bootstrap()->mutable_upto()->set_seq(seq);
  for (const char id : scopes) {
    *frame.mutable_bootstrap()->add_snapshots()->mutable_scope() = scope(id);
  }
  return frame;
}

v1::ServerFrame delta(char id, std::uint64_t prev, std::uint64_t seq) {
  v1::ServerFrame frame;
  *frame.mutable_delta()->mutable_scope() = scope(id);
  frame.mutable_delta()->set_prev(prev);
  frame.mutable_delta()->set_seq(seq);
  return frame;
}

v1::ServerFrame commit(std::uint64_t seq) {
  v1::ServerFrame frame;
  frame.mutable_commit()->set_seq(seq);
  return frame;
}

v1::ServerFrame ping(std::uint64_t head) {
  v1::ServerFrame frame;
  frame.mutable_ping()->set_head(head);
  return frame;
}

bool says_hello(const Link::Step& step) {
  return !step.send.empty() && step.send.back().has_hello();
}

// Resumed at 10, holding community a.
Link connected() {
  Link link(Position{kEpoch, 5, {key_of(scope('a'))}});
  link.hello();
  link.take(resumed(10));
  return link;
}

TEST(SyncLink, FirstHelloCarriesNoCursor) {
  Link link(Position{});
  EXPECT_FALSE(link.hello().hello().has_cursor());
  const auto step = link.take(bootstrap(kEpoch, 7, "ab"));
  ASSERT_TRUE(step.batch);
  EXPECT_EQ(step.batch->tier, Tier::kBootstrap);
  EXPECT_EQ(step.batch->begun.size(), 2U);
  EXPECT_EQ(link.position().seq, 7U);
  EXPECT_EQ(link.position().held.size(), 2U);
}

TEST(SyncLink, HelloAfterALossNamesTheCursorAndWhatIsHeld) {
  Link link = connected();
  const v1::ClientFrame frame = link.hello();
  EXPECT_EQ(frame.hello().cursor().epoch(), kEpoch);
  EXPECT_EQ(frame.hello().cursor().seq(), 10U);
  ASSERT_EQ(frame.hello().held_size(), 1);
  EXPECT_EQ(frame.hello().held(0).id(), std::string(16, 'a'));
}

TEST(SyncLink, HandsOutDeltasOnlyWithTheirCommit) {
  Link link = connected();
  EXPECT_FALSE(link.take(delta('a', 3, 11)).batch);
  EXPECT_EQ(link.position().seq, 10U);
  const auto step = link.take(commit(11));
  ASSERT_TRUE(step.batch);
  EXPECT_EQ(step.batch->deltas.size(), 1U);
  EXPECT_EQ(link.position().seq, 11U);
}

TEST(SyncLink, AcceptsAChainOfDeltasOfOneScope) {
  Link link = connected();
  for (std::uint64_t seq = 11; seq < 20; ++seq) {
    EXPECT_TRUE(link.take(delta('a', seq == 11 ? 4 : seq - 1, seq)).send.empty());
    EXPECT_TRUE(link.take(commit(seq)).batch);
  }
  EXPECT_EQ(link.position().seq, 19U);
}

TEST(SyncLink, SaysHelloAgainAfterAGapInAScope) {
  Link link = connected();
  link.take(delta('a', 4, 11));
  link.take(commit(11));
  const auto step = link.take(delta('a', 13, 14));
  ASSERT_TRUE(says_hello(step));
  EXPECT_EQ(step.send.back().hello().cursor().seq(), 11U);
}

TEST(SyncLink, SaysHelloAgainWhenAnUnseenScopeBeginsPastTheCursor) {
  Link link = connected();
  EXPECT_TRUE(says_hello(link.take(delta('b', 12, 13))));
}

TEST(SyncLink, SaysHelloAgainWhenPrevIsBeforeTheLastSeen) {
  Link link = connected();
  link.take(delta('a', 4, 11));
  link.take(commit(11));
  EXPECT_TRUE(says_hello(link.take(delta('a', 4, 12))));
}

TEST(SyncLink, DropsWhatCameInPartBeforeAGap) {
  Link link = connected();
  link.take(delta('b', 1, 11));
  ASSERT_TRUE(says_hello(link.take(delta('a', 12, 13))));
  EXPECT_FALSE(link.take(commit(13)).batch);
  EXPECT_FALSE(link.take(delta('b', 11, 14)).batch);
  const auto step = link.take(resumed(14));
  ASSERT_TRUE(step.batch);
  EXPECT_TRUE(step.batch->deltas.empty());
  EXPECT_EQ(link.position().seq, 14U);
}

TEST(SyncLink, IgnoresADeltaThatComesTwice) {
  Link link = connected();
  link.take(delta('a', 4, 11));
  link.take(delta('a', 4, 11));
  const auto step = link.take(commit(11));
  ASSERT_TRUE(step.batch);
  EXPECT_EQ(step.batch->deltas.size(), 1U);
  EXPECT_FALSE(link.take(delta('a', 4, 11)).batch);
  EXPECT_FALSE(link.take(commit(11)).batch);
}

TEST(SyncLink, TakesBootstrapAfterTheEpochChanged) {
  Link link = connected();
  link.hello();
  const std::string other(16, 'f');
  const auto step = link.take(bootstrap(other, 3, "ac"));
  ASSERT_TRUE(step.batch);
  EXPECT_EQ(link.position().epoch, other);
  EXPECT_EQ(link.position().seq, 3U);
  EXPECT_EQ(step.batch->begun, std::set<ScopeKey>{key_of(scope('c'))});
  EXPECT_TRUE(link.take(delta('a', 2, 4)).send.empty());
  EXPECT_TRUE(link.take(commit(4)).batch);
}

TEST(SyncLink, GrantsAndRevokesMoveWhatIsHeldAtTheCommit) {
  Link link = connected();
  v1::ServerFrame granted;
  granted.mutable_granted()->set_seq(11);
  *granted.mutable_granted()->mutable_snapshot()->mutable_scope() = scope('b');
  v1::ServerFrame revoked;
  revoked.mutable_revoked()->set_seq(11);
  *revoked.mutable_revoked()->mutable_scope() = scope('a');
  link.take(granted);
  link.take(revoked);
  EXPECT_TRUE(link.position().held.contains(key_of(scope('a'))));
  ASSERT_TRUE(link.take(commit(11)).batch);
  EXPECT_FALSE(link.position().held.contains(key_of(scope('a'))));
  EXPECT_TRUE(link.position().held.contains(key_of(scope('b'))));
  EXPECT_TRUE(link.take(delta('b', 11, 12)).send.empty());
}

TEST(SyncLink, PartialNamesTheStaleRoots) {
  Link link(Position{kEpoch, 5, {}});
  link.hello();
  v1::ServerFrame frame;
  frame.mutable_partial()->mutable_upto()->set_epoch(kEpoch);
  frame.mutable_partial()->mutable_upto()->set_seq(50'000);
  frame.mutable_partial()->add_stale_roots(std::string(16, 't'));
  const auto step = link.take(frame);
  ASSERT_TRUE(step.batch);
  EXPECT_EQ(step.batch->tier, Tier::kPartial);
  EXPECT_EQ(step.batch->stale_roots.size(), 1U);
}

TEST(SyncLink, WatchesARootThatIsNotFollowed) {
  Link link(Position{});
  const std::string root(16, 't');
  link.watch(root);
  link.hello();
  const auto answered = link.take(bootstrap(kEpoch, 7, ""));
  ASSERT_EQ(answered.send.size(), 1U);
  EXPECT_EQ(answered.send[0].watch().root(), root);
  v1::ServerFrame watching;
  watching.mutable_watching()->set_root(root);
  watching.mutable_watching()->set_seq(7);
  ASSERT_TRUE(link.take(watching).batch);
  v1::ServerFrame next = delta('z', 6, 8);
  next.mutable_delta()->set_watched_root(root);
  EXPECT_TRUE(link.take(next).send.empty());
  EXPECT_TRUE(link.take(commit(8)).batch);
  v1::ServerFrame gap = delta('z', 9, 10);
  gap.mutable_delta()->set_watched_root(root);
  EXPECT_TRUE(says_hello(link.take(gap)));
}

TEST(SyncLink, WatchesARootAgainThatHasMoved) {
  Link link(Position{});
  const std::string root(16, 't');
  link.watch(root);
  link.hello();
  link.take(bootstrap(kEpoch, 7, ""));
  v1::ServerFrame watching;
  watching.mutable_watching()->set_root(root);
  watching.mutable_watching()->set_seq(7);
  link.take(watching);
  v1::ServerFrame left = delta('z', 7, 8);
  left.mutable_delta()->set_watched_root(root);
  left.mutable_delta()->add_left(root);
  const auto step = link.take(left);
  ASSERT_EQ(step.send.size(), 1U);
  EXPECT_EQ(step.send[0].watch().root(), root);
  v1::ServerFrame late = delta('z', 8, 9);
  late.mutable_delta()->set_watched_root(root);
  EXPECT_TRUE(link.take(late).send.empty()) << "until it is told where it stands";
}

TEST(SyncLink, AnswersPingsAndMovesItsCursorAlong) {
  Link link = connected();
  const std::uint64_t head = link.position().seq + 7;
  const auto step = link.take(ping(head));
  ASSERT_EQ(step.send.size(), 1U);
  EXPECT_TRUE(step.send[0].has_pong());
  EXPECT_EQ(link.position().seq, head);
}

TEST(SyncLink, PassesOnThatTheServerIsStopping) {
  Link link = connected();
  v1::ServerFrame frame;
  frame.mutable_reconnect()->set_after_ms_max(2'000);
  EXPECT_EQ(link.take(frame).reconnect_ms_max, 2'000U);
}

}  // namespace
}  // namespace fika::cli::sync
