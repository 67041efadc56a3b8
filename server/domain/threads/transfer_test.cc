// SPDX-License-Identifier: GPL-3.0-or-later
// What does not fit into one commit goes on by itself, whatever comes between.
#include "server/domain/threads/transfer.h"

#include <mutex>

#include <gtest/gtest.h>

#include "server/domain/messages/carrying.h"
#include "server/domain/threads/regroup_for_tests.h"

namespace fika::domain {
namespace {

struct Transfer : Regroup {
  Id from, into;
  std::mutex mutex;
  std::vector<std::uint64_t> progress;  // of `from`, as clients are told
  std::size_t commits = 0;

  void SetUp() override {
    Regroup::SetUp();
    from = room.thread(anna, community, "A 1");
    into = room.thread(bo, community, "B 1");
    world.on_commit([this](const storage::CommitSummary& summary) {
      const std::lock_guard lock(mutex);
      ++commits;
      for (const auto& scope : summary.scopes) {
        for (const auto& change : scope.changes) {
          v1::Thread thread;
          if (change.entity_kind != 20 || !thread.ParseFromString(change.body)) continue;
          if (thread.id() == from.text()) progress.push_back(thread.transfer().done());
        }
      }
    });
  }
  // Below the methods, many in one commit.
  std::vector<std::string> fill(const Id& root, std::size_t count, const std::string& text) {
    std::vector<std::string> ids;
    Room::must(world.write([&](storage::Transaction& txn) -> Status {
      TRY(const v1::Head before, head_of(txn, root));
      TRY(const auto thread, storage::find<v1::Thread>(txn, root));
      v1::Head head = before;
      for (std::size_t i = 0; i < count; ++i) {
        v1::Message message;
        message.set_root(root.text());
        message.set_id(txn.fresh_id().text());
        message.set_author(anna.person.text());
        message.set_text(text);
        message.set_created_at_ms(txn.time_ms());
        CHECKED(put_new_message(txn, message, head));
        ids.push_back(message.id());
      }
      return thread_activity(txn, *thread, &before, head);
    }));
    return ids;
  }
  void wait_for_redirect() {
    for (int i = 0; i < 5'000 && thread_now(from).merged_into().empty(); ++i) settle();
    EXPECT_EQ(thread_now(from).merged_into(), into.text());
  }
};

TEST_F(Transfer, OfMoreThanFitsIsAJobThatTellsHowFarItIs) {
  fill(from, 600, "A");
  fill(from, 600, "A");
  const auto reply = Room::must(merge(anna, from, into));
  EXPECT_TRUE(reply.thread().merged_into().empty());
  EXPECT_TRUE(reply.thread().transfer().merging());
  EXPECT_EQ(reply.thread().transfer().to(), into.text());
  EXPECT_EQ(reply.thread().transfer().total(), 1201U);
  EXPECT_LE(reply.thread().transfer().done(), kCarriedMessagesMax);
  wait_for_redirect();
  const std::lock_guard lock(mutex);
  EXPECT_GE(progress.size(), 3U);
  EXPECT_TRUE(std::ranges::is_sorted(progress.begin(), progress.end() - 1));
  EXPECT_EQ(room.head(into).last_ordinal(), 1202U);
  EXPECT_EQ(room.marker(anna, into).ordinal(), 0U);
}

TEST_F(Transfer, GoesOnWhileOthersPostAndKeepsWhatWasReadRead) {
  const std::string long_text(kMessageBytesMax, 'x');
  for (int i = 0; i < 5; ++i) fill(from, 10, long_text);
  for (const Actor& actor : {anna, bo, steward}) {
    read_to(actor, from, 1000);
    read_to(actor, into, 1000);
  }
  ASSERT_TRUE(merge(anna, from, into));
  int posted = 0;
  while (thread_now(from).merged_into().empty()) {
    EXPECT_EQ(world.refusal(bo, "PostMessage", room.post_request(from, "Late")), Code::kState);
    room.say(guest, into, "Meanwhile");
    ++posted;
  }
  EXPECT_EQ(room.head(into).last_ordinal(), 52U + static_cast<std::uint64_t>(posted));
  EXPECT_EQ(said(into).size(), room.head(into).last_ordinal());
  const std::lock_guard lock(mutex);
  EXPECT_GE(progress.size(), 3U);
}

TEST_F(Transfer, WhatWasReadStaysReadOverAllStretches) {
  const std::string long_text(kMessageBytesMax, 'x');
  for (int i = 0; i < 4; ++i) fill(from, 10, long_text);
  for (const Actor& actor : {anna, bo}) {
    read_to(actor, from, 1000);
    read_to(actor, into, 1000);
  }
  read_to(steward, from, 30);
  read_to(steward, into, 1000);
  ASSERT_TRUE(merge(anna, from, into));
  wait_for_redirect();
  EXPECT_EQ(unread(anna, into), 0U);
  EXPECT_EQ(unread(bo, into), 0U);
  EXPECT_EQ(unread(steward, into), 11U);
  EXPECT_EQ(unread(guest, into), 42U);
}

TEST_F(Transfer, ThreadsInItAreNotTakenElsewhere) {
  const Id other = full_community(v1::OPENNESS_PRIVATE), third = room.thread(anna, community);
  // As it stands between two stretches.
  Room::must(world.write([&](storage::Transaction& txn) -> Status {
    store::v1::StoredTransfer transfer;
    transfer.set_to(std::string(into.bytes()));
    transfer.set_next(1);
    transfer.set_last(1);
    transfer.set_total(1);
    txn.put_index(kTransfers, from.bytes(), transfer.SerializeAsString());
    txn.put_index(kTransferTargets, std::string(into.bytes()) + std::string(from.bytes()), {});
    TRY(auto thread, storage::find<v1::Thread>(txn, from));
    thread->mutable_transfer()->set_to(into.text());
    return txn.put(*thread);
  }));
  EXPECT_EQ(unsound(), std::vector<std::string>());
  for (const Id& busy : {from, into}) {
    EXPECT_EQ(code(move(steward, busy, other)), Code::kState);
    EXPECT_EQ(code(merge(steward, busy, third)), Code::kState);
    EXPECT_EQ(code(merge(steward, third, busy)), Code::kState);
    room.say(bo, busy, "A split leaves it open");
  }
  // After a crash the due table still has it; here it is called by hand.
  Room::must(
      world.write([&](storage::Transaction& txn) { return go_on_carrying(txn, from.bytes()); }));
  EXPECT_FALSE(thread_now(from).has_transfer());
  EXPECT_EQ(said(into).size(), 3U);
  Room::must(world.write([&](storage::Transaction& txn) -> Status {
    CHECKED(go_on_carrying(txn, from.bytes()));
    EXPECT_EQ(txn.size_bytes(), 0U) << "once more does nothing";
    return {};
  }));
}

TEST_F(Transfer, ReactionsBeyondOneCommitGoAheadAndAreCountedAnew) {
  const auto popular = room.say(anna, from, "Cake");
  const Id id = id_of(popular.id());
  const auto reactions = [&](const Id& root) {
    return storage::all_of<v1::Reaction>(*world.read(), root, {id})->size();
  };
  std::vector<v1::Reaction> all;
  Room::must(world.write([&](storage::Transaction& txn) -> Status {
    for (std::size_t i = 0; i < 2 * kCarriedReactionsMax + 10; ++i) {
      v1::Reaction reaction;
      reaction.set_root(from.text());
      reaction.set_message(popular.id());
      reaction.set_person(txn.fresh_id().text());
      reaction.set_emoji(":cake:");
      CHECKED(txn.put(reaction));
    }
    txn.put_index(kReactionCounts, storage::KeyWriter().id(id).text(":cake:").take(),
                  count_of(2 * kCarriedReactionsMax + 10));
    return {};
  }));
  ASSERT_TRUE(merge(anna, from, into));
  while (thread_now(from).merged_into().empty()) {
    EXPECT_EQ(unsound(), std::vector<std::string>());
  }
  EXPECT_EQ(reactions(from), 0U);
  EXPECT_EQ(reactions(into), 2 * kCarriedReactionsMax + 10);
}

TEST_F(Transfer, IsHeldAgainstTheThreads) {
  v1::Thread lost = thread_now(from);
  lost.set_merged_into(world.fresh_id().text());
  v1::Thread going = thread_now(from);
  going.mutable_transfer()->set_to(into.text());
  store::v1::StoredTransfer transfer;
  transfer.set_to(std::string(into.bytes()));
  expect_found(
      world, threads(),
      {with_entity("A thread leads to one that is not there", lost),
       with_entity("Messages are said to leave a thread and do not, or the other way", going),
       with_row("Messages leave a thread for one that does not know", kTransfers, bytes_of(from),
                transfer.SerializeAsString()),
       with_row("A thread waits for messages that do not come", kTransferTargets,
                pair_key(into, from))});
}

}  // namespace
}  // namespace fika::domain
