// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/tailer.h"

#include <chrono>
#include <sstream>

#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include "tests/contract/file_tailer.h"
#include "tests/contract/tailer_contract.h"

namespace fika::storage {
namespace {

INSTANTIATE_TYPED_TEST_SUITE_P(File, TailerContract, FileTailer);

// Fails at one commit, as often as it is told, and says when it is to be asked again.
class MoodyTailer final : public Tailer {
 public:
  MoodyTailer(const std::filesystem::path& folder, std::uint64_t fails_at, Code code, int times,
              std::uint32_t retry_after_ms = 0)
      : inner_(folder),
        fails_at_(fails_at),
        error_{code, "It cannot be taken in.", retry_after_ms},
        times_(times) {}
  std::string_view name() const override { return "moody"; }
  Result<TailerCursor> cursor() override { return inner_.cursor(); }
  Status consume(std::span<const LogLine> lines, const Reader& reader,
                 const TailerCursor& upto) override {
    if (upto.seq >= fails_at_ && times_-- > 0) return std::unexpected(error_);
    return inner_.consume(lines, reader, upto);
  }
  Status reset(const Reader& reader, const TailerCursor& upto) override {
    return inner_.reset(reader, upto);
  }

 private:
  FileTailer inner_;
  const std::uint64_t fails_at_;
  const Error error_;
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

TEST_F(TailerRunners, AskAgainWhenTheyAreToldToAndSayOnceWhatTheyWaitFor) {
  std::ostringstream log;
  const auto before = spdlog::default_logger();
  spdlog::set_default_logger(std::make_shared<spdlog::logger>(
      "log", std::make_shared<spdlog::sinks::ostream_sink_mt>(log)));
  MoodyTailer tailer(output_.path(), 4, Code::kUnavailable, 3, 700);
  TailerRunner runner(*bed_.store, tailer, {.lines_max = 1});
  const auto began = std::chrono::steady_clock::now();
  runner.start();
  EXPECT_TRUE(runner.wait_for(7, std::chrono::seconds(60)));
  EXPECT_GE(std::chrono::steady_clock::now() - began, std::chrono::milliseconds(3 * 700));
  runner.stop();
  spdlog::set_default_logger(before);
  const std::string told = log.str();
  EXPECT_NE(told.find("moody waits"), std::string::npos);
  EXPECT_EQ(told.find("moody waits"), told.rfind("moody waits")) << told;
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
