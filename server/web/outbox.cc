// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/outbox.h"

#include <utility>

#include "base/check.h"

namespace fika::web {
namespace {
// An idle connection keeps room for so many frames, so that the usual send allocates nothing.
constexpr std::size_t kIdleFramesMax = 8;
constexpr std::size_t kGoneFramesMax = 64;
}  // namespace

void Outbox::push(Frame frame) {
  // Taken frames leave holes at the front; closing them only when they are the greater part keeps a
  // push at constant cost however far a slow reader falls behind.
  if (first_ > kGoneFramesMax && first_ > frames_.size() / 2) {
    frames_.erase(frames_.begin(), frames_.begin() + static_cast<std::ptrdiff_t>(first_));
    first_ = 0;
  }
  bytes_ += frame->size();
  frames_.push_back(std::move(frame));
}

std::size_t Outbox::gather(std::span<iovec> into, std::size_t bytes_max) const {
  std::size_t filled = 0;
  std::size_t bytes = 0;
  for (std::size_t at = first_; at < frames_.size() && filled < into.size(); ++at) {
    const std::size_t skip = at == first_ ? offset_ : 0;
    const std::size_t size = frames_[at]->size() - skip;
    if (filled != 0 && bytes + size > bytes_max) break;
    // sendmsg never writes through an iovec; its type is shared with readv.
    into[filled++] = iovec{const_cast<char*>(frames_[at]->data() + skip), size};
    bytes += size;
  }
  return filled;
}

void Outbox::consume(std::size_t count) {
  FIKA_CHECK(count <= bytes_);
  bytes_ -= count;
  while (first_ < frames_.size()) {
    const std::size_t left = frames_[first_]->size() - offset_;
    if (count < left) {
      offset_ += count;
      return;
    }
    count -= left;
    offset_ = 0;
    frames_[first_++].reset();
  }
  first_ = 0;
  if (frames_.capacity() > kIdleFramesMax) {
    frames_ = {};
  } else {
    frames_.clear();
  }
}

}  // namespace fika::web
