// SPDX-License-Identifier: GPL-3.0-or-later
// What every tailer must do: resume, begin anew, and see erasures. To ask it of one, write a
// subject
//
//   struct Subject {
//     static std::unique_ptr<storage::Tailer> open(const std::filesystem::path& folder);
//     static std::set<Id> messages(const std::filesystem::path& folder);  // that its output holds
//   };
//
// and INSTANTIATE_TYPED_TEST_SUITE_P(Name, TailerContract, Subject). The tailer is closed when its
// output is looked at.
#pragma once

#include <filesystem>
#include <memory>
#include <set>

#include <gtest/gtest.h>

#include "storage/tailer.h"
#include "storage/test_bed.h"

namespace fika::storage {

template <class Subject>
class TailerContract : public ::testing::Test {
 protected:
  const Id thread_ = test_id(10);
  TestBed bed_;
  TempFolder output_;
  std::set<Id> wanted_;

  void SetUp() override {
    ASSERT_TRUE(
        bed_.commit([&](Transaction& txn) { return start_thread(txn, thread_, test_scope(1)); }));
  }
  void post(std::uint64_t number) {
    const Id id = test_id(number);
    ASSERT_TRUE(bed_.commit([&](Transaction& txn) { return txn.create(message_of(thread_, id)); }));
    wanted_.insert(id);
  }
  void erase(std::uint64_t number) {
    const Id id = test_id(number);
    ASSERT_TRUE(
        bed_.commit([&](Transaction& txn) { return txn.erase<v1::Message>(thread_, {id}); }));
    wanted_.erase(id);
  }
  // Runs the tailer until it has taken in all there is, and closes it.
  void run(TailerConfig config = {}) {
    const auto tailer = Subject::open(output_.path());
    TailerRunner runner(*bed_.store, *tailer, std::move(config));
    runner.start();
    ASSERT_TRUE(runner.wait_for(bed_.store->head().seq, std::chrono::seconds(60)));
    EXPECT_EQ(runner.lag(), 0U);
  }
  void expect_wanted() { EXPECT_EQ(Subject::messages(output_.path()), wanted_); }
};
TYPED_TEST_SUITE_P(TailerContract);

TYPED_TEST_P(TailerContract, TakesInWhatIsThereAndWhatComes) {
  for (std::uint64_t i = 0; i < 10; ++i) this->post(100 + i);
  {
    const auto tailer = TypeParam::open(this->output_.path());
    TailerRunner runner(*this->bed_.store, *tailer, {});
    runner.start();
    for (std::uint64_t i = 0; i < 10; ++i) this->post(200 + i);
    this->erase(105);
    ASSERT_TRUE(runner.wait_for(this->bed_.store->head().seq, std::chrono::seconds(60)));
  }
  this->expect_wanted();
}

TYPED_TEST_P(TailerContract, ResumesWhereItStopped) {
  this->post(20);
  this->run();
  const auto stored = TypeParam::open(this->output_.path())->cursor();
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->seq, this->bed_.store->head().seq);
  EXPECT_EQ(stored->epoch, this->bed_.store->epoch());
  this->post(21);
  this->erase(20);
  this->run();
  this->expect_wanted();
}

TYPED_TEST_P(TailerContract, TakesTheSameLinesTwiceWithoutHarm) {
  this->post(20);
  this->post(21);
  this->erase(20);
  this->run();
  const auto snapshot = this->bed_.store->snapshot();
  std::vector<LogLine> lines;
  ASSERT_TRUE(read_log(*snapshot, 0, [&](LogLine&& line) {
    lines.push_back(std::move(line));
    return true;
  }));
  const TailerCursor upto{this->bed_.store->epoch(), snapshot->seq()};
  ASSERT_TRUE(TypeParam::open(this->output_.path())->consume(lines, *snapshot, upto));
  this->expect_wanted();
}

TYPED_TEST_P(TailerContract, TakesSmallBatches) {
  for (std::uint64_t i = 0; i < 25; ++i) this->post(100 + i);
  for (std::uint64_t i = 0; i < 25; i += 3) this->erase(100 + i);
  this->run();  // from nothing
  for (std::uint64_t i = 0; i < 25; ++i) this->post(200 + i);
  for (std::uint64_t i = 0; i < 25; i += 3) this->erase(200 + i);
  this->run({.lines_max = 4});
  this->expect_wanted();
}

TYPED_TEST_P(TailerContract, BeginsAnewBelowTheFloor) {
  this->post(20);
  this->post(21);
  this->run();
  this->erase(20);
  this->post(22);
  // The line that tells of the erasure goes before the tailer has seen it.
  ASSERT_TRUE(this->bed_.store->trim_log(this->bed_.store->head().seq + 1));
  this->post(23);
  this->run();
  this->expect_wanted();
}

TYPED_TEST_P(TailerContract, BeginsAnewInAnotherLineage) {
  this->post(20);
  this->run();
  this->erase(20);
  ASSERT_TRUE(this->bed_.store->trim_log(this->bed_.store->head().seq));
  ASSERT_TRUE(this->bed_.store->renew_epoch());
  this->run();
  this->expect_wanted();
  EXPECT_EQ(TypeParam::open(this->output_.path())->cursor()->epoch, this->bed_.store->epoch());
}

REGISTER_TYPED_TEST_SUITE_P(TailerContract, TakesInWhatIsThereAndWhatComes, ResumesWhereItStopped,
                            TakesTheSameLinesTwiceWithoutHarm, TakesSmallBatches,
                            BeginsAnewBelowTheFloor, BeginsAnewInAnotherLineage);

}  // namespace fika::storage
