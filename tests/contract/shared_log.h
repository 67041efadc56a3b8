// SPDX-License-Identifier: GPL-3.0-or-later
// A replicated log as nodes see it, in memory: records in one order, appended by compare-and-set on
// the head. The commit step over it goes wrong as a network does, by a script or by chance from a
// seed.
#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "storage/commit_step.h"

namespace fika::storage {

class SharedLog {
 public:
  Position head() const;
  // kCommitted, kConflict or kTooLarge.
  Outcome append(const Position& expected, const std::string& record);
  Result<std::optional<store::v1::Record>> read(std::uint64_t seq) const;
  // Forgets records below `seq`.
  void trim(std::uint64_t seq);

  // A record that is on its way: it arrives whenever anybody asks for something next, or after
  // that.
  void send_late(const Position& expected, std::string record);
  void deliver_late();

 private:
  struct Late {
    Position expected;
    std::string record;
  };
  Outcome append_locked(const Position& expected, const std::string& record);

  mutable std::mutex mutex_;
  std::vector<std::string> records_;  // of seq 1, 2, ...; empty where trimmed
  std::deque<Late> late_;
  std::uint64_t first_seq_ = 1;
  Position head_;
};

// What happens to one append.
enum class Fault {
  kNone,
  kUnknownButAppended,
  kUnknownAndLost,
  kUnknownAndLate,  // the caller is told nothing, and the record arrives later, if its place is
                    // free
  kUnavailable,     // certainly not appended
  kConflictUnseen,  // says that another record stands there, and there is none to read
  kSlow,            // other nodes get their turn first
};

// The commit step of one node.
class SharedLogStep final : public CommitStep {
 public:
  // `fault_percent` of the appends go wrong, and half as many reads cannot be answered just then.
  // The log outlives the step.
  SharedLogStep(SharedLog& log, unsigned seed, unsigned fault_percent = 0)
      : log_(log), random_(seed), fault_percent_(fault_percent) {}

  // These come first, one an append, before chance decides.
  void script(std::deque<Fault> faults);
  void fail_reads(int count);
  std::vector<Outcome> outcomes() const;

  Outcome commit(const Position& expected, const store::v1::Record& record,
                 std::string_view serialized) override;
  Result<std::optional<store::v1::Record>> read(std::uint64_t seq) override;
  bool applies() const override { return false; }

 private:
  Fault next_fault();
  Outcome commit_with(Fault fault, const Position& expected, const std::string& record);

  SharedLog& log_;
  mutable std::mutex mutex_;
  std::mt19937 random_;
  const unsigned fault_percent_;
  std::deque<Fault> script_;
  int reads_to_fail_ = 0;
  std::vector<Outcome> outcomes_;
};

}  // namespace fika::storage
