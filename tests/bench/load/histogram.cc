// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace fika::bench {

void Histogram::record(std::int64_t value_ns) {
  value_ns = std::max<std::int64_t>(value_ns, 0);
  ++counts_[bucket(static_cast<std::uint64_t>(value_ns))];
  ++count_;
  max_ns_ = std::max(max_ns_, value_ns);
}

std::int64_t Histogram::quantile_ns(double fraction) const {
  const auto wanted = static_cast<std::uint64_t>(std::ceil(fraction * static_cast<double>(count_)));
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < kBuckets; ++i) {
    seen += counts_[i];
    if (seen >= wanted && seen > 0) {
      return std::min(max_ns_, static_cast<std::int64_t>(top_of(i)));
    }
  }
  return 0;
}

// Values below 64 have a bucket each; above, the leading one picks the row and the next six bits
// the step.
std::size_t Histogram::bucket(std::uint64_t value) {
  if (value < (1U << kStepBits)) return value;
  const int shift = static_cast<int>(std::bit_width(value)) - 1 - kStepBits;
  const std::uint64_t step = (value >> shift) & ((1U << kStepBits) - 1);
  return (static_cast<std::size_t>(shift + 1) << kStepBits) + step;
}

std::uint64_t Histogram::top_of(std::size_t bucket) {
  const std::size_t row = bucket >> kStepBits;
  if (row == 0) return bucket;
  const std::uint64_t step = bucket & ((1U << kStepBits) - 1);
  return ((((1ULL << kStepBits) + step + 1) << (row - 1)) - 1);
}

}  // namespace fika::bench
