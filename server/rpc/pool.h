// SPDX-License-Identifier: GPL-3.0-or-later
// A few threads for what would hold up a network core or the writer: password hashing, rendering,
// long reads. Its queue is bounded; a full one refuses.
#pragma once

#include <functional>
#include <thread>
#include <vector>

#include "base/bounded_queue.h"
#include "base/result.h"

namespace fika::rpc {

class Pool {
 public:
  Pool(std::size_t thread_count, std::size_t queue_size_max);
  ~Pool();  // as stop()
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  // Finishes what waits, refuses what comes, joins the threads.
  void stop();
  // kUnavailable when the queue is full; `work` is then not called.
  Status submit(std::function<void()> work);

 private:
  BoundedQueue<std::function<void()>> queue_;
  std::vector<std::thread> threads_;
};

}  // namespace fika::rpc
