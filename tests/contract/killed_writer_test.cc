// SPDX-License-Identifier: GPL-3.0-or-later
// A writing process killed with -9 at random moments: what it acknowledged is there, and all rows
// agree.
#include <random>

#include <gtest/gtest.h>

#include "storage/test_bed.h"
#include "storage/verify.h"
#include "tests/contract/victim.h"

namespace fika::storage {
namespace {

TEST(KilledWriters, LoseNothingAcknowledgedAndLeaveRowsThatAgree) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const TempFolder folder;
  const VerifyOptions options{.entities = {&entity_type<v1::Message>()}, .checks = {}};
  std::uint64_t before = 0;
  for (int cycle = 0; cycle < 8; ++cycle) {
    const std::uint64_t acknowledged =
        kill_after({FIKA_DISK_VICTIM, folder.path().string(), "0"}, "acknowledged",
                   1 + static_cast<int>(random() % 40));
    const auto store = Store::open({.folder = folder.path()}, SimulatedClock(kTestStartMs));
    ASSERT_TRUE(store) << store.error().detail;
    const auto messages = all_of<v1::Message>(*(*store)->snapshot(), test_id(10));
    ASSERT_TRUE(messages);
    EXPECT_GT(acknowledged, before);
    EXPECT_GE(messages->size(), acknowledged);
    EXPECT_LE(messages->size(), acknowledged + 1);
    EXPECT_EQ((*store)->head().seq, messages->size());
    const auto found = verify(**store, folder.path(), options);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->sentences(), std::vector<std::string>{});
    before = acknowledged;
  }
}

}  // namespace
}  // namespace fika::storage
