// SPDX-License-Identifier: GPL-3.0-or-later
// One file of a stranger's is read at a time, and one more waits: the threads that do it do
// everything else that takes long, too, and all but those two stay free whoever sends what.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace fika::content {

// Who reads, and who waits for it to end. Any thread.
class Line {
 public:
  // False when somebody waits already, or the wait was in vain. After true, leave() is owed.
  bool enter(std::chrono::milliseconds wait_max);
  // To whoever waits: nobody who comes just then is before them.
  void leave();
  bool is_somebody_waiting();

 private:
  std::mutex mutex_;
  std::condition_variable turn_;
  bool is_busy_ = false, is_somebody_waiting_ = false, is_handed_over_ = false;
};

// The server's one line, entered for as long as this lives.
class Turn {
 public:
  Turn();
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn();
  bool is_mine() const { return is_mine_; }

 private:
  bool is_mine_;
};

}  // namespace fika::content
