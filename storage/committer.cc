// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/committer.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "storage/change_log.h"

namespace fika::storage {
namespace {

// How often an unknown outcome is asked about before the process gives up.
constexpr int kAttemptsMax = 100;

Settled refused() {
  return {Verdict::kRefused,
          {Code::kUnavailable, "Nothing can be written just now. Try again in a moment."}};
}

}  // namespace

Committer::Committer(Store& store, CommitStep& step, OnApplied on_applied,
                     std::chrono::milliseconds pause_max)
    : store_(store), step_(step), on_applied_(std::move(on_applied)), pause_max_(pause_max) {}

Settled Committer::commit(const Overlay& group, std::int64_t time_ms) {
  const Position before = store_.head();
  auto record = seal(group, before, Id::make(time_ms), time_ms);
  if (!record) return {Verdict::kRefused, std::move(record).error()};
  return settle(before, *record, record->SerializeAsString());
}

Settled Committer::settle(const Position& before, const store::v1::Record& record,
                          const std::string& serialized) {
  // Once an answer was unknown, a refusal of a later attempt says nothing about the first one: only
  // what stands at the record's place does. It is always the very same record that is sent again,
  // never another, so at its place it can only be itself.
  bool is_in_doubt = false;
  for (int attempt = 0; attempt < kAttemptsMax; ++attempt) {
    pause(attempt);
    switch (step_.commit(before, record, serialized)) {
      case Outcome::kCommitted:
        return applied(record, serialized);
      case Outcome::kConflict: {
        const Status caught_up = catch_up();
        if (!caught_up && caught_up.error().code != Code::kUnavailable) {
          return {Verdict::kInDoubt, caught_up.error()};
        }
        const auto placed = placed_id(record.seq());
        if (!placed) return {Verdict::kInDoubt, placed.error()};
        if (*placed) return {**placed == record.id() ? Verdict::kCommitted : Verdict::kRunAgain};
        // The log says that something stands there and does not show it yet.
        if (!caught_up && !is_in_doubt) return refused();
        break;
      }
      case Outcome::kTooLarge:
        if (!is_in_doubt) return {Verdict::kTooLarge};
        break;
      case Outcome::kUnavailable:
        if (!is_in_doubt) return refused();
        break;
      case Outcome::kUnknown:
        is_in_doubt = true;
        if (step_.applies()) {
          return {Verdict::kInDoubt,
                  {Code::kInternal,
                   fmt::format("Commit {} is in doubt. {}", record.seq(), step_.last_error())}};
        }
        break;
    }
  }
  if (!is_in_doubt) return refused();
  return {Verdict::kInDoubt,
          {Code::kUnavailable,
           fmt::format("Commit {} is in doubt: the shared log gives no certain answer.",
                       record.seq())}};
}

Settled Committer::applied(const store::v1::Record& record, const std::string& serialized) {
  if (!step_.applies()) {
    // It stands in the shared log, so a restarted node finds it there.
    if (const Status done = store_.apply(record, serialized, /*sync=*/false); !done) {
      return {Verdict::kInDoubt, done.error()};
    }
  }
  on_applied_(record);
  return {};
}

Status Committer::catch_up() {
  while (true) {
    TRY(const auto record, step_.read(store_.head().seq + 1));
    if (!record) return {};
    CHECKED(apply_foreign(*record));
  }
}

Status Committer::apply_foreign(const store::v1::Record& record) {
  const Position head = store_.head();
  if (record.seq() != head.seq + 1 || record.prev() != bytes_of(head.hash)) {
    return fail(Code::kDataLoss,
                "The shared log and this node disagree after commit {}. Restore this node from a "
                "backup of another one.",
                head.seq);
  }
  for (const store::v1::Op& op : record.ops()) {
    if (op.table() == 0 || op.table() >= kTableCount) {
      return fail(Code::kState,
                  "Commit {} of the shared log uses table {}, which this version of Fika does not "
                  "know. Install the version that the other nodes run.",
                  record.seq(), op.table());
    }
  }
  CHECKED(store_.apply(record, record.SerializeAsString(), /*sync=*/false));
  on_applied_(record);
  return {};
}

Result<std::optional<std::string>> Committer::placed_id(std::uint64_t seq) const {
  if (store_.head().seq < seq) return std::optional<std::string>{};
  TRY(const auto row, store_.snapshot()->get(Table::kHeaders, KeyWriter().u64(seq).take()));
  store::v1::Header header;
  if (!row || !header.ParseFromString(*row)) {
    return fail(Code::kDataLoss, "The header of commit {} cannot be read. Run fika-server verify.",
                seq);
  }
  return std::optional(header.id());
}

void Committer::pause(int attempt) const {
  if (attempt == 0) return;
  const std::chrono::milliseconds wanted(1 << std::min(attempt - 1, 10));
  // All that waits hangs on this answer, so the writer thread has nothing better to do meanwhile.
  std::this_thread::sleep_for(std::min(wanted, pause_max_));
}

}  // namespace fika::storage
