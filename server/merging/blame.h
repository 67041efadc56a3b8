// SPDX-License-Identifier: GPL-3.0-or-later
// Which revision each line of a text comes from: the last one that changed it. Revisions are fed
// one at a time, so only the newest text is held, however many there were.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "server/merging/tokens.h"

namespace fika::merging {

inline constexpr std::size_t kBlamedBytesMax = 512 * 1024;

class Blame {
 public:
  // The next newer text, as `revision`. kInvalid when it is too long; then nothing has changed.
  Status add(std::uint32_t revision, std::string_view text);

  // Of each line of the newest text; none before the first.
  const std::vector<std::uint32_t>& revisions() const { return revisions_; }
  // Without its newline.
  std::string_view line(std::size_t place) const;

 private:
  std::string text_;
  std::vector<Range> lines_;
  std::vector<std::uint32_t> revisions_;
};

}  // namespace fika::merging
