// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/eraser.h"

#include <chrono>
#include <utility>

#include <spdlog/spdlog.h>

#include "server/app/backup_list.h"
#include "server/domain/erasure/asking.h"
#include "server/domain/erasure/erasure.h"

namespace fika::app {
namespace {
constexpr std::chrono::seconds kLookEvery{1};
constexpr std::chrono::minutes kAfterFailure{1};
}  // namespace

Eraser::Eraser(storage::Store& store, storage::Writer& writer, const Clock& clock,
               const Id& organisation, std::filesystem::path data_folder)
    : store_(store),
      writer_(writer),
      clock_(clock),
      organisation_(organisation),
      data_folder_(std::move(data_folder)) {}

Eraser::~Eraser() { stop(); }

void Eraser::start() {
  thread_ = std::thread([this] { loop(); });
}

void Eraser::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  stopped_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Eraser::loop() {
  std::unique_lock lock(mutex_);
  while (!is_stopping_) {
    lock.unlock();
    const Status done = work_off();
    lock.lock();
    if (!done && !is_stopping_) {
      spdlog::error("an erasure failed and is tried again in a minute: {}", done.error().detail);
    }
    const std::chrono::seconds pause = done ? kLookEvery : kAfterFailure;
    stopped_.wait_for(lock, pause, [this] { return is_stopping_; });
  }
}

Status Eraser::work_off() {
  TRY(const auto people, domain::erasures_asked(*store_.snapshot()));
  if (people.empty()) return {};
  for (const Id& person : people) {
    CHECKED(domain::erase_person(writer_, clock_, organisation_, person));
  }
  // Once for all of them.
  CHECKED(store_.compact());
  CHECKED(forget_());
  for (const Id& person : people) {
    CHECKED(domain::finish_erasure(writer_, clock_, person));
    spdlog::info("{} is erased, and a former colleague from now on", person.text());
  }
  for (const std::string& line : words_about_backups(data_folder_)) spdlog::info("{}", line);
  return {};
}

}  // namespace fika::app
