// SPDX-License-Identifier: GPL-3.0-or-later
// One network core: an io_context on one thread, the connections that live on it, and what they
// share: a read buffer, one list of sockets with something to send, and one sweep that keeps all
// deadlines (a timer per connection would cost more memory than the connection). Everything but
// post is called on the core's thread.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "server/web/server.h"

namespace fika::web {

namespace asio = boost::asio;

// What a core asks of the connections it holds. None of these may throw.
class Connection {
 public:
  virtual ~Connection() = default;
  // Called every second or more often, to let go of a peer that is too late.
  virtual void check(std::int64_t now_ms) = 0;
  // Hands what waits to the kernel; follows mark_dirty.
  virtual void flush() = 0;
  // The server is stopping: finish what is under way, politely.
  virtual void go_away() = 0;
  // Whether its peer would come back at once: then all of a kind leave over some time, not
  // together.
  virtual bool leaves_slowly() const = 0;
  // Ends it now. The connection has left the core when this returns.
  virtual void abort() = 0;

 private:
  friend class Core;
  std::size_t place_ = 0;  // in Core::connections_
};

// Counts one connection for as long as it lives, whatever it turns into.
class Slot {
 public:
  explicit Slot(std::shared_ptr<std::atomic<std::size_t>> count) : count_(std::move(count)) {
    ++*count_;
  }
  Slot(Slot&&) = default;
  Slot& operator=(Slot&&) = delete;
  ~Slot() {
    if (count_) --*count_;
  }

 private:
  std::shared_ptr<std::atomic<std::size_t>> count_;
};

class Core {
 public:
  // Both outlive the core.
  Core(std::size_t index, const Config& config, App& app);
  ~Core();
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  // Serves until a stop is through.
  void run();
  // From any thread, also before run.
  void post(std::function<void()> work);
  void post_after(std::int64_t after_ms, std::function<void()> work);
  // Asks every connection to go away, evenly spread over `spread_ms`; two seconds later ends those
  // left.
  void stop(std::int64_t spread_ms);

  void add(std::shared_ptr<Connection> connection);
  // `connection` may be gone when this returns, unless the caller holds it.
  void remove(Connection& connection);
  // Has flush called once this turn of the loop is over.
  void mark_dirty(std::shared_ptr<Connection> connection);

  // Whether the caller runs on the thread of `core`, which may be long gone.
  static bool is_on(const Core* core);
  bool is_stopping() const { return is_stopping_; }
  std::size_t index() const { return index_; }
  const Config& config() const { return config_; }
  App& app() const { return app_; }
  asio::io_context& context() { return context_; }
  std::span<char> read_buffer() { return read_buffer_; }  // free between two reads, for anybody

  static std::int64_t now_ms();  // steady; for deadlines

  // Lets other threads post to a core that may be gone.
  struct Gate;
  std::shared_ptr<Gate> gate() const { return gate_; }

 private:
  void sweep();
  void begin_stop(std::int64_t spread_ms);
  void continue_stop();
  void flush_or_wait();
  void flush_dirty();

  const std::size_t index_;
  const Config& config_;
  App& app_;
  asio::io_context context_;
  asio::executor_work_guard<asio::io_context::executor_type> guard_;
  std::shared_ptr<Gate> gate_;
  asio::steady_timer sweep_timer_;
  asio::steady_timer stop_timer_;
  asio::steady_timer flush_timer_;
  std::vector<char> read_buffer_;
  std::vector<std::shared_ptr<Connection>> connections_;
  std::vector<std::shared_ptr<Connection>> dirty_;
  bool is_waiting_ = false;         // the dirty ones, for company
  std::size_t flushed_count_ = 0;   // connections in the last flush
  std::int64_t flush_took_us_ = 0;  // and how long it took
  std::int64_t flush_ended_us_ = 0;
  std::size_t sweep_at_ = 0;
  bool is_stopping_ = false;
  std::int64_t stop_began_ms_ = 0;
  std::int64_t stop_spread_ms_ = 0;
  std::vector<std::weak_ptr<Connection>> leaving_;
  std::size_t left_ = 0;
};

// Runs `work` on the core if it is still there, else drops it. Any thread.
void post_through(Core::Gate& gate, std::function<void()> work);

}  // namespace fika::web
