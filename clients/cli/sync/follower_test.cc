// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/sync/follower.h"

#include <gtest/gtest.h>

#include "base/id.h"
#include "fika/v1/threads.pb.h"

namespace fika::cli::sync {
namespace {

const Id kThread = Id::derive(1'000, "thread");
const std::string kRoot{kThread.bytes()};

v1::Scope community(char id = 'a') {
  v1::Scope scope;
  scope.set_kind(v1::SCOPE_KIND_COMMUNITY);
  scope.set_id(std::string(16, id));
  return scope;
}

v1::Message message(std::uint64_t ordinal) {
  v1::Message made;
  made.set_root(kThread.text());
  made.set_id(Id::derive(1'000, std::to_string(ordinal)).text());
  made.set_ordinal(ordinal);
  made.set_created_at_ms(static_cast<std::int64_t>(ordinal));
  return made;
}

void put_message(v1::Delta& delta, std::uint64_t ordinal) {
  v1::Put& put = *delta.add_puts();
  put.set_kind(30);
  put.set_body(message(ordinal).SerializeAsString());
}

v1::Put head(std::uint64_t last) {
  v1::Head made;
  made.set_root(kThread.text());
  made.set_last_ordinal(last);
  v1::Put put;
  put.set_kind(21);
  put.set_body(made.SerializeAsString());
  return put;
}

Batch live(std::initializer_list<std::uint64_t> ordinals, std::uint64_t last) {
  Batch batch;
  v1::Delta& delta = batch.deltas.emplace_back();
  *delta.mutable_scope() = community();
  for (const std::uint64_t ordinal : ordinals) put_message(delta, ordinal);
  *delta.add_puts() = head(last);
  return batch;
}

Batch bootstrap(std::uint64_t last, bool is_new_scope) {
  Batch batch;
  batch.tier = Tier::kBootstrap;
  v1::Snapshot& snapshot = batch.snapshots.emplace_back();
  *snapshot.mutable_scope() = community();
  *snapshot.add_puts() = head(last);
  if (is_new_scope) batch.begun.insert(key_of(community()));
  return batch;
}

// A server that holds messages 1 to `last`, and counts how often it is asked.
struct Server {
  std::uint64_t last = 0;
  int asked = 0;
  bool is_down = false;
  Follower::Fetch fetch() {
    return [this](const std::string&, std::uint64_t after) -> Outcome<std::vector<v1::Message>> {
      ++asked;
      if (is_down) return give_up(Exit::kUnreachable, Code::kUnavailable, "down");
      std::vector<v1::Message> messages;
      for (std::uint64_t i = after + 1; i <= last; ++i) messages.push_back(message(i));
      return messages;
    };
  }
};

std::vector<std::uint64_t> ordinals(const Outcome<std::vector<v1::Message>>& messages) {
  std::vector<std::uint64_t> list;
  if (!messages) return {999};
  for (const v1::Message& each : *messages) list.push_back(each.ordinal());
  return list;
}

using Ordinals = std::vector<std::uint64_t>;

TEST(SyncFollower, ShowsNothingOldOnAFirstVisit) {
  Server server{.last = 7};
  Follower follower({}, {}, true);
  EXPECT_EQ(ordinals(follower.apply(bootstrap(7, true), server.fetch())), Ordinals{});
  EXPECT_EQ(ordinals(follower.apply(live({8}, 8), server.fetch())), Ordinals{8});
  EXPECT_EQ(server.asked, 0);
}

TEST(SyncFollower, ShowsEachMessageOnceThoughItComesAgain) {
  Server server;
  Follower follower({}, {{kRoot, 7}}, false);
  EXPECT_EQ(ordinals(follower.apply(live({8, 9}, 9), server.fetch())), (Ordinals{8, 9}));
  EXPECT_EQ(ordinals(follower.apply(live({8, 9}, 9), server.fetch())), Ordinals{});
}

TEST(SyncFollower, FetchesWhatABootstrapOnlyCounts) {
  Server server{.last = 9};
  Follower follower({}, {{kRoot, 6}}, false);
  EXPECT_EQ(ordinals(follower.apply(bootstrap(9, false), server.fetch())), (Ordinals{7, 8, 9}));
  EXPECT_EQ(ordinals(follower.apply(live({10}, 10), server.fetch())), Ordinals{10});
}

TEST(SyncFollower, ShowsAThreadThatBeganWhileAway) {
  Server server{.last = 2};
  Follower follower({}, {{std::string(16, 'x'), 3}}, false);
  EXPECT_EQ(ordinals(follower.apply(bootstrap(2, false), server.fetch())), (Ordinals{1, 2}));
}

TEST(SyncFollower, KeepsQuietAboutTheHistoryOfANewlyJoinedCommunity) {
  Server server{.last = 200};
  Follower follower({}, {{std::string(16, 'x'), 3}}, false);
  EXPECT_EQ(ordinals(follower.apply(bootstrap(200, true), server.fetch())), Ordinals{});
  EXPECT_EQ(server.asked, 0);
}

TEST(SyncFollower, FetchesAcrossAGapOfOrdinals) {
  Server server{.last = 12};
  Follower follower({}, {{kRoot, 9}}, false);
  EXPECT_EQ(ordinals(follower.apply(live({12}, 12), server.fetch())), (Ordinals{10, 11, 12}));
}

TEST(SyncFollower, ForgetsNothingWhenFetchingFails) {
  Server server{.last = 9, .asked = 0, .is_down = true};
  Follower follower({}, {{kRoot, 6}}, false);
  EXPECT_FALSE(follower.apply(bootstrap(9, false), server.fetch()));
  server.is_down = false;
  EXPECT_EQ(ordinals(follower.apply(bootstrap(9, false), server.fetch())), (Ordinals{7, 8, 9}));
}

TEST(SyncFollower, GoesBackWithAServerRestoredFromABackup) {
  Server server{.last = 5};
  Follower follower({}, {{kRoot, 9}}, false);
  EXPECT_EQ(ordinals(follower.apply(bootstrap(5, false), server.fetch())), Ordinals{});
  EXPECT_EQ(ordinals(follower.apply(live({6}, 6), server.fetch())), Ordinals{6});
}

TEST(SyncFollower, LeavesOtherScopesAndDeletedMessagesOut) {
  Server server;
  Follower follower({.scope = key_of(community('b')), .root = {}}, {}, false);
  EXPECT_EQ(ordinals(follower.apply(live({1}, 1), server.fetch())), Ordinals{});
  Follower all({}, {}, false);
  Batch batch;
  v1::Delta& delta = batch.deltas.emplace_back();
  v1::Message stub = message(1);
  stub.set_deleted(true);
  delta.add_puts()->set_kind(30);
  delta.mutable_puts(0)->set_body(stub.SerializeAsString());
  EXPECT_EQ(ordinals(all.apply(batch, server.fetch())), Ordinals{});
}

TEST(SyncFollower, StartsAMovedInThreadAtItsNextMessage) {
  Server server{.last = 40};
  Follower follower({}, {}, false);
  Batch moved;
  *moved.deltas.emplace_back().mutable_scope() = community();
  moved.deltas[0].add_entered(kRoot);
  EXPECT_EQ(ordinals(follower.apply(moved, server.fetch())), Ordinals{});
  EXPECT_EQ(ordinals(follower.apply(live({41}, 41), server.fetch())), Ordinals{41});
}

}  // namespace
}  // namespace fika::cli::sync
