// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/writer.h"

#include <utility>

#include <spdlog/spdlog.h>

#include "storage/idempotency.h"
#include "storage/staging.h"

namespace fika::storage {
namespace {

constexpr std::chrono::milliseconds kLookAround{250};
constexpr std::size_t kDueGroupMax = 64;
constexpr int kDueRoundsMax = 8;

Error in_doubt() {
  return {Code::kUnavailable,
          "The server could not make sure of your change and restarts. Send it again in a moment."};
}

Error too_large() {
  return {Code::kLimit, "This changes too much at once. Do it in smaller parts."};
}

}  // namespace

Writer::Writer(Store& store, CommitStep& step, const Clock& clock, WriterConfig config)
    : store_(store),
      step_(step),
      clock_(clock),
      config_(std::move(config)),
      queue_(config_.queue_size_max),
      retention_(config_.retention_ms),
      committer_(
          store_, step_,
          [this](const store::v1::Record& record) {
            due_.note(record);
            config_.on_commit(summarise(record, config_.is_published));
          },
          config_.unknown_pause_max) {}

Writer::~Writer() { stop(); }

void Writer::start() {
  thread_ = std::thread([this] { loop(); });
}

void Writer::stop() {
  queue_.close();
  if (thread_.joinable()) thread_.join();
}

Status Writer::submit(Work work) {
  unanswered_.fetch_add(1, std::memory_order_relaxed);
  if (queue_.push(std::move(work))) return {};
  unanswered_.fetch_sub(1, std::memory_order_relaxed);
  if (queue_.is_closed()) {
    return fail(Code::kUnavailable, "The server is stopping. Send it again in a moment.");
  }
  return fail(Code::kUnavailable, "The server has more to write than it can take. Try again soon.");
}

void Writer::loop() {
  follow();
  while (true) {
    std::vector<Work> works = queue_.pop_all(config_.group_size_max, kLookAround);
    if (works.empty() && queue_.is_closed()) return;
    for (std::span<Work> left(works); !left.empty();) {
      const std::size_t count = run_some(left);
      left = left.subspan(count);
      config_.on_group_end();
      unanswered_.fetch_sub(count, std::memory_order_relaxed);
    }
    if (works.empty()) follow();
    if (!is_broken_) run_due();
    if (!is_broken_) run_retention();
    config_.on_group_end();
  }
}

std::size_t Writer::run_some(std::span<Work> works) {
  Error error = in_doubt();
  std::size_t count_max = works.size();
  while (!is_broken_) {
    const auto snapshot = store_.snapshot();
    Overlay group(*snapshot);
    std::vector<Result<Done>> answers;
    stage(works.first(count_max), group, answers);
    const Settled settled =
        group.is_empty() ? Settled{} : committer_.commit(group, clock_.now_ms());
    if (settled.verdict == Verdict::kRunAgain) continue;
    if (settled.verdict == Verdict::kTooLarge && answers.size() > 1) {
      count_max = answers.size() / 2;
      continue;
    }
    count_max = answers.size();
    commands_.fetch_add(count_max, std::memory_order_relaxed);
    if (check(settled)) {
      if (!group.is_empty()) commits_.fetch_add(1, std::memory_order_relaxed);
      for (std::size_t i = 0; i < count_max; ++i) {
        // There is no commit to name when nothing was changed.
        if (group.is_empty() && answers[i] && !answers[i]->is_repeated) {
          answers[i]->seq = snapshot->seq();
        }
        works[i].done(std::move(answers[i]));
      }
      return count_max;
    }
    if (settled.verdict == Verdict::kTooLarge) error = too_large();
    if (settled.verdict == Verdict::kRefused) error = settled.error;
    break;
  }
  for (Work& work : works.first(count_max)) work.done(std::unexpected(error));
  return count_max;
}

void Writer::stage(std::span<Work> works, Overlay& group, std::vector<Result<Done>>& answers) {
  answers.reserve(works.size());
  for (const Work& work : works) {
    auto done = run_one(work, group);
    if (!done) return;
    answers.push_back(*std::move(done));
  }
}

std::optional<Result<Done>> Writer::run_one(const Work& work, Overlay& group) {
  const std::uint64_t seq = store_.head().seq + 1;
  if (!work.client_id.empty()) {
    auto known = known_reply(group, work.person, work.client_id, work.request_hash);
    if (!known) return std::unexpected(std::move(known).error());
    if (*known) return Done{(*known)->reply(), (*known)->seq(), true};
  }
  Transaction txn(group, seq, work.time_ms, work.seed);
  auto reply = work.run(txn);
  if (!reply) return std::unexpected(std::move(reply).error());
  if (!work.client_id.empty()) {
    keep_reply(txn, work.person, work.client_id, work.request_hash, *reply);
  }
  Overlay staged = std::move(txn).take();
  if (const Status checked = check_staged(staged); !checked) {
    return std::unexpected(checked.error());
  }
  if (!has_room(group, staged)) return {};
  group.merge(std::move(staged));
  return Done{*std::move(reply), seq, false};
}

void Writer::follow() {
  if (is_broken_ || step_.applies()) return;
  const Status done = committer_.catch_up();
  if (done) return;
  if (done.error().code != Code::kUnavailable) return stop_for(done.error());
  spdlog::warn("the shared log cannot be read just now: {}", done.error().detail);
}

void Writer::run_due() {
  std::size_t count_max = kDueGroupMax;
  // What waits in the queue has its turn after some rounds, even if due commands breed.
  for (int round = 0; round < kDueRoundsMax && !is_broken_; ++round) {
    const std::int64_t now_ms = clock_.now_ms();
    if (!due_.is_time(now_ms)) return;
    // Read again each time: another node may have run them first.
    const auto snapshot = store_.snapshot();
    const auto all = due_.due(*snapshot, now_ms, count_max);
    if (!all) spdlog::error("what is due cannot be read: {}", all.error().detail);
    if (!all || all->empty()) return;
    Overlay group(*snapshot);
    for (const Due& due : *all) {
      if (!run_due_command(due, config_.due_handlers, snapshot->seq() + 1, now_ms, group)) break;
    }
    Settled settled = committer_.commit(group, now_ms);
    if (settled.verdict == Verdict::kTooLarge && std::exchange(count_max, 1) > 1) continue;
    if (settled.verdict == Verdict::kTooLarge) {
      spdlog::error("due command '{}' does too much and is dropped", all->front().command.name());
      Overlay removal(*snapshot);
      removal.erase(Table::kDue, all->front().key);
      settled = committer_.commit(removal, now_ms);
    }
    if (settled.verdict != Verdict::kRunAgain && !check(settled)) return;
  }
}

void Writer::run_retention() {
  if (!retention_.is_time(clock_.now_ms())) return;
  const auto snapshot = store_.snapshot();
  Overlay group(*snapshot);
  Status done = retention_.stage_expired(group, clock_.now_ms());
  if (done && !group.is_empty()) {
    const Settled settled = committer_.commit(group, clock_.now_ms());
    if (settled.verdict != Verdict::kRunAgain && check(settled)) retention_.advance();
  } else if (done) {
    retention_.advance();
  }
  if (is_broken_) return;
  if (done) done = retention_.trim(store_, clock_.now_ms());
  if (!done) spdlog::error("what is too old was not removed: {}", done.error().detail);
  retention_.rest(clock_.now_ms());
}

bool Writer::check(const Settled& settled) {
  if (settled.verdict == Verdict::kInDoubt) stop_for(settled.error);
  return settled.verdict == Verdict::kCommitted;
}

void Writer::stop_for(const Error& error) {
  is_broken_ = true;
  queue_.close();
  spdlog::critical("the writer stops: {}", error.detail);
  config_.on_fatal(error);
}

}  // namespace fika::storage
