// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/writer.h"

#include <condition_variable>
#include <mutex>

#include <gtest/gtest.h>

#include "storage/test_bed.h"

namespace fika::storage {
namespace {

// Holds the writer thread until it is opened, so that what comes meanwhile waits in the queue.
class Gate {
 public:
  Work work() {
    return work_of([this](Transaction&) -> Result<std::string> {
      std::unique_lock lock(mutex_);
      is_reached_ = true;
      changed_.notify_all();
      changed_.wait(lock, [this] { return is_open_; });
      return std::string();
    });
  }
  void wait_until_reached() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return is_reached_; });
  }
  void open() {
    const std::lock_guard lock(mutex_);
    is_open_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_reached_ = false;
  bool is_open_ = false;
};

class Writers : public ::testing::Test {
 protected:
  const Id thread_ = test_id(10);
  TestBed bed_;
  EmbeddedCommitStep step_{*bed_.store};
  std::vector<std::uint64_t> told_;  // of on_commit; read after the writer has answered

  void SetUp() override {
    ASSERT_TRUE(
        bed_.commit([&](Transaction& txn) { return start_thread(txn, thread_, test_scope(1)); }));
  }
  std::unique_ptr<Writer> start(WriterConfig config = {}) {
    config.on_commit = [this](CommitSummary&& summary) { told_.push_back(summary.seq); };
    auto writer = std::make_unique<Writer>(*bed_.store, step_, bed_.clock, std::move(config));
    writer->start();
    return writer;
  }
  Work post(std::uint64_t number, std::string client_id = {}, std::string hash = "hash") {
    return work_of(
        [this, number](Transaction& txn) -> Result<std::string> {
          CHECKED(txn.create(message_of(thread_, test_id(number))));
          return "posted " + std::to_string(number);
        },
        std::move(client_id), std::move(hash));
  }
  std::size_t message_count() {
    return all_of<v1::Message>(*bed_.store->snapshot(), thread_)->size();
  }
};

TEST_F(Writers, WhatWaitsTogetherIsOneCommit) {
  const auto writer = start();
  Gate gate;
  ASSERT_TRUE(writer->submit(gate.work()));
  gate.wait_until_reached();
  std::vector<std::future<Result<Done>>> answers;
  for (std::uint64_t i = 0; i < 100; ++i) answers.push_back(submit(*writer, post(100 + i)));
  gate.open();
  for (auto& answer : answers) EXPECT_EQ(answer.get()->seq, 2U);
  EXPECT_EQ(writer->commits(), 1U);  // the gate changed nothing
  EXPECT_EQ(writer->commands(), 101U);
  EXPECT_EQ(told_, (std::vector<std::uint64_t>{2}));
  EXPECT_EQ(message_count(), 100U);
}

TEST_F(Writers, ACommandThatChangesNothingNamesTheNewestCommit) {
  const auto writer = start();
  const auto done =
      run(*writer, work_of([](Transaction&) -> Result<std::string> { return "seen"; }));
  EXPECT_EQ(done->reply, "seen");
  EXPECT_EQ(done->seq, 1U);
  EXPECT_EQ(writer->commits(), 0U);
}

TEST_F(Writers, ARefusedCommandLeavesNothingOfItsOwnAndHarmsNoOther) {
  const auto writer = start();
  Gate gate;
  ASSERT_TRUE(writer->submit(gate.work()));
  gate.wait_until_reached();
  auto good = submit(*writer, post(20));
  auto bad = submit(*writer, work_of([&](Transaction& txn) -> Result<std::string> {
    CHECKED(txn.create(message_of(thread_, test_id(21))));
    txn.schedule(0, "never", {});
    return fail(Code::kState, "The thread is closed.");
  }));
  auto rootless = submit(*writer, work_of([&](Transaction& txn) -> Result<std::string> {
    CHECKED(txn.create(message_of(test_id(66), test_id(22))));
    return std::string();
  }));
  auto taken = submit(*writer, post(20));
  auto last = submit(*writer, post(23));
  gate.open();
  EXPECT_TRUE(good.get());
  EXPECT_EQ(bad.get().error().code, Code::kState);
  EXPECT_EQ(rootless.get().error().code, Code::kInternal);
  EXPECT_EQ(taken.get().error().code, Code::kExists);
  EXPECT_TRUE(last.get());
  EXPECT_EQ(message_count(), 2U);
  EXPECT_TRUE(rows_of(*bed_.store, Table::kDue).empty());
}

TEST_F(Writers, ACommandSentTwiceHasItsEffectOnceAndTheSameAnswer) {
  const auto writer = start();
  const auto first = run(*writer, post(20, "client-1"));
  const auto second = run(*writer, post(20, "client-1"));
  EXPECT_FALSE(first->is_repeated);
  EXPECT_TRUE(second->is_repeated);
  EXPECT_EQ(second->reply, "posted 20");
  EXPECT_EQ(second->seq, first->seq);
  EXPECT_EQ(message_count(), 1U);
}

TEST_F(Writers, ARepeatInsideTheSameGroupIsFoundToo) {
  const auto writer = start();
  Gate gate;
  ASSERT_TRUE(writer->submit(gate.work()));
  gate.wait_until_reached();
  auto first = submit(*writer, post(20, "client-1"));
  auto second = submit(*writer, post(20, "client-1"));
  gate.open();
  const auto answer = first.get();
  const auto repeat = second.get();
  ASSERT_TRUE(repeat);
  EXPECT_TRUE(repeat->is_repeated);
  EXPECT_EQ(repeat->seq, answer->seq);
  EXPECT_EQ(message_count(), 1U);
}

TEST_F(Writers, AClientIdUsedForSomethingElseIsRefused) {
  const auto writer = start();
  ASSERT_TRUE(run(*writer, post(20, "client-1")));
  EXPECT_EQ(run(*writer, post(21, "client-1", "another hash")).error().code, Code::kExists);
  EXPECT_EQ(message_count(), 1U);
  // The same name of another person is another name.
  Work theirs = post(22, "client-1", "another hash");
  theirs.person = test_id(2);
  EXPECT_TRUE(run(*writer, std::move(theirs)));
}

TEST_F(Writers, ARefusalIsNotKept) {
  const auto writer = start();
  const auto moody = [&](bool is_open) {
    return work_of(
        [is_open](Transaction&) -> Result<std::string> {
          if (!is_open) return fail(Code::kState, "The thread is closed.");
          return "done";
        },
        "client-1");
  };
  EXPECT_FALSE(run(*writer, moody(false)));
  const auto done = run(*writer, moody(true));
  ASSERT_TRUE(done);
  EXPECT_FALSE(done->is_repeated);
}

TEST_F(Writers, AFullQueueRefusesAtOnce) {
  const auto writer = start({.queue_size_max = 2});
  Gate gate;
  ASSERT_TRUE(writer->submit(gate.work()));
  gate.wait_until_reached();
  auto first = submit(*writer, post(20));
  auto second = submit(*writer, post(21));
  EXPECT_EQ(submit(*writer, post(22)).get().error().code, Code::kUnavailable);
  gate.open();
  EXPECT_TRUE(first.get());
  EXPECT_TRUE(second.get());
  EXPECT_EQ(message_count(), 2U);
}

TEST_F(Writers, StoppingFinishesWhatWaitsAndRefusesWhatComes) {
  const auto writer = start();
  Gate gate;
  ASSERT_TRUE(writer->submit(gate.work()));
  gate.wait_until_reached();
  auto waiting = submit(*writer, post(20));
  gate.open();
  writer->stop();
  EXPECT_TRUE(waiting.get());
  EXPECT_EQ(submit(*writer, post(21)).get().error().code, Code::kUnavailable);
}

TEST_F(Writers, LargeCommandsThatWaitTogetherAreSpreadOverCommits) {
  const auto writer = start();
  const auto large = [&](std::uint64_t number) {
    return work_of([this, number](Transaction& txn) -> Result<std::string> {
      CHECKED(txn.create(message_of(thread_, test_id(number), std::string(400 << 10, 'x'))));
      return std::string();
    });
  };
  Gate gate;
  ASSERT_TRUE(writer->submit(gate.work()));
  gate.wait_until_reached();
  std::vector<std::future<Result<Done>>> answers;
  for (std::uint64_t i = 0; i < 5; ++i) answers.push_back(submit(*writer, large(100 + i)));
  gate.open();
  for (auto& answer : answers) EXPECT_TRUE(answer.get());
  EXPECT_EQ(message_count(), 5U);
  EXPECT_EQ(writer->commits(), 5U);
}

TEST_F(Writers, ACommandTooLargeForOneCommitIsRefusedAlone) {
  const auto writer = start();
  Gate gate;
  ASSERT_TRUE(writer->submit(gate.work()));
  gate.wait_until_reached();
  auto before = submit(*writer, post(20));
  auto large = submit(*writer, work_of([&](Transaction& txn) -> Result<std::string> {
    CHECKED(txn.create(message_of(thread_, test_id(21), std::string(kRecordBytesMax, 'x'))));
    return std::string();
  }));
  auto after = submit(*writer, post(22));
  gate.open();
  EXPECT_TRUE(before.get());
  EXPECT_EQ(large.get().error().code, Code::kLimit);
  EXPECT_TRUE(after.get());
  EXPECT_EQ(message_count(), 2U);
}

TEST_F(Writers, WhatWasAcknowledgedIsThereAfterReopening) {
  {
    const auto writer = start();
    for (std::uint64_t i = 0; i < 10; ++i) ASSERT_TRUE(run(*writer, post(100 + i)));
  }
  const Position head = bed_.store->head();
  bed_.reopen();
  EXPECT_EQ(bed_.store->head(), head);
  EXPECT_EQ(head.seq, 11U);
  EXPECT_EQ(message_count(), 10U);
}

}  // namespace
}  // namespace fika::storage
