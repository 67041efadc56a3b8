// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/tailer.h"

#include "tests/contract/file_tailer.h"
#include "tests/contract/tailer_contract.h"

namespace fika::storage {
namespace {

INSTANTIATE_TYPED_TEST_SUITE_P(File, TailerContract, FileTailer);

// Fails at one commit, as often as it is told.
class MoodyTailer final : public Tailer {
 public:
  MoodyTailer(const std::filesystem::path& folder, std::uint64_t fails_at, Code code, int times)
      : inner_(folder), fails_at_(fails_at), code_(code), times_(times) {}
  std::string_view name() const override { return "moody"; }
  Result<TailerCursor> cursor() override { return inner_.cursor(); }
  Status consume(std::span<const LogLine> lines, const Reader& reader,
                 const TailerCursor& upto) override {
    if (upto.seq >= fails_at_ && times_-- > 0) return fail(code_, "It cannot be taken in.");
    return inner_.consume(lines, reader, upto);
  }
  Status reset(const Reader& reader, const TailerCursor& upto) override {
    return inner_.reset(reader, upto);
  }

 private:
  FileTailer inner_;
  const std::uint64_t fails_at_;
  const Code code_;
  int times_;
};

class TailerRunners : public ::testing::Test {
 protected:
  const Id thread_ = test_id(10);
  TestBed bed_;
  TempFolder output_;

  void SetUp() override {
    ASSERT_TRUE(
        bed_.commit([&](Transaction& txn) { return start_thread(txn, thread_, test_scope(1)); }));
    FileTailer tailer(output_.path());
    ASSERT_TRUE(tailer.reset(*bed_.store->snapshot(), {bed_.store->epoch(), 1}));
    for (std::uint64_t i = 0; i < 6; ++i) {
      ASSERT_TRUE(bed_.commit(
          [&](Transaction& txn) { return txn.create(message_of(thread_, test_id(20 + i))); }));
    }
  }
};

TEST_F(TailerRunners, StopAtPoisonTellItAndSkipNothing) {
  MoodyTailer tailer(output_.path(), 4, Code::kDataLoss, 1'000'000);
  std::string told;
  TailerRunner runner(
      *bed_.store, tailer,
      {.lines_max = 1, .on_poison = [&](std::string_view name, const Error&) { told = name; }});
  runner.start();
  EXPECT_FALSE(runner.wait_for(4, std::chrono::seconds(60)));
  runner.stop();
  EXPECT_EQ(told, "moody");
  ASSERT_TRUE(runner.poison());
  EXPECT_EQ(runner.poison()->code, Code::kDataLoss);
  EXPECT_EQ(runner.position(), 3U);
  EXPECT_EQ(runner.lag(), 4U);
  EXPECT_EQ(tailer.cursor()->seq, 3U);
}

TEST_F(TailerRunners, AskAgainWhatIsUnavailableJustNow) {
  MoodyTailer tailer(output_.path(), 4, Code::kUnavailable, 2);
  TailerRunner runner(*bed_.store, tailer, {.lines_max = 1});
  runner.start();
  EXPECT_TRUE(runner.wait_for(7, std::chrono::seconds(60)));
  EXPECT_FALSE(runner.poison());
}

TEST_F(TailerRunners, StopWhileNothingIsNew) {
  FileTailer tailer(output_.path());
  TailerRunner runner(*bed_.store, tailer, {.pace = std::chrono::hours(1)});
  runner.start();
  EXPECT_TRUE(runner.wait_for(7, std::chrono::seconds(60)));
  runner.stop();
  EXPECT_FALSE(runner.wait_for(8, std::chrono::hours(1)));
}

}  // namespace
}  // namespace fika::storage
