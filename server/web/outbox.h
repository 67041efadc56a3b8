// SPDX-License-Identifier: GPL-3.0-or-later
// The frames that one WebSocket has yet to hand to the kernel, in order. Holds shared frames,
// copies nothing, and gives its memory back when it runs empty. Belongs to one connection, on its
// core.
#pragma once

#include <cstddef>
#include <span>
#include <sys/uio.h>
#include <vector>

#include "server/web/server.h"

namespace fika::web {

class Outbox {
 public:
  void push(Frame frame);
  bool is_empty() const { return first_ == frames_.size(); }
  std::size_t bytes() const { return bytes_; }

  // Points `into` at what goes next, about `bytes_max` bytes at most but at least one frame.
  // Returns how many entries were filled; they are good until the next push or consume.
  std::size_t gather(std::span<iovec> into, std::size_t bytes_max) const;
  // The kernel took so many bytes of what gather showed.
  void consume(std::size_t count);

 private:
  std::vector<Frame> frames_;
  std::size_t first_ = 0;   // frames before this one are gone
  std::size_t offset_ = 0;  // bytes of the first frame that are gone
  std::size_t bytes_ = 0;
};

}  // namespace fika::web
