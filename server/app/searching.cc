// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/searching.h"

#include <chrono>
#include <utility>
#include <vector>

#include <spdlog/spdlog.h>

#include "server/domain/registry/registry.h"

namespace fika::app {
namespace {

// Making documents last costs about the same for one as for ten. Whoever looks for what they have
// just written does not wait for it: TailerRunner::hurry.
constexpr std::chrono::milliseconds kPace{250};
// An index that is being made anew takes its time; whoever erases comes again.
constexpr std::chrono::minutes kForgetWait{2};

std::vector<search::DocumentRow> document_rows() {
  std::vector<search::DocumentRow> rows;
  for (const domain::Capability& capability : domain::registry()) {
    rows.insert(rows.end(), capability.documents.begin(), capability.documents.end());
  }
  return rows;
}

}  // namespace

std::filesystem::path search_folder(const std::filesystem::path& data_folder) {
  return data_folder / "search";
}

Searching::Searching(const storage::Store& store, const std::filesystem::path& data_folder,
                     std::uint64_t disk_reserve_bytes)
    : store_(store), folder_(search_folder(data_folder)), disk_reserve_bytes_(disk_reserve_bytes) {}

Searching::~Searching() { stop(); }

void Searching::start() {
  opening_ = std::thread([this] {
    open();
    {
      const std::lock_guard lock(mutex_);
      is_opening_ = false;
    }
    changed_.notify_all();
  });
}

void Searching::open() {
  auto index = search::Index::open({.folder = folder_, .disk_reserve_bytes = disk_reserve_bytes_},
                                   document_rows());
  if (!index) {
    spdlog::error("nothing can be searched until the next start: {}", index.error().detail);
    return;
  }
  index_ = *std::move(index);
  storage::TailerConfig config;
  config.pace = kPace;
  config.on_poison = [](std::string_view name, const Error& error) {
    spdlog::error("the {} has stopped, nothing can be searched until the next start: {}", name,
                  error.detail);
  };
  runner_ = std::make_unique<storage::TailerRunner>(store_, index_->tailer(), std::move(config));
  runner_->start();
  made_ = std::make_unique<search::Serving>(*index_, *runner_);
  serving_.store(made_.get());
}

void Searching::stop() {
  if (opening_.joinable()) opening_.join();
  serving_.store(nullptr);
  if (runner_) runner_->stop();
}

bool Searching::wait_until_open() {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, kForgetWait, [this] { return !is_opening_; });
  return serving_.load() != nullptr;
}

Status Searching::forget() {
  if (!wait_until_open()) {
    return fail(Code::kUnavailable,
                "The search index is not open, and what is erased may stand in it. Try again in a "
                "minute; if that does not help, look into the server's log.");
  }
  runner_->hurry();
  if (!runner_->wait_for(store_.head().seq, kForgetWait)) {
    return fail(Code::kUnavailable,
                "The search index has not taken in yet what was erased. Try again in a minute.");
  }
  return index_->compact();
}

std::uint64_t Searching::documents() const {
  const search::Serving* serving = serving_.load();
  return serving == nullptr ? 0 : serving->index.size();
}

std::uint64_t Searching::lag() const {
  const search::Serving* serving = serving_.load();
  return serving == nullptr ? 0 : serving->runner.lag();
}

}  // namespace fika::app
