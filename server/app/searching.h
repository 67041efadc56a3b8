// SPDX-License-Identifier: GPL-3.0-or-later
// The search index of a running server, in the folder search/ of the data folder. It is opened on a
// thread of its own, so that serving begins without it; until it is there, searches are told to
// come again. The folder holds nothing that cannot be made anew: backups leave it out, and who
// throws it away gets it back at the next start.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>

#include "search/index.h"
#include "search/serving.h"
#include "storage/store.h"
#include "storage/tailer.h"

namespace fika::app {

// Where the index of a data folder is.
std::filesystem::path search_folder(const std::filesystem::path& data_folder);

class Searching {
 public:
  // The store outlives it. So much of the disk stays free when an index is made.
  Searching(const storage::Store& store, const std::filesystem::path& data_folder,
            std::uint64_t disk_reserve_bytes);
  ~Searching();  // as stop()
  Searching(const Searching&) = delete;
  Searching& operator=(const Searching&) = delete;

  void start();
  // After the last search: nobody may ask any more. Waits for the batch under way.
  void stop();

  // Waits until the index is open and all that is written is taken in, and lets what was erased
  // leave the disk. kUnavailable, for another time, when that takes too long. Any thread but the
  // pool's.
  Status forget();

  // Null until the index is open. Any thread.
  const std::atomic<const search::Serving*>& serving() const { return serving_; }
  // Any thread; zeros without an index.
  std::uint64_t documents() const;
  std::uint64_t lag() const;

 private:
  void open();
  // False when the index could not be opened, or not within the time.
  bool wait_until_open();

  const storage::Store& store_;
  const std::filesystem::path folder_;
  const std::uint64_t disk_reserve_bytes_;
  std::unique_ptr<search::Index> index_;
  std::unique_ptr<storage::TailerRunner> runner_;
  std::unique_ptr<search::Serving> made_;
  std::atomic<const search::Serving*> serving_{nullptr};
  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_opening_ = true;
  std::thread opening_;
};

}  // namespace fika::app
