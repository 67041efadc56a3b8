// SPDX-License-Identifier: GPL-3.0-or-later
// The last commits that a hub delivered, for sessions whose answer was read a moment before them.
// Bounded: what is gone from here is in the log, and costs another look at it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "server/feed/publication.h"

namespace fika::feed {

class RecentPublications {
 public:
  static constexpr std::size_t kCountMax = 1'024;
  static constexpr std::size_t kBytesMax = 4 << 20;

  void add(std::shared_ptr<const Publication> publication);
  // Whether every commit delivered after `seq` is still here.
  bool covers(std::uint64_t seq) const;
  // Those after `seq`, in order.
  std::vector<std::shared_ptr<const Publication>> after(std::uint64_t seq) const;

 private:
  std::deque<std::shared_ptr<const Publication>> kept_;
  std::size_t bytes_ = 0;
  std::uint64_t newest_seq_ = 0;
};

}  // namespace fika::feed
