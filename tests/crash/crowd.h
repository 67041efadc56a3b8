// SPDX-License-Identifier: GPL-3.0-or-later
// Colleagues who write at the same time, most by HTTP and two by /sync, and one who only looks on.
// They live through the crashes of their server.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "tests/crash/colleague.h"
#include "tests/crash/observer.h"
#include "tests/support/server_process.h"

namespace fika::tests {

class Crowd {
 public:
  // Signs everybody in on the running server, which outlives this.
  Crowd(ServerProcess& server, std::uint64_t seed, std::size_t text_bytes = 0);

  // Everybody writes until they lose the server.
  void begin();
  // Until so many commands have been acknowledged since begin(). False: that never came.
  bool wait_for(std::size_t acknowledged);
  void join();
  std::size_t acknowledged() const;
  const std::vector<std::unique_ptr<Colleague>>& people() const { return people_; }

  // After the server's restart: expects that nothing acknowledged is lost and that positions go on
  // where they stood; sends again what has had no answer; then expects all of it, exactly once.
  void return_and_check();
  std::uint64_t head() const { return head_; }

 private:
  void sign_in(cli::Calls& admin, bool is_by_sync, std::size_t text_bytes, std::uint64_t seed);
  cli::Calls admin() const;
  void expect_nobody_lost_anything(const Held& held, bool is_settled) const;
  void expect_exactly(const Held& held) const;
  void expect_told() const;
  bool write_on(Colleague& colleague);

  ServerProcess& server_;
  Board board_;
  Observer observer_;
  std::vector<std::unique_ptr<Colleague>> people_;
  std::vector<std::thread> threads_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t acknowledged_ = 0, writing_ = 0;
  std::uint64_t head_ = 0;
};

}  // namespace fika::tests
