// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/content/turn.h"

namespace fika::content {
namespace {

constexpr std::chrono::seconds kWaitMax{5};

Line& the_line() {
  static Line line;
  return line;
}

}  // namespace

bool Line::enter(std::chrono::milliseconds wait_max) {
  std::unique_lock lock(mutex_);
  if (!is_busy_) {
    is_busy_ = true;
    return true;
  }
  if (is_somebody_waiting_) return false;
  is_somebody_waiting_ = true;
  const bool is_mine = turn_.wait_for(lock, wait_max, [this] { return is_handed_over_; });
  is_somebody_waiting_ = false;
  is_handed_over_ = false;
  return is_mine;
}

void Line::leave() {
  {
    const std::lock_guard lock(mutex_);
    // Busy it stays until whoever waits has gone.
    is_handed_over_ = is_somebody_waiting_;
    is_busy_ = is_somebody_waiting_;
  }
  turn_.notify_one();
}

bool Line::is_somebody_waiting() {
  const std::lock_guard lock(mutex_);
  return is_somebody_waiting_;
}

Turn::Turn() : is_mine_(the_line().enter(kWaitMax)) {}

Turn::~Turn() {
  if (is_mine_) the_line().leave();
}

}  // namespace fika::content
