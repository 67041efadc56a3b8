// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/result.h"

#include <gtest/gtest.h>

namespace fika {
namespace {

TEST(RetryAfter, IsWhatTheRefusalSays) {
  EXPECT_EQ(retry_after_ms({Code::kLimit, "Too many attempts.", 15'500}), 15'500U);
  EXPECT_EQ(retry_after_ms({Code::kUnavailable, "The server restarts.", 5'000}), 5'000U);
}

TEST(RetryAfter, IsShortWhereAQueueIsFull) {
  EXPECT_EQ(retry_after_ms({Code::kUnavailable, "The server is busy."}), kRetrySoonMs);
}

TEST(RetryAfter, IsNothingWhereWaitingDoesNotHelp) {
  // A quota is no rate: fifty pinned threads stay fifty.
  for (const Code code : {Code::kLimit, Code::kInvalid, Code::kNotFound, Code::kInternal}) {
    EXPECT_EQ(retry_after_ms({code, "No."}), 0U);
  }
}

}  // namespace
}  // namespace fika
