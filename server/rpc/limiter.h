// SPDX-License-Identifier: GPL-3.0-or-later
// Rate limits: a token bucket a key, the key being an account or an address prefix, never anything
// the caller may choose freely. Safe from any thread; memory is bounded by forgetting full buckets
// first.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/clock.h"
#include "base/result.h"

namespace fika::rpc {

struct Rate {
  double burst = 1;
  double per_second = 1;
};

class Limiter {
 public:
  Limiter(const Clock& clock, std::size_t keys_max) : clock_(clock), keys_max_(keys_max) {}

  // Takes one; kLimit with the time to wait when the bucket is empty.
  Status take(const std::string& key, const Rate& rate);

 private:
  struct Bucket {
    Rate rate;
    double tokens;
    std::int64_t at_ms;
    double tokens_at(std::int64_t now_ms) const;
  };
  void forget_full(std::int64_t now_ms);

  const Clock& clock_;
  const std::size_t keys_max_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace fika::rpc
