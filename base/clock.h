// SPDX-License-Identifier: GPL-3.0-or-later
// The one source of wall-clock time. Everything that asks what time it is takes a Clock, so that
// tests can say. Times are Unix milliseconds.
#pragma once

#include <atomic>
#include <cstdint>

namespace fika {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual std::int64_t now_ms() const = 0;
};

class SystemClock final : public Clock {
 public:
  std::int64_t now_ms() const override;
};

// Stands still until it is told to move. Safe from any thread.
class SimulatedClock final : public Clock {
 public:
  explicit SimulatedClock(std::int64_t start_ms) : now_ms_(start_ms) {}
  std::int64_t now_ms() const override { return now_ms_.load(); }
  void advance(std::int64_t by_ms) { now_ms_ += by_ms; }

 private:
  std::atomic<std::int64_t> now_ms_;
};

inline constexpr std::int64_t kSecondMs = 1000;
inline constexpr std::int64_t kMinuteMs = 60 * kSecondMs;
inline constexpr std::int64_t kHourMs = 60 * kMinuteMs;
inline constexpr std::int64_t kDayMs = 24 * kHourMs;

}  // namespace fika
