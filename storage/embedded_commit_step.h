// SPDX-License-Identifier: GPL-3.0-or-later
// The commit step of a single machine: one synced batch of the own Store.
#pragma once

#include <string>

#include "storage/commit_step.h"
#include "storage/store.h"

namespace fika::storage {

class EmbeddedCommitStep final : public CommitStep {
 public:
  explicit EmbeddedCommitStep(Store& store) : store_(store) {}  // outlived by the store

  // An I/O error is kUnknown: the batch may be on the disk. read() cannot tell either, so the
  // writer stops, and the head is read at the restart.
  Outcome commit(const Position& expected, const store::v1::Record& record,
                 std::string_view serialized) override;
  // Embedded mode keeps headers, not records: kUnavailable.
  Result<std::optional<store::v1::Record>> read(std::uint64_t seq) override;
  bool applies() const override { return true; }
  std::string last_error() const override { return last_error_; }

 private:
  Store& store_;
  std::string last_error_;
};

}  // namespace fika::storage
