// SPDX-License-Identifier: GPL-3.0-or-later
// What the log keeps and for how long. Entities stay; change lines and kept answers go after the
// retention, and a client whose cursor is older than the floor gets a bootstrap. The work is done
// in small steps between commits, because the tables can be long and the writer must not be held
// up.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "storage/overlay.h"
#include "storage/store.h"

namespace fika::storage {

// Writer thread.
class Retention {
 public:
  explicit Retention(std::int64_t keep_ms) : keep_ms_(keep_ms) {}

  // A pass begins each hour; while it is under way, a step is due each quarter of a second.
  bool is_time(std::int64_t now_ms) const { return now_ms >= next_ms_; }

  // Stages the removal of kept answers that are too old, looking at the next thousand at most.
  Status stage_expired(Overlay& group, std::int64_t now_ms);
  // What stage_expired() staged is committed, or it staged nothing: the next step goes on from
  // there.
  void advance();

  // Drops change lines that are too old, about 4 MiB of records at most.
  Status trim(Store& store, std::int64_t now_ms);

  // After both: when to go on.
  void rest(std::int64_t now_ms);

 private:
  const std::int64_t keep_ms_;
  std::int64_t next_ms_ = 0;
  std::string from_;        // the first key not looked at in this pass
  std::string from_after_;  // where advance() goes; empty at the table's end
  bool is_trimmed_ = false;
};

// The first commit above `present_floor` that is not older than `cutoff_ms`; the next commit's
// number if all are older. Looks at about `size_bytes_max` of records, so it may have to be asked
// again.
Result<std::uint64_t> floor_for(const Reader& reader, std::uint64_t present_floor,
                                std::int64_t cutoff_ms, std::uint64_t size_bytes_max);

}  // namespace fika::storage
