// SPDX-License-Identifier: GPL-3.0-or-later
// An indexing process killed with -9 at random moments: the index goes on from where it says it is,
// and comes to what one made anew holds.
#include <random>

#include <gtest/gtest.h>

#include "storage/test_bed.h"
#include "tests/contract/search_subject.h"
#include "tests/contract/victim.h"

namespace fika::storage {
namespace {

// Takes in what is new; whether it went on from what was there.
bool take_in(const Store& store, const std::filesystem::path& folder) {
  SearchTailer tailer(folder);
  const auto cursor = tailer.cursor();
  TailerRunner runner(store, tailer, {});
  runner.start();
  EXPECT_TRUE(runner.wait_for(store.head().seq, std::chrono::seconds(60)));
  return cursor && cursor->epoch == store.epoch();
}

TEST(KilledIndexers, GoOnToWhatOneMadeAnewHolds) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const TempFolder folder;
  for (int cycle = 0; cycle < 6; ++cycle) {
    kill_after({FIKA_SEARCH_VICTIM, folder.path().string()}, "indexed",
               20 + static_cast<int>(random() % 80));
    const auto store =
        Store::open({.folder = folder.path() / "data"}, SimulatedClock(kTestStartMs));
    ASSERT_TRUE(store) << store.error().detail;
    EXPECT_TRUE(take_in(**store, folder.path() / "search"));
    const TempFolder fresh;
    take_in(**store, fresh.path());
    EXPECT_EQ(spelt_out(folder.path() / "search"), spelt_out(fresh.path()));
  }
}

}  // namespace
}  // namespace fika::storage
