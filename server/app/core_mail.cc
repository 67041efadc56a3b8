// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/core_mail.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

namespace fika::app {

void CoreMail::send(std::size_t core, std::function<void()> work) {
  if (std::this_thread::get_id() == writer_) {
    waiting_[core].push_back(std::move(work));
  } else {
    server_.post(core, std::move(work));
  }
}

void CoreMail::send_last(std::size_t core, std::function<void()> work) {
  last_[core].push_back(std::move(work));
}

void CoreMail::flush() {
  for (std::size_t core = 0; core < waiting_.size(); ++core) {
    std::ranges::move(std::exchange(last_[core], {}), std::back_inserter(waiting_[core]));
    if (waiting_[core].empty()) continue;
    auto bundle = std::make_shared<Bundle>(std::exchange(waiting_[core], {}));
    server_.post(core, [bundle] {
      for (const auto& work : *bundle) work();
    });
  }
}

}  // namespace fika::app
