// SPDX-License-Identifier: GPL-3.0-or-later
// The single writer: one thread that makes every change. Commands wait in a bounded queue; those
// that wait together are run one after the other, each over the one before, and made durable by one
// commit. Nothing is told to anyone before the commit step has said so.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/bounded_queue.h"
#include "base/clock.h"
#include "base/result.h"
#include "storage/change_log.h"
#include "storage/commit_step.h"
#include "storage/committer.h"
#include "storage/due.h"
#include "storage/retention.h"
#include "storage/store.h"
#include "storage/transaction.h"

namespace fika::storage {

struct Done {
  std::string reply;
  // The commit that made it durable; of a command that changed nothing, the newest one it saw.
  std::uint64_t seq = 0;
  bool is_repeated = false;  // the command had been given before; this is the answer of then
};

struct Work {
  // Who asks, and the name they gave this command: together they make a repeat harmless. An empty
  // client_id means that it is not kept.
  Id person;
  std::string client_id;
  std::string request_hash;  // the same client_id with another hash is refused
  std::int64_t time_ms = 0;
  Id seed;  // what fresh ids and secrets are derived from
  // Runs on the writer thread, perhaps more than once; changes nothing but the transaction.
  std::function<Result<std::string>(Transaction& txn)> run;
  // Called once on the writer thread, after the commit or the refusal.
  std::function<void(Result<Done> done)> done;
};

struct WriterConfig {
  std::size_t queue_size_max = 4096;
  std::size_t group_size_max = 512;
  std::int64_t retention_ms = 30 * kDayMs;  // of change lines and idempotency rows
  // The longest wait between two attempts to learn whether a shared log took a commit.
  std::chrono::milliseconds unknown_pause_max{200};
  DueHandlers due_handlers{};
  std::function<bool(std::uint16_t index_table)> is_published = [](std::uint16_t) { return false; };
  // Writer thread, once for each commit, own or another node's, in commit order, before the done()
  // of the commit's own commands.
  std::function<void(CommitSummary&& summary)> on_commit = [](CommitSummary&&) {};
  // Writer thread, after the done() calls of a group: what they collected can now go out together.
  std::function<void()> on_group_end = [] {};
  // Writer thread: a commit is in doubt or the log has forked; the process must end and read its
  // head again. The writer has refused what waited and takes nothing more.
  std::function<void(const Error& error)> on_fatal = [](const Error&) {};
};

class Writer {
 public:
  // All three outlive the writer.
  Writer(Store& store, CommitStep& step, const Clock& clock, WriterConfig config);
  ~Writer();  // as stop()
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  void start();
  // Finishes what waits, refuses what comes, joins the thread.
  void stop();
  // kUnavailable when the queue is full or the writer is stopping; `work` is then not called. Any
  // thread.
  Status submit(Work work);
  // Looks at the due table now: for a simulated clock. Any thread.
  void wake() { queue_.wake(); }

  std::size_t waiting() const { return queue_.size(); }
  // Works handed in whose group has not been published yet.
  std::size_t unanswered() const { return unanswered_.load(std::memory_order_relaxed); }
  std::uint64_t commits() const { return commits_.load(std::memory_order_relaxed); }
  std::uint64_t commands() const { return commands_.load(std::memory_order_relaxed); }

 private:
  void loop();
  // Runs and answers some of `works`, at least one, and says how many.
  std::size_t run_some(std::span<Work> works);
  // Runs works in order until the group is full or the works end; each gets an answer.
  void stage(std::span<Work> works, Overlay& group, std::vector<Result<Done>>& answers);
  // Nothing: it does not fit into the group any more.
  std::optional<Result<Done>> run_one(const Work& work, Overlay& group);
  void follow();
  void run_due();
  void run_retention();
  // False when the commit is not there; stops the writer when that is in doubt.
  bool check(const Settled& settled);
  void stop_for(const Error& error);

  Store& store_;
  CommitStep& step_;
  const Clock& clock_;
  const WriterConfig config_;
  BoundedQueue<Work> queue_;
  std::atomic<std::uint64_t> commits_{0};
  std::atomic<std::uint64_t> commands_{0};
  std::atomic<std::size_t> unanswered_{0};
  // The writer thread's own.
  DueWatch due_;
  Retention retention_;
  Committer committer_;
  bool is_broken_ = false;
  std::thread thread_;  // last: it uses everything above
};

}  // namespace fika::storage
