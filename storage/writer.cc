// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/writer.h"

#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "storage/due.h"
#include "storage/idempotency.h"
#include "storage/retention.h"

namespace fika::storage {
namespace {

// A group is sealed when its rows come near the record's limit; change lines need the rest.
constexpr std::size_t kGroupBytesMax = kRecordBytesMax * 5 / 8;
// How often an unknown outcome is asked about before the process gives up.
constexpr int kUnknownAttemptsMax = 100;
constexpr std::chrono::milliseconds kDueCheck{250};

Error in_doubt() {
  return {Code::kUnavailable,
          "The server could not make sure of your change and restarts. Send it again in a moment."};
}

}  // namespace

Writer::Writer(Store& store, CommitStep& step, const Clock& clock, WriterConfig config)
    : store_(store),
      step_(step),
      clock_(clock),
      config_(std::move(config)),
      queue_(config_.queue_size_max) {}

Writer::~Writer() { stop(); }

void Writer::start() {
  thread_ = std::thread([this] { loop(); });
}

void Writer::stop() {
  queue_.close();
  if (thread_.joinable()) thread_.join();
}

Status Writer::submit(Work work) {
  if (queue_.push(std::move(work))) return {};
  if (queue_.is_closed()) {
    return fail(Code::kUnavailable, "The server is stopping. Send it again in a moment.");
  }
  return fail(Code::kUnavailable, "The server has more to write than it can take. Try again soon.");
}

void Writer::loop() {
  while (true) {
    std::vector<Work> works = queue_.pop_all(config_.group_size_max, kDueCheck);
    if (works.empty() && queue_.is_closed()) return;
    if (!works.empty()) run_group(works);
    if (!is_broken_) run_due();
    if (!is_broken_) run_retention();
  }
}

void Writer::run_group(std::vector<Work>& works) {
  std::size_t from = 0;
  while (from < works.size()) {
    std::vector<Answer> answers;
    std::size_t until = works.size();
    Error error = in_doubt();
    Next next = Next::kRunAgain;
    while (!is_broken_ && next == Next::kRunAgain) {
      answers.clear();
      const auto snapshot = store_.snapshot();
      Overlay group(*snapshot);
      until = stage(works, from, group, answers);
      next = group.size_bytes() == 0 ? Next::kContinue : commit(group, clock_.now_ms(), error);
    }
    if (is_broken_ || next == Next::kStop) {
      for (std::size_t i = from; i < until; ++i) works[i].done(std::unexpected(error));
    } else {
      for (Answer& answer : answers) answer.work->done(std::move(answer.done));
    }
    commands_.fetch_add(until - from, std::memory_order_relaxed);
    from = until;
  }
}

std::size_t Writer::stage(std::vector<Work>& works, std::size_t from, Overlay& group,
                          std::vector<Answer>& answers) {
  std::size_t i = from;
  for (; i < works.size() && group.size_bytes() < kGroupBytesMax; ++i) {
    Result<Done> done = run_one(works[i], group);
    answers.push_back({&works[i], std::move(done), true});
  }
  return i;
}

Result<Done> Writer::run_one(const Work& work, Overlay& group) {
  const std::uint64_t seq = store_.head().seq + 1;
  if (!work.client_id.empty()) {
    TRY(auto known, known_reply(group, work.person, work.client_id, work.request_hash));
    if (known) return Done{known->reply(), known->seq(), true};
  }
  Transaction txn(group, seq, work.time_ms, work.seed);
  TRY(std::string reply, work.run(txn));
  if (!work.client_id.empty()) {
    keep_reply(txn, work.person, work.client_id, work.request_hash, reply);
  }
  Overlay staged = std::move(txn).take();
  if (staged.size_bytes() + group.size_bytes() > kRecordBytesMax - kRecordBytesMax / 8) {
    return fail(Code::kLimit, "This changes too much at once. Do it in smaller parts.");
  }
  group.merge(std::move(staged));
  return Done{std::move(reply), seq, false};
}

Writer::Next Writer::commit(const Overlay& group, std::int64_t time_ms, Error& error) {
  const Position before = store_.head();
  auto record = seal(group, before, Id::make(time_ms), time_ms);
  if (!record) {
    error = std::move(record).error();
    return Next::kStop;
  }
  const std::string serialized = record->SerializeAsString();
  return settle(before, *record, serialized, error);
}

Writer::Next Writer::settle(const Position& before, const store::v1::Record& record,
                            const std::string& serialized, Error& error) {
  for (int attempt = 0; attempt < kUnknownAttemptsMax; ++attempt) {
    switch (step_.commit(before, record, serialized)) {
      case Outcome::kCommitted:
        if (const Status done = publish(record, serialized); !done) {
          error = in_doubt();
          stop_for(done.error());
          return Next::kStop;
        }
        return Next::kContinue;
      case Outcome::kConflict:
        if (const Status done = catch_up(); !done) {
          error = in_doubt();
          stop_for(done.error());
          return Next::kStop;
        }
        // An earlier attempt of this very record may be what stands there.
        if (store_.head().seq >= record.seq()) {
          const auto placed = step_.read(record.seq());
          if (placed && *placed && (*placed)->id() == record.id()) return Next::kContinue;
        }
        return Next::kRunAgain;
      case Outcome::kTooLarge:
        error = {Code::kLimit, "This changes too much at once. Do it in smaller parts."};
        return Next::kStop;
      case Outcome::kUnavailable:
        error = {Code::kUnavailable, "Nothing can be written just now. Try again in a moment."};
        return Next::kStop;
      case Outcome::kUnknown: {
        if (step_.applies()) {
          error = in_doubt();
          stop_for({Code::kInternal, fmt::format("commit {} is in doubt", record.seq())});
          return Next::kStop;
        }
        // The very same record again, never another: at its place it can only be itself. If it was
        // taken, the next answer is a conflict, and the look above finds it.
        break;
      }
    }
  }
  error = in_doubt();
  stop_for({Code::kUnavailable, "the replicated log gives no certain answer"});
  return Next::kStop;
}

Status Writer::catch_up() {
  while (true) {
    const Position head = store_.head();
    TRY(const auto record, step_.read(head.seq + 1));
    if (!record) return {};
    if (record->prev() != bytes_of(head.hash)) {
      return fail(Code::kDataLoss, "The shared log and this node disagree after commit {}.", head.seq);
    }
    const std::string serialized = record->SerializeAsString();
    CHECKED(store_.apply(*record, serialized, /*sync=*/false));
    config_.on_commit(summarise(*record, config_.is_published));
  }
}

Status Writer::publish(const store::v1::Record& record, const std::string& serialized) {
  if (!step_.applies()) CHECKED(store_.apply(record, serialized, /*sync=*/false));
  commits_.fetch_add(1, std::memory_order_relaxed);
  config_.on_commit(summarise(record, config_.is_published));
  return {};
}

void Writer::run_due() {
  // One commit a command: a failing one must not take others with it.
  for (int count = 0; count < 100 && !is_broken_; ++count) {
    const auto snapshot = store_.snapshot();
    const auto due = next_due(*snapshot, clock_.now_ms());
    if (!due || !*due) return;
    Error error = in_doubt();
    Next next = Next::kRunAgain;
    while (next == Next::kRunAgain) {
      const auto fresh = store_.snapshot();
      Overlay group(*fresh);
      run_due_command(**due, config_.due_handlers, store_.head().seq + 1, clock_.now_ms(), group);
      next = commit(group, clock_.now_ms(), error);
    }
    if (next == Next::kStop) return;
  }
}

void Writer::run_retention() {
  if (clock_.now_ms() < next_retention_ms_) return;
  next_retention_ms_ = clock_.now_ms() + kHourMs;
  const std::int64_t cutoff_ms = clock_.now_ms() - config_.retention_ms;
  bool is_more = true;
  while (is_more && !is_broken_) {
    const auto snapshot = store_.snapshot();
    Overlay group(*snapshot);
    const auto expired = expire_replies(group, cutoff_ms);
    if (!expired || *expired == 0) break;
    Error error = in_doubt();
    is_more = commit(group, clock_.now_ms(), error) == Next::kContinue;
  }
  const auto floor = floor_for(*store_.snapshot(), store_.floor(), cutoff_ms);
  if (!floor || *floor <= store_.floor()) return;
  if (const Status trimmed = store_.trim_log(*floor); !trimmed) {
    spdlog::error("the change log was not trimmed: {}", trimmed.error().detail);
  }
}

void Writer::stop_for(const Error& error) {
  is_broken_ = true;
  queue_.close();
  spdlog::critical("the writer stops: {}", error.detail);
  config_.on_fatal(error);
}

}  // namespace fika::storage
