// SPDX-License-Identifier: GPL-3.0-or-later
// The order of a community's threads, pinned first and then by the newest message, and places in
// it. A page token is the place of the page's last thread, so a page goes on from there whatever
// has changed above it in the meantime.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "storage/reader.h"

namespace fika::domain {

struct ThreadPlace {
  enum class Section : std::uint8_t { kBefore, kPinned, kRest };
  Section section = Section::kBefore;
  std::uint64_t inverted_time = 0;
  Id thread;
  auto operator<=>(const ThreadPlace&) const = default;

  // Before the first thread that is not pinned.
  static ThreadPlace first_by_activity() { return {Section::kRest, 0, {}}; }
  // Empty is before everything. kInvalid unless text() made it.
  static Result<ThreadPlace> parse(std::string_view token);
  std::string text() const;
};

// The next threads after a place, at most `count_max`.
Result<std::vector<ThreadPlace>> threads_after(const storage::Reader& reader, const Id& community,
                                               const ThreadPlace& after, std::size_t count_max);

}  // namespace fika::domain
