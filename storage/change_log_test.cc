// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/change_log.h"

#include <limits>

#include <gtest/gtest.h>

#include "storage/test_bed.h"

namespace fika::storage {
namespace {

class ChangeLog : public ::testing::Test {
 protected:
  const Id thread_ = test_id(10);
  const Id other_ = test_id(11);
  const Scope scope_ = test_scope(1);
  const Scope other_scope_ = test_scope(2);
  TestBed bed_;

  void SetUp() override {
    ASSERT_TRUE(bed_.commit([&](Transaction& txn) { return start_thread(txn, thread_, scope_); }));
    ASSERT_TRUE(
        bed_.commit([&](Transaction& txn) { return start_thread(txn, other_, other_scope_); }));
  }
  store::v1::Record post(const Id& root, std::uint64_t number) {
    return bed_
        .commit([&](Transaction& txn) { return txn.create(message_of(root, test_id(number))); })
        .value();
  }
  std::vector<std::uint64_t> seqs(std::uint64_t after_seq) {
    std::vector<std::uint64_t> all;
    EXPECT_TRUE(read_log(*bed_.store->snapshot(), after_seq, [&](LogLine&& line) {
      all.push_back(line.seq);
      return true;
    }));
    return all;
  }
  std::vector<std::uint64_t> seqs_of(const Id& root, std::uint64_t after_seq) {
    std::vector<std::uint64_t> all;
    EXPECT_TRUE(read_log_of_root(*bed_.store->snapshot(), root, after_seq, [&](LogLine&& line) {
      EXPECT_EQ(line.line.root(), root.bytes());
      all.push_back(line.seq);
      return true;
    }));
    return all;
  }
};

using Seqs = std::vector<std::uint64_t>;

TEST_F(ChangeLog, EachScopeIsAChainOfItsOwnCommits) {
  post(thread_, 20);  // 3
  post(other_, 21);   // 4
  post(thread_, 22);  // 5
  const auto snapshot = bed_.store->snapshot();
  const ScopeHead head = scope_head(*snapshot, scope_).value();
  EXPECT_EQ(head.seq, 5U);
  EXPECT_EQ(head.prev, 3U);
  const ScopeHead other = scope_head(*snapshot, other_scope_).value();
  EXPECT_EQ(other.seq, 4U);
  EXPECT_EQ(other.prev, 2U);
  EXPECT_EQ(scope_head(*snapshot, test_scope(9))->seq, 0U);
}

TEST_F(ChangeLog, IsReadFromAnyCommitOn) {
  post(thread_, 20);
  post(other_, 21);
  EXPECT_EQ(seqs(0), (Seqs{1, 2, 3, 4}));
  EXPECT_EQ(seqs(2), (Seqs{3, 4}));
  EXPECT_EQ(seqs(4), Seqs{});
  EXPECT_EQ(seqs(std::numeric_limits<std::uint64_t>::max()), Seqs{});
}

TEST_F(ChangeLog, IsReadOfOneRoot) {
  post(thread_, 20);
  post(other_, 21);
  post(thread_, 22);
  EXPECT_EQ(seqs_of(thread_, 0), (Seqs{1, 3, 5}));
  EXPECT_EQ(seqs_of(thread_, 3), (Seqs{5}));
  EXPECT_EQ(seqs_of(thread_, std::numeric_limits<std::uint64_t>::max()), Seqs{});
  const auto snapshot = bed_.store->snapshot();
  EXPECT_EQ(root_head(*snapshot, thread_, 4).value(), 3U);
  EXPECT_EQ(root_head(*snapshot, thread_, 5).value(), 5U);
  EXPECT_EQ(root_head(*snapshot, thread_, std::numeric_limits<std::uint64_t>::max()).value(), 5U);
  EXPECT_EQ(root_head(*snapshot, test_id(99), 5).value(), 0U);
}

TEST_F(ChangeLog, ASummaryHasEveryScopesChangesWithBodiesAndItsPreviousCommit) {
  post(thread_, 20);
  const auto record = bed_.commit([&](Transaction& txn) -> Status {
    CHECKED(txn.create(message_of(thread_, test_id(30), "ett")));
    CHECKED(txn.erase<v1::Message>(thread_, {test_id(20)}));
    return txn.create(message_of(other_, test_id(31), "två"));
  });
  const CommitSummary summary = summarise(record.value(), [](std::uint16_t) { return false; });
  EXPECT_EQ(summary.seq, 4U);
  ASSERT_EQ(summary.scopes.size(), 2U);
  for (const ScopeChanges& scope : summary.scopes) {
    const bool is_first = scope.scope == scope_;
    EXPECT_EQ(scope.prev, is_first ? 3U : 2U);
    ASSERT_EQ(scope.changes.size(), is_first ? 2U : 1U);
    for (const Change& change : scope.changes) {
      const bool is_put = change.kind == store::v1::CHANGE_KIND_PUT;
      EXPECT_EQ(is_put, change.key != test_id(20).bytes());
      EXPECT_EQ(change.body.empty(), !is_put);
      if (!is_put) continue;
      v1::Message message;
      ASSERT_TRUE(message.ParseFromString(change.body));
      EXPECT_EQ(message.text(), is_first ? "ett" : "två");
    }
  }
}

TEST_F(ChangeLog, AMoveComesBeforeWhatTheSameCommitPutsThere) {
  const auto record = bed_.commit([&](Transaction& txn) -> Status {
    CHECKED(txn.create(message_of(thread_, test_id(30))));
    return txn.set_scope(thread_, other_scope_);
  });
  const CommitSummary summary = summarise(record.value(), [](std::uint16_t) { return false; });
  for (const ScopeChanges& scope : summary.scopes) {
    ASSERT_FALSE(scope.changes.empty());
    if (scope.scope == scope_) {
      ASSERT_EQ(scope.changes.size(), 1U);
      EXPECT_EQ(scope.changes[0].kind, store::v1::CHANGE_KIND_LEFT);
    } else {
      ASSERT_EQ(scope.changes.size(), 2U);
      EXPECT_EQ(scope.changes[0].kind, store::v1::CHANGE_KIND_ENTERED);
      EXPECT_EQ(scope.changes[1].kind, store::v1::CHANGE_KIND_PUT);
    }
  }
}

TEST_F(ChangeLog, OnlyPublishedIndexTablesAreTold) {
  const IndexTable told{.number = 998, .name = "told", .is_published = true};
  const IndexTable kept{.number = 999, .name = "kept"};
  const auto record = bed_.commit([&](Transaction& txn) -> Status {
    txn.put_index(told, "a", "1");
    txn.erase_index(told, "b");
    txn.put_index(kept, "c", "3");
    return {};
  });
  const CommitSummary summary =
      summarise(record.value(), [](std::uint16_t table) { return table == 998; });
  ASSERT_EQ(summary.rows.size(), 2U);
  EXPECT_EQ(summary.rows[0].key, "a");
  EXPECT_EQ(summary.rows[0].value, "1");
  EXPECT_FALSE(summary.rows[0].is_erased);
  EXPECT_EQ(summary.rows[1].key, "b");
  EXPECT_TRUE(summary.rows[1].is_erased);
}

TEST_F(ChangeLog, AGroupWithinItsLimitMakesARecordWithinTheRecordsLimit) {
  const auto snapshot = bed_.store->snapshot();
  Overlay group(*snapshot);
  // The smallest entities make the most lines.
  for (std::uint64_t i = 0;; ++i) {
    Transaction txn(group, 3, kTestStartMs, test_id(1));
    const Id root = test_id(100'000 + i);
    ASSERT_TRUE(txn.set_scope(root, test_scope(i)));
    if (i % 3 == 0) ASSERT_TRUE(txn.set_scope(root, test_scope(i + 1)));
    v1::Head head;
    head.set_root(root.text());
    ASSERT_TRUE(txn.put(head));
    Overlay staged = std::move(txn).take();
    if (group.size_bytes() + staged.size_bytes() > kCommandBytesMax) break;
    group.merge(std::move(staged));
  }
  const auto record = seal(group, bed_.store->head(), test_id(2), kTestStartMs);
  const std::size_t size = record->ByteSizeLong();
  EXPECT_LT(size, kRecordBytesMax);
  EXPECT_GT(size, kRecordBytesMax / 2);
}

}  // namespace
}  // namespace fika::storage
