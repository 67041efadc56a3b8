// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/keys.h"

#include <gtest/gtest.h>

#include "storage/reader.h"
#include "storage/test_bed.h"

namespace fika::storage {
namespace {

TEST(Keys, EveryPartComesBackAsItWasWritten) {
  const Scope scope = test_scope(4);
  const std::string key = KeyWriter()
                              .u8(7)
                              .u16(65'535)
                              .u32(4'000'000'000)
                              .u64(0xfedcba9876543210)
                              .id(test_id(3))
                              .scope(scope)
                              .text_part("sv")
                              .text("resten")
                              .take();
  KeyReader parts(key);
  EXPECT_EQ(parts.u8(), 7);
  EXPECT_EQ(parts.u16(), 65'535);
  EXPECT_EQ(parts.u32(), 4'000'000'000);
  EXPECT_EQ(parts.u64(), 0xfedcba9876543210);
  EXPECT_EQ(parts.id(), test_id(3));
  EXPECT_EQ(parts.scope(), scope);
  EXPECT_EQ(parts.text_part(), "sv");
  EXPECT_EQ(parts.rest(), "resten");
  EXPECT_EQ(scope_from_bytes(scope_bytes(scope)), scope);
}

TEST(Keys, BytesAreInTheOrderOfTheNumbers) {
  const std::uint64_t numbers[] = {0, 1, 127, 128, 255, 256, 65'535, 65'536, 1ULL << 32, ~0ULL};
  for (std::size_t i = 1; i < std::size(numbers); ++i) {
    EXPECT_LT(KeyWriter().u64(numbers[i - 1]).take(), KeyWriter().u64(numbers[i]).take());
  }
  EXPECT_LT(KeyWriter().id(Id::make(1'000)).take(), KeyWriter().id(Id::make(2'000)).take());
}

TEST(Keys, AShorterTextPartComesBeforeALongerOne) {
  EXPECT_LT(KeyWriter().text_part("ab").u8(255).take(), KeyWriter().text_part("abc").u8(0).take());
}

TEST(Keys, ThePrefixEndIsAboveThePrefixAndBelowWhatFollows) {
  EXPECT_EQ(prefix_end("ab"), "ac");
  EXPECT_EQ(prefix_end("a\xff"), "b");
  EXPECT_EQ(prefix_end("\xff\xff"), "");
  EXPECT_EQ(prefix_end(""), "");
}

}  // namespace
}  // namespace fika::storage
