// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/post_stamp.h"

#include <gtest/gtest.h>

namespace fika::bench {
namespace {

TEST(PostStamp, ComesBackFromATextOfTheWantedSize) {
  for (const std::size_t size : {64U, 200U, 1000U}) {
    const std::string text = stamped_text({.number = 123'456'789, .due_ns = 987'654'321'000}, size);
    EXPECT_EQ(text.size(), size);
    const auto stamp = read_stamp(text);
    ASSERT_TRUE(stamp.has_value());
    EXPECT_EQ(stamp->number, 123'456'789U);
    EXPECT_EQ(stamp->due_ns, 987'654'321'000);
  }
}

TEST(PostStamp, OtherTextsHaveNone) {
  EXPECT_FALSE(read_stamp("").has_value());
  EXPECT_FALSE(read_stamp("fika-bench 12").has_value());
  EXPECT_FALSE(read_stamp(std::string(200, 'x')).has_value());
}

}  // namespace
}  // namespace fika::bench
