// SPDX-License-Identifier: GPL-3.0-or-later
// "Make this commit durable and next in the one order": the seam between one machine and several.
// Embedded, that is a synced write to the own Store. Replicated, it is an append by compare-and-set
// to a log that every node applies in order. tests/contract runs the writer against every kind.
#pragma once

#include <cstdint>
#include <fika/store/v1/storage.pb.h>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "storage/position.h"

namespace fika::storage {

inline constexpr std::size_t kRecordBytesMax = 1 << 20;

enum class Outcome {
  kCommitted,  // durable, and next in the order
  kConflict,   // another record stands there: apply what was missed and run the commands again
  kUnknown,   // it may or may not be there: read the next record, or append the very same one again
  kTooLarge,  // above kRecordBytesMax
  kUnavailable,  // certainly not there, and nothing can be appended now
};

class CommitStep {
 public:
  virtual ~CommitStep() = default;
  // Appends `record` after `expected`; `serialized` is its bytes. Writer thread.
  virtual Outcome commit(const Position& expected, const store::v1::Record& record,
                         std::string_view serialized) = 0;
  // The record at `seq`; nothing if the order ends before it. kUnavailable when it cannot be known
  // now, kDataLoss when it has been trimmed away.
  virtual Result<std::optional<store::v1::Record>> read(std::uint64_t seq) = 0;
  // Why commit() last said kUnknown or kUnavailable, for the operator; a sentence, or nothing.
  virtual std::string last_error() const { return {}; }
  // Whether commit() also applies to this node's Store; if not, the writer does so after it.
  virtual bool applies() const = 0;
};

}  // namespace fika::storage
