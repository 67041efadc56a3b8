// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/code_point.h"

#include <memory>
#include <string>

#include <gtest/gtest.h>

namespace fika {
namespace {

// On the heap and no byte larger, so that the sanitizers see each step beyond it.
std::u32string decoded(std::string_view text) {
  const auto copy = std::make_unique<char[]>(text.size());
  text.copy(copy.get(), text.size());
  const std::string_view exact(copy.get(), text.size());
  std::u32string points;
  for (std::size_t at = 0; at < exact.size();) points += next_code_point(exact, at);
  return points;
}

TEST(CodePoint, IsReadWhateverItsLength) {
  EXPECT_EQ(decoded("aå溶\U0001F4A9"), U"aå溶\U0001F4A9");
}

TEST(CodePoint, BytesThatAreNoneStandForOneThatSaysSo) {
  EXPECT_EQ(decoded("a\xFFz"), U"a\uFFFDz");
  EXPECT_EQ(decoded("\x80z"), U"\uFFFDz");
}

TEST(CodePoint, CutOffAtTheEndNothingBehindItIsRead) {
  const std::string whole = "\U0001F4A9";
  for (std::size_t size = 1; size < whole.size(); ++size) {
    EXPECT_EQ(decoded(whole.substr(0, size)).back(), U'\uFFFD') << size;
  }
}

}  // namespace
}  // namespace fika
