// SPDX-License-Identifier: GPL-3.0-or-later
// The writer over a shared log, one thing going wrong at a time.
#include "tests/contract/shared_log.h"

#include <gtest/gtest.h>

#include "tests/contract/node.h"

namespace fika::storage {
namespace {

class OverASharedLog : public ::testing::Test {
 protected:
  const Id thread_ = test_id(10);
  SharedLog log_;
  Node here_{log_, 1};
  Node there_{log_, 2};

  void SetUp() override {
    here_.start();
    there_.start();
  }
  Result<Done> count(Node& node, std::uint64_t number, std::string client_id = {}) {
    return run(*node.writer, counting(thread_, test_id(number), std::move(client_id)));
  }
  void expect_both(std::uint64_t counted) {
    here_.finish();
    there_.finish();
    EXPECT_EQ(count_in(*here_.bed.store, thread_), counted);
    EXPECT_EQ(count_in(*there_.bed.store, thread_), counted);
    expect_equal_rows(*here_.bed.store, *there_.bed.store);
    expect_told_once(here_.told, log_.head().seq);
    expect_told_once(there_.told, log_.head().seq);
    EXPECT_FALSE(here_.fatal);
    EXPECT_FALSE(there_.fatal);
  }
};

TEST_F(OverASharedLog, ACommandRunAgainAfterAConflictSeesTheForeignRecords) {
  ASSERT_TRUE(count(there_, 20));
  // Here nothing is known of it, unless the look-around came first; either way it must count on.
  const auto done = count(here_, 21);
  EXPECT_EQ(done->reply, "2");
  EXPECT_EQ(done->seq, 2U);
  expect_both(2);
}

TEST_F(OverASharedLog, ANodeThatWritesNothingFollowsTheOthers) {
  for (std::uint64_t i = 0; i < 5; ++i) ASSERT_TRUE(count(there_, 100 + i));
  EXPECT_TRUE(here_.bed.store->wait_for(5, std::chrono::seconds(20)));
  expect_both(5);
}

TEST_F(OverASharedLog, AnUnknownOutcomeThatWasTakenIsAnsweredAsDoneAndNotRunAgain) {
  here_.step.script({Fault::kUnknownButAppended});
  const auto done = count(here_, 20);  // no client id: a second run would show
  ASSERT_TRUE(done) << done.error().detail;
  EXPECT_EQ(done->seq, 1U);
  EXPECT_FALSE(done->is_repeated);
  EXPECT_EQ(here_.step.outcomes(), (std::vector{Outcome::kUnknown, Outcome::kConflict}));
  EXPECT_EQ(here_.writer->commits(), 1U);
  expect_both(1);
}

TEST_F(OverASharedLog, AnUnknownOutcomeThatWasLostIsAppendedOnce) {
  here_.step.script({Fault::kUnknownAndLost, Fault::kUnknownAndLost});
  EXPECT_EQ(count(here_, 20)->seq, 1U);
  expect_both(1);
}

TEST_F(OverASharedLog, ARecordThatArrivesLateTakesItsPlaceOnce) {
  here_.step.script({Fault::kUnknownAndLate, Fault::kUnknownAndLate, Fault::kNone});
  EXPECT_EQ(count(here_, 20)->seq, 1U);
  EXPECT_EQ(count(here_, 21)->seq, 2U);
  expect_both(2);
}

TEST_F(OverASharedLog, ARefusalAfterAnUnknownOutcomeIsNotBelieved) {
  here_.step.script({Fault::kUnknownButAppended, Fault::kUnavailable, Fault::kUnavailable});
  const auto done = count(here_, 20);
  ASSERT_TRUE(done) << done.error().detail;
  expect_both(1);
}

TEST_F(OverASharedLog, AnUnknownOutcomeIsSettledThoughTheLogCannotBeReadAtFirst) {
  here_.step.script({Fault::kUnknownButAppended});
  here_.step.fail_reads(5);
  const auto done = count(here_, 20);
  ASSERT_TRUE(done) << done.error().detail;
  EXPECT_EQ(done->seq, 1U);
  expect_both(1);
}

TEST_F(OverASharedLog, AConflictThatCannotBeReadIsRefusedAndHarmsNothing) {
  ASSERT_TRUE(count(here_, 20));
  here_.step.script({Fault::kConflictUnseen});
  here_.step.fail_reads(1);
  const auto refused = count(here_, 21);
  // The look-around may have used up the failing read; then the conflict is seen through.
  if (!refused) EXPECT_EQ(refused.error().code, Code::kUnavailable);
  const std::uint64_t counted = refused ? 2 : 1;
  EXPECT_EQ(count_in(*here_.bed.store, thread_), counted);
  EXPECT_TRUE(count(here_, 22));
  expect_both(counted + 1);
}

TEST_F(OverASharedLog, AnUnavailableLogRefusesAndRecovers) {
  here_.step.script({Fault::kUnavailable});
  const auto refused = count(here_, 20, "client-1");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::kUnavailable);
  const auto done = count(here_, 20, "client-1");
  ASSERT_TRUE(done);
  EXPECT_FALSE(done->is_repeated);
  expect_both(1);
}

TEST_F(OverASharedLog, ARepeatIsKnownOnTheOtherNode) {
  ASSERT_TRUE(count(there_, 20, "client-1"));
  const auto repeat = count(here_, 20, "client-1");
  // If the first is not known here yet, the conflict brings it, and the run again finds it.
  ASSERT_TRUE(repeat);
  EXPECT_TRUE(repeat->is_repeated);
  EXPECT_EQ(repeat->seq, 1U);
  expect_both(1);
}

TEST_F(OverASharedLog, WithoutAnyCertainAnswerTheWriterEndsAndAcknowledgesNothing) {
  here_.step.script(std::deque<Fault>(1000, Fault::kUnknownAndLost));
  const auto refused = count(here_, 20, "client-1");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::kUnavailable);
  EXPECT_FALSE(count(here_, 21));
  EXPECT_TRUE(here_.fatal);
  here_.step.script({});
  here_.fatal.reset();
  here_.restart();
  EXPECT_FALSE(count(here_, 20, "client-1")->is_repeated);
  expect_both(1);
}

TEST_F(OverASharedLog, ATakenRecordIsFoundAfterARestartInDoubt) {
  std::deque<Fault> faults(1000, Fault::kUnavailable);
  faults.push_front(Fault::kUnknownButAppended);
  here_.step.script(faults);
  EXPECT_FALSE(count(here_, 20, "client-1"));
  EXPECT_TRUE(here_.fatal);
  here_.step.script({});
  here_.fatal.reset();
  here_.restart();
  const auto repeat = count(here_, 20, "client-1");
  ASSERT_TRUE(repeat);
  EXPECT_TRUE(repeat->is_repeated);
  expect_both(1);
}

TEST_F(OverASharedLog, ANodeThatMissedTrimmedRecordsEnds) {
  here_.writer.reset();
  for (std::uint64_t i = 0; i < 5; ++i) ASSERT_TRUE(count(there_, 100 + i));
  log_.trim(4);
  here_.start();
  EXPECT_FALSE(count(here_, 20));
  here_.writer.reset();
  ASSERT_TRUE(here_.fatal);
  EXPECT_EQ(here_.fatal->code, Code::kDataLoss);
  EXPECT_EQ(here_.bed.store->head().seq, 0U);
}

TEST_F(OverASharedLog, ANodeOfAnotherLineageEnds) {
  here_.writer.reset();
  ASSERT_TRUE(here_.bed.commit([&](Transaction& txn) -> Status {
    txn.put_row(Table::kIndex, "own", "way");
    return {};
  }));
  for (std::uint64_t i = 0; i < 3; ++i) ASSERT_TRUE(count(there_, 100 + i));
  here_.start();
  EXPECT_FALSE(count(here_, 20));
  here_.writer.reset();
  ASSERT_TRUE(here_.fatal);
  EXPECT_EQ(here_.fatal->code, Code::kDataLoss);
}

TEST_F(OverASharedLog, ADueCommandRunsOnOneNodeOnly) {
  here_.writer.reset();
  there_.writer.reset();
  WriterConfig config;
  config.due_handlers["count"] = [&](Transaction& txn, std::string_view payload) -> Status {
    CHECKED(counting(thread_, Id::from_bytes(payload)).run(txn));
    return {};
  };
  here_.start(config);
  there_.start(config);
  for (std::uint64_t i = 0; i < 20; ++i) {
    const Id message = test_id(200 + i);
    ASSERT_TRUE(run(*here_.writer, work_of([=](Transaction& txn) -> Result<std::string> {
      const auto wait_ms = static_cast<std::int64_t>(1000 + i);
      txn.schedule(kTestStartMs + wait_ms, "count", std::string(message.bytes()));
      return std::string();
    })));
  }
  ASSERT_TRUE(there_.bed.store->wait_for(20, std::chrono::seconds(20)));
  for (int i = 0; i < 25; ++i) {
    here_.bed.clock.advance(50);
    there_.bed.clock.advance(50);
    here_.writer->wake();
    there_.writer->wake();
  }
  for (int i = 0; i < 2000 && count_in(*here_.bed.store, thread_) < 20; ++i) {
    here_.writer->wake();
    here_.bed.store->wait_for(here_.bed.store->head().seq + 1, std::chrono::milliseconds(10));
  }
  expect_both(20);
  EXPECT_TRUE(rows_of(*here_.bed.store, Table::kDue).empty());
}

}  // namespace
}  // namespace fika::storage
