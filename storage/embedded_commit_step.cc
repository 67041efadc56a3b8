// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/embedded_commit_step.h"

namespace fika::storage {

Outcome EmbeddedCommitStep::commit(const Position& expected, const store::v1::Record& record,
                                   std::string_view serialized) {
  if (serialized.size() > kRecordBytesMax) return Outcome::kTooLarge;
  if (store_.head() != expected) return Outcome::kConflict;
  const Status applied = store_.apply(record, serialized, /*sync=*/true);
  if (applied) return Outcome::kCommitted;
  last_error_ = applied.error().detail;
  return Outcome::kUnknown;
}

Result<std::optional<store::v1::Record>> EmbeddedCommitStep::read(std::uint64_t) {
  return fail(Code::kUnavailable, "A single machine keeps no records to read again.");
}

}  // namespace fika::storage
