// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/moments/position.h"

#include <algorithm>

namespace fika::bench {

void ReaderPosition::on_frame(const v1::ServerFrame& frame) {
  const auto answered = [this](const v1::Cursor& upto) {
    seq_ = std::max(seq_, upto.seq());
    ++answers_;
  };
  switch (frame.frame_case()) {
    case v1::ServerFrame::kBootstrap:
      return answered(frame.bootstrap().upto());
    case v1::ServerFrame::kResumed:
      return answered(frame.resumed().upto());
    case v1::ServerFrame::kPartial:
      return answered(frame.partial().upto());
    case v1::ServerFrame::kCommit:
      seq_ = std::max(seq_, frame.commit().seq());
      return;
    case v1::ServerFrame::kPing:
      seq_ = std::max(seq_, frame.ping().head());
      return;
    default:
      return;  // a Delta counts once its Commit has come
  }
}

}  // namespace fika::bench
