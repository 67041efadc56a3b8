// SPDX-License-Identifier: GPL-3.0-or-later
// How long to wait before the next try: full jitter, so that a thousand clients of a restarted
// server do not come back in the same moment.
#pragma once

#include <cstdint>
#include <functional>

namespace fika::cli {

class Backoff {
 public:
  // `random` gives a number below its argument, which is above 0.
  Backoff(std::uint32_t first_ms, std::uint32_t ms_max,
          std::function<std::uint32_t(std::uint32_t)> random);
  // With randomness of the system's.
  Backoff(std::uint32_t first_ms, std::uint32_t ms_max);

  // Between the first wait and a limit that doubles with each call, up to `ms_max`.
  std::uint32_t next_ms();
  // After a success.
  void reset() { limit_ms_ = first_ms_; }

 private:
  const std::uint32_t first_ms_;
  const std::uint32_t ms_max_;
  std::uint32_t limit_ms_;
  std::function<std::uint32_t(std::uint32_t)> random_;
};

// Below `limit`, which is above 0.
std::uint32_t random_below(std::uint32_t limit);

}  // namespace fika::cli
