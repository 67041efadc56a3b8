// SPDX-License-Identifier: GPL-3.0-or-later
// What every commit step promises, asked of each kind in turn.
#include "storage/commit_step.h"

#include <gtest/gtest.h>

#include "storage/test_bed.h"
#include "tests/contract/node.h"
#include "tests/contract/shared_log.h"

namespace fika::storage {
namespace {

struct Kind {
  std::string_view name;
  bool is_embedded;
  unsigned fault_percent;
};

class CommitSteps : public ::testing::TestWithParam<Kind> {
 protected:
  TestBed bed_;
  SharedLog log_;
  std::unique_ptr<CommitStep> step_ = make();
  const Id thread_ = test_id(10);

  std::unique_ptr<CommitStep> make() {
    if (GetParam().is_embedded) return std::make_unique<EmbeddedCommitStep>(*bed_.store);
    return std::make_unique<SharedLogStep>(log_, 1, GetParam().fault_percent);
  }
  store::v1::Record record_after(const Position& before, std::size_t size) {
    const auto snapshot = bed_.store->snapshot();
    Overlay group(*snapshot);
    group.put(Table::kIndex, "\x01\x01key", std::string(size, 'x'));
    return seal(group, before, Id::make(1), kTestStartMs).value();
  }
  Outcome commit(const Position& expected, const store::v1::Record& record) {
    const std::string serialized = record.SerializeAsString();
    const Outcome outcome = step_->commit(expected, record, serialized);
    if (outcome == Outcome::kCommitted && !step_->applies()) {
      EXPECT_TRUE(bed_.store->apply(record, serialized, false));
    }
    return outcome;
  }
};

class WritersOverEveryStep : public CommitSteps {};

TEST_P(CommitSteps, CommitsFollowOneAnotherInOneOrder) {
  for (std::uint64_t seq = 1; seq <= 5; ++seq) {
    const Position before = bed_.store->head();
    const auto record = record_after(before, 10);
    ASSERT_EQ(record.seq(), seq);
    ASSERT_EQ(commit(before, record), Outcome::kCommitted);
    ASSERT_EQ(bed_.store->head().seq, seq);
    ASSERT_EQ(bed_.store->head().hash, chain_hash(before.hash, seq, record.SerializeAsString()));
  }
}

TEST_P(CommitSteps, APlaceIsGivenOnce) {
  const Position start = bed_.store->head();
  const auto late = record_after(start, 20);
  ASSERT_EQ(commit(start, record_after(start, 10)), Outcome::kCommitted);
  const Position head = bed_.store->head();
  EXPECT_EQ(commit(start, late), Outcome::kConflict);
  EXPECT_EQ(bed_.store->head(), head);
}

TEST_P(CommitSteps, ARecordAboveTheLimitChangesNothing) {
  const Position start = bed_.store->head();
  EXPECT_EQ(commit(start, record_after(start, kRecordBytesMax)), Outcome::kTooLarge);
  EXPECT_EQ(commit(start, record_after(start, 10)), Outcome::kCommitted);
}

TEST_P(WritersOverEveryStep, LoseAndDoubleNothing) {
  std::vector<std::uint64_t> told;
  Writer writer(*bed_.store, *step_, bed_.clock,
                {.unknown_pause_max = std::chrono::milliseconds(0),
                 .on_commit = [&](CommitSummary&& summary) { told.push_back(summary.seq); }});
  writer.start();
  constexpr std::uint64_t kCount = 200;
  std::vector<std::uint64_t> seqs;
  for (std::uint64_t i = 0; i < kCount; i += 4) {
    std::vector<std::future<Result<Done>>> answers;
    for (std::uint64_t j = i; j < i + 4; ++j) {
      answers.push_back(
          submit(writer, counting(thread_, test_id(100 + j), "client-" + std::to_string(j))));
    }
    for (std::uint64_t j = i; j < i + 4; ++j) {
      auto done = answers[j - i].get();
      while (!done) {
        ASSERT_EQ(done.error().code, Code::kUnavailable) << done.error().detail;
        done = run(writer, counting(thread_, test_id(100 + j), "client-" + std::to_string(j)));
      }
      seqs.push_back(done->seq);
      // Read your writes: what was acknowledged is seen.
      ASSERT_GE(bed_.store->head().seq, done->seq);
      ASSERT_TRUE(find<v1::Message>(*bed_.store->snapshot(), thread_, {test_id(100 + j)}).value());
    }
  }
  writer.stop();
  EXPECT_EQ(count_in(*bed_.store, thread_), kCount);
  expect_told_once(told, bed_.store->head().seq);
  const Position head = bed_.store->head();
  bed_.reopen();
  EXPECT_EQ(bed_.store->head(), head);
  EXPECT_EQ(count_in(*bed_.store, thread_), kCount);
}

constexpr auto kNameOf = [](const auto& test) { return std::string(test.param.name); };
constexpr Kind kEmbedded{"Embedded", true, 0};
constexpr Kind kSharedLog{"SharedLog", false, 0};
constexpr Kind kFailingLog{"SharedLogThatFails", false, 40};

INSTANTIATE_TEST_SUITE_P(EveryKind, CommitSteps, ::testing::Values(kEmbedded, kSharedLog), kNameOf);
INSTANTIATE_TEST_SUITE_P(EveryKind, WritersOverEveryStep,
                         ::testing::Values(kEmbedded, kSharedLog, kFailingLog), kNameOf);

}  // namespace
}  // namespace fika::storage
