// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/recent.h"

#include <algorithm>

namespace fika::feed {
namespace {

// What one commit holds, roughly: the bodies once in its summary and twice in its frames.
std::size_t bytes_of(const Publication& publication) {
  std::size_t bytes = sizeof(Publication);
  for (const ScopeFrame& frame : publication.scopes) {
    bytes += 2 * frame.delta->size() + frame.delta_and_commit->size();
  }
  return bytes;
}

}  // namespace

void RecentPublications::add(std::shared_ptr<const Publication> publication) {
  newest_seq_ = publication->seq;
  bytes_ += bytes_of(*publication);
  kept_.push_back(std::move(publication));
  while (kept_.size() > kCountMax || bytes_ > kBytesMax) {
    bytes_ -= bytes_of(*kept_.front());
    kept_.pop_front();
    if (kept_.empty()) break;
  }
}

bool RecentPublications::covers(std::uint64_t seq) const {
  return seq >= newest_seq_ || (!kept_.empty() && kept_.front()->seq <= seq + 1);
}

std::vector<std::shared_ptr<const Publication>> RecentPublications::after(std::uint64_t seq) const {
  const auto first = std::ranges::partition_point(
      kept_, [seq](const auto& publication) { return publication->seq <= seq; });
  return {first, kept_.end()};
}

}  // namespace fika::feed
