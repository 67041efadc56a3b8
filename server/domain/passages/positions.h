// SPDX-License-Identifier: GPL-3.0-or-later
// Places in a text by code points, as clients count, and by bytes, as we do.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "server/merging/tokens.h"

namespace fika::domain {

class Positions {
 public:
  // `text` is well-formed UTF-8 and outlives this.
  explicit Positions(std::string_view text);

  std::size_t length() const { return length_; }  // code points
  // `point` is at most length(); `byte` is where a code point begins, or the
  // end.
  std::size_t byte_of(std::size_t point) const;
  std::size_t point_of(std::size_t byte) const;

  merging::Range bytes_of(const merging::Range& points) const {
    return {byte_of(points.begin), byte_of(points.end)};
  }
  merging::Range points_of(const merging::Range& bytes) const {
    return {point_of(bytes.begin), point_of(bytes.end)};
  }

 private:
  static constexpr std::size_t kStep = 256;

  std::string_view text_;
  std::size_t length_ = 0;
  std::vector<std::size_t> steps_;  // where every kStep-th code point begins
};

}  // namespace fika::domain
