// SPDX-License-Identifier: GPL-3.0-or-later
// Durations on a logarithmic scale: 64 steps to each doubling, so that a quantile is right
// within 1.6 % from a microsecond to minutes, at a fixed size and without keeping the single
// values.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace fika::bench {

class Histogram {
 public:
  void record(std::int64_t value_ns);
  // The value that `fraction` of the recorded ones do not exceed; 0 when nothing was recorded.
  std::int64_t quantile_ns(double fraction) const;
  std::int64_t max_ns() const { return max_ns_; }
  std::uint64_t count() const { return count_; }

 private:
  static constexpr int kStepBits = 6;
  static constexpr std::size_t kBuckets = (64 - kStepBits + 1) << kStepBits;
  static std::size_t bucket(std::uint64_t value);
  static std::uint64_t top_of(std::size_t bucket);

  std::array<std::uint64_t, kBuckets> counts_{};
  std::uint64_t count_ = 0;
  std::int64_t max_ns_ = 0;
};

}  // namespace fika::bench
