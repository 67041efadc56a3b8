// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/transport/backoff.h"

#include <algorithm>
#include <random>
#include <utility>

namespace fika::cli {

std::uint32_t random_below(std::uint32_t limit) {
  std::random_device device;
  return std::uniform_int_distribution<std::uint32_t>(0, limit - 1)(device);
}

Backoff::Backoff(std::uint32_t first_ms, std::uint32_t ms_max,
                 std::function<std::uint32_t(std::uint32_t)> random)
    : first_ms_(first_ms), ms_max_(ms_max), limit_ms_(first_ms), random_(std::move(random)) {}

Backoff::Backoff(std::uint32_t first_ms, std::uint32_t ms_max)
    : Backoff(first_ms, ms_max, random_below) {}

std::uint32_t Backoff::next_ms() {
  const std::uint32_t wait_ms = random_(limit_ms_) + 1;
  limit_ms_ = std::min(ms_max_, limit_ms_ * 2);
  return wait_ms;
}

}  // namespace fika::cli
