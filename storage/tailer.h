// SPDX-License-Identifier: GPL-3.0-or-later
// Tailers read the change log from their own durable cursor and make something of it: a search
// index, mail, a feed. Each has a thread of its own; the writer never waits for one.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <thread>

#include "base/result.h"
#include "storage/change_log.h"
#include "storage/store.h"

namespace fika::storage {

// Everything up to this commit is in the tailer's output.
struct TailerCursor {
  std::string epoch;  // of the store it was made from; empty: nothing was ever made
  std::uint64_t seq = 0;
  bool operator==(const TailerCursor&) const = default;
};

class Tailer {
 public:
  virtual ~Tailer() = default;
  virtual std::string_view name() const = 0;
  // What it stored last. The tailer's thread calls this and the others.
  virtual Result<TailerCursor> cursor() = 0;
  // Takes in whole commits, in order, and stores `upto` in the same durable step as its output;
  // after a crash between two such steps it gets the same lines again. An entity is read as
  // `reader` has it now; one that a put line names may be gone, and its erase line comes later.
  // kUnavailable: ask again soon, or after the error's retry_after_ms; any other error ends the
  // tailer.
  virtual Status consume(std::span<const LogLine> lines, const Reader& reader,
                         const TailerCursor& upto) = 0;
  // The lines it needs are gone, or the store has another lineage: throws its output away, makes it
  // anew from the entities, and stands at `upto`.
  virtual Status reset(const Reader& reader, const TailerCursor& upto) = 0;
  // Its output turned out to be damaged: it is to begin anew, though nothing may be new.
  virtual bool is_lost() const { return false; }
  // The runner stops: a reset that takes long may end with kUnavailable. Any thread.
  virtual void abandon() {}
};

struct TailerConfig {
  // A batch ends with the commit in which it reaches this number.
  std::size_t lines_max = 2000;
  // The least time from one batch to the next, when making output durable is dear.
  std::chrono::milliseconds pace{0};
  // The tailer's thread: it has stopped at a commit it cannot take in; nothing is skipped.
  std::function<void(std::string_view name, const Error& error)> on_poison = [](std::string_view,
                                                                                const Error&) {};
};

class TailerRunner {
 public:
  // Both outlive the runner.
  TailerRunner(const Store& store, Tailer& tailer, TailerConfig config);
  ~TailerRunner();  // as stop()
  TailerRunner(const TailerRunner&) = delete;
  TailerRunner& operator=(const TailerRunner&) = delete;

  void start();
  // Ends after the batch under way.
  void stop();

  // Any thread.
  std::uint64_t position() const;
  std::uint64_t lag() const;  // commits not taken in yet
  std::optional<Error> poison() const;
  // Waits until the commit is taken in; false when `wait_max` passes first, or it has stopped.
  bool wait_for(std::uint64_t seq, std::chrono::milliseconds wait_max) const;
  // The batch after this one does not wait for the pace: somebody looks for what they just wrote.
  void hurry();

 private:
  void loop();
  // One batch, or a reset. Nothing is done when nothing is new.
  Status step(TailerCursor& cursor);
  // False: it is to stop.
  bool rest(std::chrono::milliseconds time, bool may_hurry);

  const Store& store_;
  Tailer& tailer_;
  const TailerConfig config_;
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  std::uint64_t position_ = 0;
  std::optional<Error> poison_;
  bool is_stopping_ = false;
  bool is_hurried_ = false;
  std::thread thread_;  // last: it uses everything above
};

}  // namespace fika::storage
