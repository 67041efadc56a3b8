// SPDX-License-Identifier: GPL-3.0-or-later
// Where a client stands that reads frames and keeps nothing of them: enough to say whether it has
// missed something and whether it has caught up.
#pragma once

#include <cstdint>

#include "fika/v1/sync.pb.h"

namespace fika::bench {

class ReaderPosition {
 public:
  void on_frame(const v1::ServerFrame& frame);

  // The commit up to which it has been told everything.
  std::uint64_t seq() const { return seq_; }
  // Answers like those to Hello; each beyond the first came because it had fallen behind.
  int answers() const { return answers_; }

 private:
  std::uint64_t seq_ = 0;
  int answers_ = 0;
};

}  // namespace fika::bench
