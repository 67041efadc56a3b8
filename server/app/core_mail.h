// SPDX-License-Identifier: GPL-3.0-or-later
// From the writer thread to the network cores: what one commit brings, publication and replies,
// reaches each core as one message, in order. From other threads it posts at once.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

#include "server/web/server.h"

namespace fika::app {

class CoreMail {
 public:
  // `server` outlives the mail.
  explicit CoreMail(web::Server& server)
      : server_(server), waiting_(server.cores()), last_(server.cores()) {}

  // The calling thread is the writer from now on. Before anything is written.
  void claim() { writer_ = std::this_thread::get_id(); }
  void send(std::size_t core, std::function<void()> work);
  // Writer thread: `work` runs on the core after everything else of the same message.
  void send_last(std::size_t core, std::function<void()> work);
  // Writer thread: what was sent since the last flush goes out.
  void flush();

 private:
  using Bundle = std::vector<std::function<void()>>;
  web::Server& server_;
  std::atomic<std::thread::id> writer_;
  std::vector<Bundle> waiting_, last_;
};

}  // namespace fika::app
