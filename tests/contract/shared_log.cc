// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/shared_log.h"

#include <thread>
#include <utility>

#include "base/check.h"

namespace fika::storage {

Position SharedLog::head() const {
  const std::lock_guard lock(mutex_);
  return head_;
}

Outcome SharedLog::append(const Position& expected, const std::string& record) {
  const std::lock_guard lock(mutex_);
  return append_locked(expected, record);
}

Outcome SharedLog::append_locked(const Position& expected, const std::string& record) {
  if (record.size() > kRecordBytesMax) return Outcome::kTooLarge;
  if (expected != head_) return Outcome::kConflict;
  records_.push_back(record);
  head_ = {head_.seq + 1, chain_hash(head_.hash, head_.seq + 1, record)};
  return Outcome::kCommitted;
}

Result<std::optional<store::v1::Record>> SharedLog::read(std::uint64_t seq) const {
  const std::lock_guard lock(mutex_);
  FIKA_CHECK(seq > 0);
  if (seq < first_seq_) return fail(Code::kDataLoss, "Record {} has been trimmed away.", seq);
  if (seq > records_.size()) return std::optional<store::v1::Record>{};
  store::v1::Record record;
  FIKA_CHECK(record.ParseFromString(records_[seq - 1]));
  return std::optional(std::move(record));
}

void SharedLog::trim(std::uint64_t seq) {
  const std::lock_guard lock(mutex_);
  first_seq_ = seq;
}

void SharedLog::send_late(const Position& expected, std::string record) {
  const std::lock_guard lock(mutex_);
  late_.push_back({expected, std::move(record)});
}

void SharedLog::deliver_late() {
  const std::lock_guard lock(mutex_);
  for (; !late_.empty(); late_.pop_front()) {
    append_locked(late_.front().expected, late_.front().record);
  }
}

void SharedLogStep::script(std::deque<Fault> faults) {
  const std::lock_guard lock(mutex_);
  script_ = std::move(faults);
}

void SharedLogStep::fail_reads(int count) {
  const std::lock_guard lock(mutex_);
  reads_to_fail_ = count;
}

std::vector<Outcome> SharedLogStep::outcomes() const {
  const std::lock_guard lock(mutex_);
  return outcomes_;
}

Fault SharedLogStep::next_fault() {
  const std::lock_guard lock(mutex_);
  if (!script_.empty()) {
    const Fault fault = script_.front();
    script_.pop_front();
    return fault;
  }
  if (random_() % 100 >= fault_percent_) return Fault::kNone;
  return static_cast<Fault>(1 + random_() % 6);
}

Outcome SharedLogStep::commit(const Position& expected, const store::v1::Record& record,
                              std::string_view serialized) {
  FIKA_CHECK(record.seq() == expected.seq + 1);
  const Outcome outcome = commit_with(next_fault(), expected, std::string(serialized));
  const std::lock_guard lock(mutex_);
  outcomes_.push_back(outcome);
  return outcome;
}

Outcome SharedLogStep::commit_with(Fault fault, const Position& expected,
                                   const std::string& record) {
  // Half of the time the late ones arrive before this append, else after it.
  if (fault != Fault::kUnknownAndLate) log_.deliver_late();
  switch (fault) {
    case Fault::kUnknownButAppended:
      log_.append(expected, record);
      return Outcome::kUnknown;
    case Fault::kUnknownAndLost:
      return Outcome::kUnknown;
    case Fault::kUnknownAndLate:
      log_.send_late(expected, record);
      return Outcome::kUnknown;
    case Fault::kUnavailable:
      return Outcome::kUnavailable;
    case Fault::kConflictUnseen:
      return Outcome::kConflict;
    case Fault::kSlow:
      for (int i = 0; i < 100; ++i) std::this_thread::yield();
      break;
    case Fault::kNone:
      break;
  }
  return log_.append(expected, record);
}

Result<std::optional<store::v1::Record>> SharedLogStep::read(std::uint64_t seq) {
  {
    const std::lock_guard lock(mutex_);
    const bool is_scripted = reads_to_fail_ > 0;
    if (is_scripted) --reads_to_fail_;
    if (is_scripted || random_() % 200 < fault_percent_) {
      return fail(Code::kUnavailable, "The shared log does not answer.");
    }
  }
  return log_.read(seq);
}

}  // namespace fika::storage
