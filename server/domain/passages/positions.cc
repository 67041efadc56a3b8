// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/passages/positions.h"

#include <algorithm>
#include <iterator>

namespace fika::domain {
namespace {

bool begins_point(char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U; }

}  // namespace

Positions::Positions(std::string_view text) : text_(text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!begins_point(text[at])) continue;
    if (length_ % kStep == 0) steps_.push_back(at);
    ++length_;
  }
}

std::size_t Positions::byte_of(std::size_t point) const {
  if (point >= length_) return text_.size();
  std::size_t at = steps_[point / kStep];
  for (std::size_t left = point % kStep; left > 0; --left) {
    do ++at;
    while (!begins_point(text_[at]));
  }
  return at;
}

std::size_t Positions::point_of(std::size_t byte) const {
  if (byte >= text_.size()) return length_;
  const auto after = std::ranges::upper_bound(steps_, byte);
  const auto step = static_cast<std::size_t>(std::distance(steps_.begin(), after)) - 1;
  std::size_t point = step * kStep;
  for (std::size_t at = steps_[step]; at < byte; ++at) {
    if (begins_point(text_[at + 1])) ++point;
  }
  return point;
}

}  // namespace fika::domain
