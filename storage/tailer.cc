// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/tailer.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <spdlog/spdlog.h>

namespace fika::storage {
namespace {

// How long a stop can take at most while nothing is new.
constexpr std::chrono::milliseconds kLookAround{100};
constexpr std::chrono::milliseconds kRetryAfter{500};

}  // namespace

TailerRunner::TailerRunner(const Store& store, Tailer& tailer, TailerConfig config)
    : store_(store), tailer_(tailer), config_(std::move(config)) {}

TailerRunner::~TailerRunner() { stop(); }

void TailerRunner::start() {
  thread_ = std::thread([this] { loop(); });
}

void TailerRunner::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  changed_.notify_all();
  if (!thread_.joinable()) return;
  tailer_.abandon();
  thread_.join();
}

std::uint64_t TailerRunner::position() const {
  const std::lock_guard lock(mutex_);
  return position_;
}

std::uint64_t TailerRunner::lag() const {
  const std::uint64_t head = store_.head().seq;
  return head - std::min(head, position());
}

std::optional<Error> TailerRunner::poison() const {
  const std::lock_guard lock(mutex_);
  return poison_;
}

bool TailerRunner::wait_for(std::uint64_t seq, std::chrono::milliseconds wait_max) const {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, wait_max, [&] { return position_ >= seq || poison_ || is_stopping_; });
  return position_ >= seq;
}

void TailerRunner::hurry() {
  {
    const std::lock_guard lock(mutex_);
    is_hurried_ = true;
  }
  changed_.notify_all();
}

void TailerRunner::loop() {
  TailerCursor cursor;
  bool is_known = false;
  std::string told;  // of what it waits for
  while (true) {
    Status done;
    if (!is_known) {
      const auto stored = tailer_.cursor();
      is_known = stored.has_value();
      if (stored) {
        cursor = *stored;
      } else {
        done = std::unexpected(stored.error());
      }
    }
    if (is_known) done = step(cursor);
    if (!done && done.error().code != Code::kUnavailable) {
      spdlog::critical("{} stops after commit {}: {}", tailer_.name(), cursor.seq,
                       done.error().detail);
      {
        const std::lock_guard lock(mutex_);
        poison_ = done.error();
      }
      changed_.notify_all();
      return config_.on_poison(tailer_.name(), done.error());
    }
    const std::string waits_for = done ? std::string() : done.error().detail;
    if (waits_for != std::exchange(told, waits_for) && !done) {
      spdlog::warn("{} waits: {}", tailer_.name(), waits_for);
    }
    const std::chrono::milliseconds retry_after =
        done ? config_.pace
             : std::max(kRetryAfter, std::chrono::milliseconds(done.error().retry_after_ms));
    if (!rest(retry_after, done.has_value())) return;
    if (done) store_.wait_for(cursor.seq + 1, kLookAround);
  }
}

Status TailerRunner::step(TailerCursor& cursor) {
  // The snapshot first: what the floor drops after it, the snapshot still has.
  const auto snapshot = store_.snapshot();
  TailerCursor upto{store_.epoch(), snapshot->seq()};
  const bool is_lost = tailer_.is_lost() || cursor.epoch != upto.epoch || cursor.seq > upto.seq ||
                       cursor.seq + 1 < store_.floor();
  if (is_lost) {
    spdlog::info("{} begins anew at commit {}", tailer_.name(), upto.seq);
    CHECKED(tailer_.reset(*snapshot, upto));
  } else {
    std::vector<LogLine> lines;
    CHECKED(read_log(*snapshot, cursor.seq, [&](LogLine&& line) {
      if (lines.size() >= config_.lines_max && line.seq != lines.back().seq) {
        upto.seq = lines.back().seq;
        return false;
      }
      lines.push_back(std::move(line));
      return true;
    }));
    if (upto.seq > cursor.seq) CHECKED(tailer_.consume(lines, *snapshot, upto));
  }
  cursor = std::move(upto);
  {
    const std::lock_guard lock(mutex_);
    position_ = cursor.seq;
  }
  changed_.notify_all();
  return {};
}

bool TailerRunner::rest(std::chrono::milliseconds time, bool may_hurry) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, time, [&] { return is_stopping_ || (may_hurry && is_hurried_); });
  is_hurried_ = false;
  return !is_stopping_;
}

}  // namespace fika::storage
