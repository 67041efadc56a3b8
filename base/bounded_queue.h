// SPDX-License-Identifier: GPL-3.0-or-later
// A queue between threads that refuses instead of growing. Many producers, one consumer that takes
// all that waits at once: that is what makes group commit free.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <utility>
#include <vector>

namespace fika {

template <class T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t size_max) : size_max_(size_max) {}

  // False when the queue is full or closed; `item` is then untouched.
  bool push(T&& item) {
    {
      const std::lock_guard lock(mutex_);
      if (closed_ || items_.size() >= size_max_) return false;
      items_.push_back(std::move(item));
    }
    ready_.notify_one();
    return true;
  }

  // Waits until something is there, then takes up to `count_max` items. Empty when `wait_max` has
  // passed, after wake(), and once the queue is closed and drained.
  std::vector<T> pop_all(std::size_t count_max, std::chrono::milliseconds wait_max) {
    std::unique_lock lock(mutex_);
    ready_.wait_for(lock, wait_max, [this] { return closed_ || woken_ || !items_.empty(); });
    woken_ = false;
    std::vector<T> taken;
    const std::size_t count = items_.size() < count_max ? items_.size() : count_max;
    taken.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      taken.push_back(std::move(items_.front()));
      items_.pop_front();
    }
    return taken;
  }

  // After this push refuses, and pop_all hands out what is left, at once.
  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    ready_.notify_all();
  }

  // Makes one waiting pop_all return, perhaps empty-handed, so that its thread can look around.
  void wake() {
    {
      const std::lock_guard lock(mutex_);
      woken_ = true;
    }
    ready_.notify_all();
  }

  bool is_closed() const {
    const std::lock_guard lock(mutex_);
    return closed_;
  }

  std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return items_.size();
  }

 private:
  const std::size_t size_max_;
  mutable std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<T> items_;
  bool closed_ = false;
  bool woken_ = false;
};

}  // namespace fika
