// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that fails at commit: in a double, and for real, by a limit on files and by a full file
// system.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sys/mount.h>
#include <sys/wait.h>

#include <gtest/gtest.h>

#include "storage/test_bed.h"
#include "tests/contract/node.h"

namespace fika::storage {
namespace {

// The single machine's step with a disk that fails once.
class FailingDiskStep final : public CommitStep {
 public:
  enum class Failure { kNone, kBeforeItIsWritten, kAfterItIsWritten, kFull };
  explicit FailingDiskStep(Store& store) : embedded_(store) {}
  Failure next = Failure::kNone;  // set while the writer rests

  Outcome commit(const Position& expected, const store::v1::Record& record,
                 std::string_view serialized) override {
    switch (std::exchange(next, Failure::kNone)) {
      case Failure::kNone:
        return embedded_.commit(expected, record, serialized);
      case Failure::kBeforeItIsWritten:
        return Outcome::kUnknown;
      case Failure::kAfterItIsWritten:
        EXPECT_EQ(embedded_.commit(expected, record, serialized), Outcome::kCommitted);
        return Outcome::kUnknown;
      case Failure::kFull:
        return Outcome::kUnavailable;
    }
    return Outcome::kUnknown;
  }
  Result<std::optional<store::v1::Record>> read(std::uint64_t seq) override {
    return embedded_.read(seq);
  }
  bool applies() const override { return true; }
  std::string last_error() const override { return "The disk says EIO."; }

 private:
  EmbeddedCommitStep embedded_;
};

using Failure = FailingDiskStep::Failure;

class FailingDisks : public ::testing::TestWithParam<Failure> {
 protected:
  const Id thread_ = test_id(10);
  TestBed bed_;
};

TEST_P(FailingDisks, EndTheWriterAndTheRestartTellsWhatIsThere) {
  std::optional<Error> fatal;
  std::uint64_t told = 0;
  {
    FailingDiskStep step(*bed_.store);
    Writer writer(*bed_.store, step, bed_.clock,
                  {.on_commit = [&](CommitSummary&&) { ++told; },
                   .on_fatal = [&](const Error& error) { fatal = error; }});
    writer.start();
    ASSERT_TRUE(run(writer, counting(thread_, test_id(20), "client-1")));
    step.next = GetParam();
    const auto failed = run(writer, counting(thread_, test_id(21), "client-2"));
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, Code::kUnavailable);
    const bool is_certain = GetParam() == Failure::kFull;
    EXPECT_EQ(run(writer, counting(thread_, test_id(22), "client-3")).has_value(), is_certain);
    writer.stop();
    EXPECT_EQ(fatal.has_value(), !is_certain);
    if (fatal) EXPECT_NE(fatal->detail.find("EIO"), std::string::npos);
    EXPECT_EQ(told, is_certain ? 2U : 1U);
  }
  bed_.reopen();
  EmbeddedCommitStep step(*bed_.store);
  Writer writer(*bed_.store, step, bed_.clock, {});
  writer.start();
  // Clients send again what was not answered.
  EXPECT_TRUE(run(writer, counting(thread_, test_id(20), "client-1"))->is_repeated);
  EXPECT_EQ(run(writer, counting(thread_, test_id(21), "client-2"))->is_repeated,
            GetParam() == Failure::kAfterItIsWritten);
  EXPECT_TRUE(run(writer, counting(thread_, test_id(22), "client-3")));
  EXPECT_EQ(count_in(*bed_.store, thread_), 3U);
}

INSTANTIATE_TEST_SUITE_P(EachMoment, FailingDisks,
                         ::testing::Values(Failure::kBeforeItIsWritten, Failure::kAfterItIsWritten,
                                           Failure::kFull));

struct Ended {
  int exit_code = -1;
  std::uint64_t acknowledged = 0;
  std::string said;
};

Ended run_victim(const std::filesystem::path& folder, std::uint64_t file_bytes_max) {
  const TempFolder talk;
  const std::string said = (talk.path() / "stderr").string();
  const std::string command =
      fmt::format("'{}' '{}' {} 2> '{}'", FIKA_DISK_VICTIM, folder.string(), file_bytes_max, said);
  Ended ended;
  FILE* out = popen(command.c_str(), "r");
  if (out == nullptr) return ended;
  std::array<char, 4096> line{};
  while (std::fgets(line.data(), static_cast<int>(line.size()), out) != nullptr) {
    std::sscanf(line.data(), "acknowledged %lu", &ended.acknowledged);
  }
  const int status = pclose(out);
  if (WIFEXITED(status)) ended.exit_code = WEXITSTATUS(status);
  std::ifstream file(said);
  ended.said.assign(std::istreambuf_iterator<char>(file), {});
  return ended;
}

void expect_acknowledged(const std::filesystem::path& folder, const Ended& ended) {
  const auto store = Store::open({.folder = folder}, SimulatedClock(kTestStartMs));
  ASSERT_TRUE(store) << store.error().detail;
  const auto messages = all_of<v1::Message>(*(*store)->snapshot(), test_id(10));
  ASSERT_TRUE(messages);
  // One more may be there: it was in doubt, and nobody was told that it is.
  EXPECT_GE(messages->size(), ended.acknowledged);
  EXPECT_LE(messages->size(), ended.acknowledged + 1);
  EXPECT_EQ((*store)->head().seq, messages->size());
}

TEST(FullDisks, AFileThatMayNotGrowEndsInASentenceAndNothingAcknowledgedIsLost) {
  const TempFolder folder;
  const Ended ended = run_victim(folder.path(), 3 << 20);
  EXPECT_EQ(ended.exit_code, 3) << ended.said;
  EXPECT_GT(ended.acknowledged, 50U);
  EXPECT_NE(ended.said.find("is in doubt. Writing failed"), std::string::npos) << ended.said;
  expect_acknowledged(folder.path(), ended);
}

TEST(FullDisks, AFullFileSystemIsNamedAndNothingAcknowledgedIsLost) {
  const TempFolder folder;
  if (mount("tmpfs", folder.path().c_str(), "tmpfs", 0, "size=6m") != 0) {
    GTEST_SKIP() << "a small file system can be mounted only by root";
  }
  const Ended ended = run_victim(folder.path(), 0);
  EXPECT_EQ(ended.exit_code, 3) << ended.said;
  EXPECT_GT(ended.acknowledged, 50U);
  EXPECT_NE(ended.said.find("the disk is full. Free space, then start Fika again."),
            std::string::npos)
      << ended.said;
  EXPECT_EQ(mount("tmpfs", folder.path().c_str(), "tmpfs", MS_REMOUNT, "size=64m"), 0);
  expect_acknowledged(folder.path(), ended);
  EXPECT_EQ(umount(folder.path().c_str()), 0);
}

}  // namespace
}  // namespace fika::storage
