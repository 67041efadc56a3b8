// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "search/databases_xapian.h"
#include "storage/temp_folder.h"

namespace fika::search {
namespace {

TEST(Databases, AreNotAllOpenAtOnceHoweverManyAsk) {
  const storage::TempFolder folder;
  {
    Xapian::WritableDatabase made(folder.path().string(), Xapian::DB_CREATE_OR_OVERWRITE);
    made.commit();
  }
  Databases databases;
  databases.serve(std::make_shared<Generation>(folder.path()));
  std::mutex mutex;
  std::condition_variable changed;
  std::size_t within = 0, most = 0, done = 0;
  bool may_leave = false;
  std::vector<std::thread> askers;
  static constexpr std::size_t kAskers = 40;
  for (std::size_t i = 0; i < kAskers; ++i) {
    askers.emplace_back([&] {
      const Status read = databases.read([&](const Xapian::Database&) -> Status {
        std::unique_lock lock(mutex);
        most = std::max(most, ++within);
        changed.notify_all();
        changed.wait(lock, [&] { return may_leave; });
        --within;
        return {};
      });
      const std::lock_guard lock(mutex);
      if (read) ++done;
    });
  }
  {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return within == 16; });
    may_leave = true;
  }
  changed.notify_all();
  for (std::thread& asker : askers) asker.join();
  EXPECT_EQ(done, kAskers) << "those beyond wait their turn";
  EXPECT_LE(most, 16U);
}

}  // namespace
}  // namespace fika::search
