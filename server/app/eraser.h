// SPDX-License-Identifier: GPL-3.0-or-later
// Works off the erasures that administrators asked for while the server runs: the rest of the rows
// through the writer, then the compaction that lets the bytes leave the disk. A thread of its own,
// because both take their time and neither may hold up the writer, a core or the pool. It looks
// once a second; what a stop or a crash interrupts is begun again after the next start.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

#include "base/clock.h"
#include "base/id.h"
#include "base/result.h"
#include "storage/store.h"
#include "storage/writer.h"

namespace fika::app {

class Eraser {
 public:
  // All outlive the eraser.
  Eraser(storage::Store& store, storage::Writer& writer, const Clock& clock, const Id& organisation,
         std::filesystem::path data_folder);
  ~Eraser();  // as stop()
  Eraser(const Eraser&) = delete;
  Eraser& operator=(const Eraser&) = delete;

  // What else must be forgotten by, once the rows are gone. Before start().
  void forget_by(std::function<Status()> forget) { forget_ = std::move(forget); }
  // After the writer's.
  void start();
  // After the writer's: what it refuses ends an erasure that is under way. Waits for a compaction.
  void stop();

 private:
  void loop();
  Status work_off();

  storage::Store& store_;
  storage::Writer& writer_;
  const Clock& clock_;
  const Id organisation_;
  const std::filesystem::path data_folder_;
  std::function<Status()> forget_ = [] { return Status(); };
  std::mutex mutex_;
  std::condition_variable stopped_;
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace fika::app
