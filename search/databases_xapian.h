// SPDX-License-Identifier: GPL-3.0-or-later
// Open databases for those who ask. A Xapian::Database is for one thread at a time, and opening one
// takes longer than asking it: so they are lent out and come back, and no more are out at a time
// than the process has descriptors for.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <type_traits>
#include <vector>
#include <xapian.h>

#include "base/result.h"
#include "search/generations.h"
#include "search/guard.h"

namespace fika::search {

class Databases {
 public:
  // Nothing is served yet.
  Databases() = default;
  // From now on this one is asked; questions under way end in the one before. Not set: nothing is
  // served. Any thread.
  void serve(std::shared_ptr<Generation> generation);
  // A question found the index damaged since the last time that serve() was called.
  bool is_damaged() const { return is_damaged_; }

  // Runs `work(const Xapian::Database&)`, which returns a Result, on the newest commit; runs it
  // again, thrice at most, when the database moved on meanwhile. So `work` includes everything that
  // reads: matching, data, values, and asks nothing here itself. Any thread. kUnavailable when
  // nothing is served, or when kLentMax are out for long.
  template <class Work>
  std::invoke_result_t<Work, const Xapian::Database&> read(const Work& work) const {
    TRY(const Turn turn, take_turn());
    for (int tries = 1;; ++tries) {
      TRY(Lent lent, lend());
      auto result = guard([&] {
        lent.database->reopen();
        return work(static_cast<const Xapian::Database&>(*lent.database));
      });
      const bool is_fault = !result && result.error().code != Code::kInvalid;
      if (is_fault && result.error().code == Code::kDataLoss) note_damage(lent);
      if (!is_fault) take_back(std::move(lent));
      if (!is_fault || tries == kTriesMax || result.error().code != Code::kAborted) return result;
    }
  }

 private:
  static constexpr int kTriesMax = 4;
  static constexpr std::size_t kIdleMax = 8;
  // Each has about six files open.
  static constexpr std::size_t kLentMax = 16;
  struct GiveTurnBack {
    void operator()(const Databases* databases) const { databases->give_turn_back(); }
  };
  using Turn = std::unique_ptr<const Databases, GiveTurnBack>;
  struct Lent {
    std::shared_ptr<Generation> generation;  // before the database: it outlives it
    std::unique_ptr<Xapian::Database> database;
  };
  Result<Turn> take_turn() const;
  void give_turn_back() const;
  Result<Lent> lend() const;
  void take_back(Lent lent) const;
  void note_damage(const Lent& lent) const;

  mutable std::mutex mutex_;
  mutable std::condition_variable turn_is_back_;
  mutable std::size_t turns_ = 0;
  std::shared_ptr<Generation> generation_;
  mutable std::vector<std::unique_ptr<Xapian::Database>> idle_;  // of this generation
  mutable std::atomic<bool> is_damaged_ = false;
};

}  // namespace fika::search
