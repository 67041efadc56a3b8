// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/due.h"

#include <gtest/gtest.h>

#include "storage/test_bed.h"

namespace fika::storage {
namespace {

class DueCommands : public ::testing::Test {
 protected:
  const Id thread_ = test_id(10);
  TestBed bed_;
  EmbeddedCommitStep step_{*bed_.store};
  WriterConfig config_;

  void SetUp() override {
    ASSERT_TRUE(
        bed_.commit([&](Transaction& txn) { return start_thread(txn, thread_, test_scope(1)); }));
    // The payload becomes the title, so that a test can see what ran, how often and when.
    config_.due_handlers["rename"] = [this](Transaction& txn, std::string_view payload) -> Status {
      TRY(const auto thread, find<v1::Thread>(txn, thread_));
      return txn.put(thread_of(thread_, thread->title() + std::string(payload)));
    };
    config_.due_handlers["fail"] = [](Transaction& txn, std::string_view) -> Status {
      txn.put_row(Table::kIndex, "left behind", {});
      return fail(Code::kState, "It cannot be done.");
    };
    config_.due_handlers["flood"] = [this](Transaction& txn, std::string_view) -> Status {
      return txn.put(message_of(thread_, test_id(66), std::string(kRecordBytesMax, 'x')));
    };
  }
  std::unique_ptr<Writer> start() {
    auto writer = std::make_unique<Writer>(*bed_.store, step_, bed_.clock, config_);
    writer->start();
    return writer;
  }
  std::string title() {
    return find<v1::Thread>(*bed_.store->snapshot(), thread_).value()->title();
  }
  Work schedule(std::int64_t time_ms, std::string name, std::string payload) {
    return work_of([=](Transaction& txn) -> Result<std::string> {
      txn.schedule(time_ms, name, payload);
      return std::string();
    });
  }
  void expect_title(std::uint64_t seq, const std::string& wanted) {
    ASSERT_TRUE(bed_.store->wait_for(seq, std::chrono::seconds(20)));
    EXPECT_EQ(title(), wanted);
  }
};

TEST_F(DueCommands, RunWhenTheirTimeHasComeInItsOrder) {
  ASSERT_TRUE(bed_.commit([&](Transaction& txn) { return txn.put(thread_of(thread_, "-")); }));
  const auto writer = start();
  ASSERT_TRUE(run(*writer, schedule(kTestStartMs + 2000, "rename", "b")));
  ASSERT_TRUE(run(*writer, schedule(kTestStartMs + 1000, "rename", "a")));
  ASSERT_TRUE(run(*writer, schedule(kTestStartMs + 3000, "rename", "c")));
  EXPECT_EQ(title(), "-");
  bed_.clock.advance(2500);
  writer->wake();
  expect_title(6, "-ab");
  bed_.clock.advance(500);
  writer->wake();
  expect_title(7, "-abc");
  EXPECT_TRUE(rows_of(*bed_.store, Table::kDue).empty());
}

TEST_F(DueCommands, OneThatCannotBeDoneIsDroppedAndHoldsUpNoOther) {
  ASSERT_TRUE(bed_.commit([&](Transaction& txn) -> Status {
    txn.schedule(kTestStartMs, "fail", {});
    txn.schedule(kTestStartMs, "unknown", {});
    txn.schedule(kTestStartMs, "flood", {});
    txn.schedule(kTestStartMs, "rename", "!");
    return txn.put(thread_of(thread_, "-"));
  }));
  const auto writer = start();
  expect_title(3, "-!");
  EXPECT_TRUE(rows_of(*bed_.store, Table::kDue).empty());
  EXPECT_TRUE(rows_of(*bed_.store, Table::kIndex).empty());
  EXPECT_TRUE(rows_of(*bed_.store, Table::kEntities).size() == 1);
}

TEST_F(DueCommands, ThoseLeftFromBeforeARestartRun) {
  ASSERT_TRUE(bed_.commit([&](Transaction& txn) -> Status {
    txn.schedule(kTestStartMs + 1000, "rename", "late");
    return txn.put(thread_of(thread_, "-"));
  }));
  bed_.clock.advance(5000);
  const auto writer = start();
  expect_title(3, "-late");
}

TEST_F(DueCommands, ManyAreTakenInGroups) {
  ASSERT_TRUE(bed_.commit([&](Transaction& txn) -> Status {
    for (int i = 0; i < 200; ++i) txn.schedule(kTestStartMs + i % 7, "rename", ".");
    return txn.put(thread_of(thread_, "-"));
  }));
  bed_.clock.advance(100);
  const auto writer = start();
  expect_title(6, "-" + std::string(200, '.'));
}

TEST_F(DueCommands, OneScheduledInThePastRunsAtOnce) {
  ASSERT_TRUE(bed_.commit([&](Transaction& txn) { return txn.put(thread_of(thread_, "-")); }));
  const auto writer = start();
  ASSERT_TRUE(run(*writer, schedule(kTestStartMs + 60'000, "rename", "future")));
  ASSERT_TRUE(run(*writer, schedule(kTestStartMs - 60'000, "rename", "past")));
  expect_title(5, "-past");
}

}  // namespace
}  // namespace fika::storage
