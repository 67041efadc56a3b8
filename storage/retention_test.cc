// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/retention.h"

#include <gtest/gtest.h>

#include "storage/idempotency.h"
#include "storage/test_bed.h"

namespace fika::storage {
namespace {

constexpr std::int64_t kKeepMs = 30 * kDayMs;

class Retentions : public ::testing::Test {
 protected:
  const Id thread_ = test_id(10);
  TestBed bed_;

  void SetUp() override {
    ASSERT_TRUE(
        bed_.commit([&](Transaction& txn) { return start_thread(txn, thread_, test_scope(1)); }));
  }
  void post(std::uint64_t number) {
    ASSERT_TRUE(bed_.commit(
        [&](Transaction& txn) { return txn.create(message_of(thread_, test_id(number))); }));
  }
  void keep_replies(std::uint64_t from, std::uint64_t count) {
    ASSERT_TRUE(bed_.commit([&](Transaction& txn) -> Status {
      for (std::uint64_t i = from; i < from + count; ++i) {
        keep_reply(txn, test_id(i), "client-1", "hash", "reply");
      }
      return {};
    }));
  }
};

TEST_F(Retentions, TrimmingDropsOldLinesOnBothSidesAndMovesTheFloor) {
  post(20);  // 2
  post(21);  // 3
  bed_.clock.advance(kKeepMs + 1);
  post(22);  // 4
  Retention retention(kKeepMs);
  ASSERT_TRUE(retention.trim(*bed_.store, bed_.clock.now_ms()));
  EXPECT_EQ(bed_.store->floor(), 4U);
  EXPECT_EQ(rows_of(*bed_.store, Table::kLog).size(), 1U);
  EXPECT_EQ(rows_of(*bed_.store, Table::kLogByRoot).size(), 1U);
  EXPECT_EQ(all_of<v1::Message>(*bed_.store->snapshot(), thread_)->size(), 3U);
  EXPECT_EQ(rows_of(*bed_.store, Table::kHeaders).size(), 4U);
  bed_.reopen();
  EXPECT_EQ(bed_.store->floor(), 4U);
}

TEST_F(Retentions, WhenAllIsOldTheFloorIsTheNextCommit) {
  post(20);
  bed_.clock.advance(kKeepMs + 1);
  Retention retention(kKeepMs);
  ASSERT_TRUE(retention.trim(*bed_.store, bed_.clock.now_ms()));
  EXPECT_EQ(bed_.store->floor(), 3U);
  EXPECT_TRUE(rows_of(*bed_.store, Table::kLog).empty());
  post(21);
  EXPECT_EQ(rows_of(*bed_.store, Table::kLog).size(), 1U);
}

TEST_F(Retentions, AStepOfTrimmingIsBounded) {
  for (std::uint64_t i = 0; i < 20; ++i) post(100 + i);
  bed_.clock.advance(kKeepMs + 1);
  const auto snapshot = bed_.store->snapshot();
  const std::uint64_t floor = floor_for(*snapshot, 1, bed_.clock.now_ms() - kKeepMs, 5000).value();
  EXPECT_GT(floor, 1U);
  EXPECT_LT(floor, 10U);
}

TEST_F(Retentions, OldAnswersGoAThousandAtATimeAndYoungOnesStay) {
  keep_replies(1000, 2500);
  bed_.clock.advance(kKeepMs + 1);
  keep_replies(5000, 3);
  Retention retention(kKeepMs);
  std::size_t steps = 0;
  while (rows_of(*bed_.store, Table::kIdempotency).size() > 3) {
    ASSERT_LT(++steps, 10U);
    const auto snapshot = bed_.store->snapshot();
    Overlay group(*snapshot);
    ASSERT_TRUE(retention.stage_expired(group, bed_.clock.now_ms()));
    EXPECT_LE(group.rows(Table::kIdempotency).size(), 1000U);
    const auto record = seal(group, bed_.store->head(), test_id(1), kTestStartMs);
    ASSERT_TRUE(bed_.store->apply(*record, record->SerializeAsString(), false));
    retention.advance();
  }
  EXPECT_EQ(steps, 3U);
}

TEST_F(Retentions, AStepThatWasNotCommittedIsTakenAgain) {
  keep_replies(1000, 10);
  bed_.clock.advance(kKeepMs + 1);
  Retention retention(kKeepMs);
  const auto snapshot = bed_.store->snapshot();
  for (int attempt = 0; attempt < 2; ++attempt) {
    Overlay group(*snapshot);
    ASSERT_TRUE(retention.stage_expired(group, bed_.clock.now_ms()));
    EXPECT_EQ(group.rows(Table::kIdempotency).size(), 10U);
  }
}

TEST_F(Retentions, TheWriterDoesAllOfItByItself) {
  keep_replies(1000, 2500);
  post(20);
  bed_.clock.advance(kKeepMs + 1);
  EmbeddedCommitStep step(*bed_.store);
  Writer writer(*bed_.store, step, bed_.clock, {.retention_ms = kKeepMs});
  writer.start();
  // Each look-around takes a step once the clock has moved on; three commits remove the answers.
  for (int i = 0; i < 2000 && !bed_.store->wait_for(6, std::chrono::milliseconds(10)); ++i) {
    bed_.clock.advance(kSecondMs);
    writer.wake();
  }
  writer.stop();
  EXPECT_TRUE(rows_of(*bed_.store, Table::kIdempotency).empty());
  EXPECT_EQ(bed_.store->head().seq, 6U);
  EXPECT_GE(bed_.store->floor(), 4U);
}

}  // namespace
}  // namespace fika::storage
