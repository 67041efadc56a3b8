// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/core.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <mutex>
#include <utility>

#include <boost/asio/post.hpp>
#include <spdlog/spdlog.h>

namespace fika::web {
namespace {

constexpr std::size_t kReadBufferBytes = 64 * 1024;
constexpr std::chrono::milliseconds kSweepEvery(100);
constexpr std::size_t kSweepsPerRound = 10;
constexpr std::size_t kSweepMin = 64;
constexpr std::chrono::milliseconds kStopStep(10);
constexpr std::int64_t kStopGraceMs = 2000;
// A flush that took this long is worth sharing: the next one of its size waits for company, for a
// fraction of that time at most.
constexpr std::int64_t kCostlyFlushUs = 1000;
constexpr std::int64_t kCompanyWaitShare = 2;
constexpr std::size_t kPrefetch = 4;

thread_local const Core* current_core = nullptr;

std::int64_t now_us() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

}  // namespace

struct Core::Gate {
  std::mutex mutex;
  asio::io_context* context;  // null once the core is gone
};

void post_through(Core::Gate& gate, std::function<void()> work) {
  const std::lock_guard lock(gate.mutex);
  if (gate.context != nullptr) asio::post(*gate.context, std::move(work));
}

Core::Core(std::size_t index, const Config& config, App& app)
    : index_(index),
      config_(config),
      app_(app),
      context_(1),
      guard_(asio::make_work_guard(context_)),
      gate_(std::make_shared<Gate>()),
      sweep_timer_(context_),
      stop_timer_(context_),
      flush_timer_(context_),
      read_buffer_(kReadBufferBytes) {
  gate_->context = &context_;
}

Core::~Core() {
  const std::lock_guard lock(gate_->mutex);
  gate_->context = nullptr;
}

std::int64_t Core::now_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

bool Core::is_on(const Core* core) { return current_core == core; }

void Core::run() {
  current_core = this;
  sweep();
  while (!context_.stopped()) {
    try {
      context_.run();
    } catch (const std::exception& thrown) {
      // One handler's defect must not take down everybody else's connections.
      spdlog::error("A handler on network core {} threw: {}", index_, thrown.what());
    }
  }
  current_core = nullptr;
}

void Core::post(std::function<void()> work) {
  asio::post(context_, [this, work = std::move(work)] {
    work();
    if (is_waiting_ && !app_.has_more_coming()) flush_dirty();
  });
}

void Core::post_after(std::int64_t after_ms, std::function<void()> work) {
  post([this, after_ms, work = std::move(work)]() mutable {
    auto timer =
        std::make_shared<asio::steady_timer>(context_, std::chrono::milliseconds(after_ms));
    timer->async_wait([this, timer, work = std::move(work)](boost::system::error_code error) {
      if (!error && !is_stopping_) work();
    });
  });
}

void Core::add(std::shared_ptr<Connection> connection) {
  connection->place_ = connections_.size();
  connections_.push_back(std::move(connection));
}

void Core::remove(Connection& connection) {
  const std::size_t place = connection.place_;
  std::swap(connections_[place], connections_.back());
  connections_[place]->place_ = place;
  const std::shared_ptr<Connection> removed = std::move(connections_.back());
  connections_.pop_back();
}

void Core::mark_dirty(std::shared_ptr<Connection> connection) {
  dirty_.push_back(std::move(connection));
  if (dirty_.size() > 1) return;
  if (flush_took_us_ < kCostlyFlushUs) {
    asio::post(context_, [this] { flush_dirty(); });
    return;
  }
  // Posted twice: between the two, the sockets that are readable are read.
  asio::post(context_, [this] { asio::post(context_, [this] { flush_or_wait(); }); });
}

// The cost of a send is in the call, not in its bytes. Right after a fan-out that kept the core
// busy for long, the answers to it are on their way: what waits for them a little goes out with
// them.
void Core::flush_or_wait() {
  const std::int64_t deadline_us = flush_ended_us_ + flush_took_us_ / kCompanyWaitShare;
  const std::int64_t wait_us = deadline_us - now_us();
  if (wait_us <= 0 || dirty_.size() < flushed_count_ / 2 || !app_.has_more_coming()) {
    return flush_dirty();
  }
  is_waiting_ = true;
  flush_timer_.expires_after(std::chrono::microseconds(wait_us));
  flush_timer_.async_wait([this](boost::system::error_code error) {
    if (!error && is_waiting_) flush_dirty();
  });
}

void Core::flush_dirty() {
  is_waiting_ = false;
  const std::int64_t began_us = now_us();
  // Flushing may make others dirty; they get a turn of their own.
  std::vector<std::shared_ptr<Connection>> dirty = std::exchange(dirty_, {});
  for (std::size_t i = 0; i < dirty.size(); ++i) {
    // A crowd does not fit the processor's cache; the next ones are fetched while this one is sent.
    if (i + kPrefetch < dirty.size()) {
      const char* next = reinterpret_cast<const char*>(dirty[i + kPrefetch].get());
      for (std::size_t line = 0; line < 4; ++line) __builtin_prefetch(next + 64 * line);
    }
    dirty[i]->flush();
  }
  flushed_count_ = dirty.size();
  dirty.clear();
  flush_ended_us_ = now_us();
  flush_took_us_ = flush_ended_us_ - began_us;
  if (dirty_.empty()) dirty_.swap(dirty);  // keeps the room
}

// A round over all connections takes a second, a tenth of them at a time, so that ten thousand idle
// ones never hold up the loop.
void Core::sweep() {
  const std::int64_t now = now_ms();
  std::size_t count = std::max(kSweepMin, connections_.size() / kSweepsPerRound + 1);
  count = std::min(count, connections_.size());
  for (; count > 0 && !connections_.empty(); --count) {
    if (sweep_at_ >= connections_.size()) sweep_at_ = 0;
    const std::shared_ptr<Connection> connection = connections_[sweep_at_];
    connection->check(now);
    // One that left has been replaced by the last, which is then looked at next.
    if (sweep_at_ < connections_.size() && connections_[sweep_at_] == connection) ++sweep_at_;
  }
  sweep_timer_.expires_after(kSweepEvery);
  sweep_timer_.async_wait([this](boost::system::error_code error) {
    if (!error) sweep();
  });
}

void Core::stop(std::int64_t spread_ms) {
  post([this, spread_ms] { begin_stop(spread_ms); });
}

void Core::begin_stop(std::int64_t spread_ms) {
  if (is_stopping_) return;
  is_stopping_ = true;
  stop_began_ms_ = now_ms();
  stop_spread_ms_ = std::max<std::int64_t>(spread_ms, 0);
  const std::vector<std::shared_ptr<Connection>> all(connections_.begin(), connections_.end());
  for (const auto& connection : all) {
    if (connection->leaves_slowly()) {
      leaving_.push_back(connection);
    } else {
      connection->go_away();
    }
  }
  continue_stop();
}

void Core::continue_stop() {
  const std::int64_t elapsed = now_ms() - stop_began_ms_;
  std::size_t due = leaving_.size();
  if (elapsed < stop_spread_ms_) {
    const auto spread = static_cast<std::size_t>(stop_spread_ms_);
    due = (due * static_cast<std::size_t>(elapsed + 1) + spread - 1) / spread;
  }
  for (; left_ < due; ++left_) {
    if (const auto connection = leaving_[left_].lock()) connection->go_away();
  }
  if (elapsed > stop_spread_ms_ + kStopGraceMs) {
    while (!connections_.empty()) {
      const std::shared_ptr<Connection> connection = connections_.back();
      connection->abort();
    }
  }
  if (connections_.empty()) {
    guard_.reset();
    context_.stop();
    return;
  }
  stop_timer_.expires_after(kStopStep);
  stop_timer_.async_wait([this](boost::system::error_code error) {
    if (!error) continue_stop();
  });
}

}  // namespace fika::web
