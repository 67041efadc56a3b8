// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rpc/pool.h"

namespace fika::rpc {
namespace {
constexpr std::chrono::milliseconds kIdle{10'000};
}

Pool::Pool(std::size_t thread_count, std::size_t queue_size_max) : queue_(queue_size_max) {
  for (std::size_t i = 0; i < thread_count; ++i) {
    threads_.emplace_back([this] {
      while (true) {
        std::vector<std::function<void()>> work = queue_.pop_all(1, kIdle);
        if (work.empty() && queue_.is_closed()) return;
        if (!work.empty()) work.front()();
      }
    });
  }
}

Pool::~Pool() { stop(); }

void Pool::stop() {
  queue_.close();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

Status Pool::submit(std::function<void()> work) {
  if (queue_.push(std::move(work))) return {};
  return fail(Code::kUnavailable, "The server is busy. Try again in a moment.");
}

}  // namespace fika::rpc
