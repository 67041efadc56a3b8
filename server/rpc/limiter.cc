// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rpc/limiter.h"

#include <algorithm>
#include <cmath>

namespace fika::rpc {
namespace {
constexpr double kWaitMaxS = 24.0 * 3600.0;
}

double Limiter::Bucket::tokens_at(std::int64_t now_ms) const {
  const auto passed_ms = static_cast<double>(std::max<std::int64_t>(0, now_ms - at_ms));
  return std::min(rate.burst, tokens + passed_ms * rate.per_second / 1000.0);
}

Status Limiter::take(const std::string& key, const Rate& rate) {
  const std::lock_guard lock(mutex_);
  const std::int64_t now_ms = clock_.now_ms();
  if (buckets_.size() >= keys_max_ && !buckets_.contains(key)) forget_full(now_ms);
  Bucket& bucket = buckets_.try_emplace(key, Bucket{rate, rate.burst, now_ms}).first->second;
  bucket.tokens = bucket.tokens_at(now_ms);
  bucket.at_ms = now_ms;
  if (bucket.tokens < 1.0) {
    const double wait_s = (1.0 - bucket.tokens) / rate.per_second;
    return std::unexpected(
        Error{Code::kLimit,
              fmt::format("Too many attempts. Wait {:.0f} s and try again.", std::ceil(wait_s)),
              static_cast<std::uint32_t>(std::ceil(std::min(wait_s, kWaitMaxS) * 1000.0))});
  }
  bucket.tokens -= 1.0;
  return {};
}

void Limiter::forget_full(std::int64_t now_ms) {
  std::erase_if(buckets_, [&](const auto& entry) {
    return entry.second.tokens_at(now_ms) >= entry.second.rate.burst;
  });
  // Under attack from more addresses than there is room for, all start anew.
  if (buckets_.size() >= keys_max_) buckets_.clear();
}

}  // namespace fika::rpc
