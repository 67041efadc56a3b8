// SPDX-License-Identifier: GPL-3.0-or-later
// Makes one sealed group the next commit: asks the commit step, applies, tells, and when the answer
// is a conflict or none at all, finds out what stands there. Writer thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <fika/store/v1/storage.pb.h>
#include <functional>
#include <optional>
#include <string>

#include "base/result.h"
#include "storage/commit_step.h"
#include "storage/overlay.h"
#include "storage/store.h"

namespace fika::storage {

enum class Verdict {
  kCommitted,
  kRunAgain,  // other nodes' records came first and are applied now: stage again, over them
  kTooLarge,  // certainly not there; a smaller group may be taken
  kRefused,   // certainly not there
  kInDoubt,   // nobody can say, or the log has forked: the process must end and read its head again
};

struct Settled {
  Verdict verdict = Verdict::kCommitted;
  Error error{};  // of kRefused: what to answer; of kInDoubt: what to tell the operator
};

class Committer {
 public:
  // Told of every record applied, own or another node's, in order and once.
  using OnApplied = std::function<void(const store::v1::Record& record)>;

  // Both outlive the committer. Between attempts to learn an unknown outcome it waits, at most
  // `pause_max` each time.
  Committer(Store& store, CommitStep& step, OnApplied on_applied,
            std::chrono::milliseconds pause_max);

  Settled commit(const Overlay& group, std::int64_t time_ms);
  // Applies what other nodes have appended. kUnavailable when that cannot be known just now; any
  // other error means that this node must end.
  Status catch_up();

 private:
  Settled settle(const Position& before, const store::v1::Record& record,
                 const std::string& serialized);
  Settled applied(const store::v1::Record& record, const std::string& serialized);
  Status apply_foreign(const store::v1::Record& record);
  // The id of the record that this node holds at `seq`; nothing if it has not come so far.
  Result<std::optional<std::string>> placed_id(std::uint64_t seq) const;
  void pause(int attempt) const;

  Store& store_;
  CommitStep& step_;
  const OnApplied on_applied_;
  const std::chrono::milliseconds pause_max_;
};

}  // namespace fika::storage
