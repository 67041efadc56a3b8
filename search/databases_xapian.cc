// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/databases_xapian.h"

#include <chrono>
#include <utility>

namespace fika::search {
namespace {

constexpr std::chrono::seconds kTurnWait{5};

}  // namespace

void Databases::serve(std::shared_ptr<Generation> generation) {
  std::vector<std::unique_ptr<Xapian::Database>> idle;
  {
    const std::lock_guard lock(mutex_);
    idle.swap(idle_);
    std::swap(generation_, generation);
    is_damaged_ = false;
  }
  // Closed before the generation goes, which may be the last to hold its folder.
  idle.clear();
}

Result<Databases::Turn> Databases::take_turn() const {
  std::unique_lock lock(mutex_);
  if (!turn_is_back_.wait_for(lock, kTurnWait, [this] { return turns_ < kLentMax; })) {
    return fail(Code::kUnavailable, "Many are searching right now. Try again in a moment.");
  }
  ++turns_;
  return Turn(this);
}

void Databases::give_turn_back() const {
  {
    const std::lock_guard lock(mutex_);
    --turns_;
  }
  turn_is_back_.notify_one();
}

Result<Databases::Lent> Databases::lend() const {
  Lent lent;
  {
    const std::lock_guard lock(mutex_);
    if (!generation_) {
      return fail(Code::kUnavailable, "The search index is being made. Try again in a minute.");
    }
    lent.generation = generation_;
    if (!idle_.empty()) {
      lent.database = std::move(idle_.back());
      idle_.pop_back();
      return lent;
    }
  }
  auto opened =
      guard([&] { return std::make_unique<Xapian::Database>(lent.generation->folder().string()); });
  if (!opened) {
    if (opened.error().code == Code::kDataLoss) note_damage(lent);
    return std::unexpected(std::move(opened).error());
  }
  lent.database = *std::move(opened);
  return lent;
}

void Databases::take_back(Lent lent) const {
  const std::lock_guard lock(mutex_);
  if (lent.generation == generation_ && idle_.size() < kIdleMax) {
    idle_.push_back(std::move(lent.database));
  }
}

void Databases::note_damage(const Lent& lent) const {
  const std::lock_guard lock(mutex_);
  if (lent.generation == generation_) is_damaged_ = true;
}

}  // namespace fika::search
