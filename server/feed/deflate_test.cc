// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/deflate.h"

#include <gtest/gtest.h>

namespace fika::feed {
namespace {

TEST(Deflate, RoundTrips) {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += std::to_string(i * 7919);
  const std::string deflated = deflate_raw(text);
  EXPECT_LT(deflated.size(), text.size());
  EXPECT_EQ(inflate_raw(deflated, text.size() + 1).value(), text);
}

TEST(Deflate, RefusesABombAndDamage) {
  const std::string bomb = deflate_raw(std::string(50 << 20, 'a'));
  EXPECT_FALSE(inflate_raw(bomb, 1 << 20));
  EXPECT_FALSE(inflate_raw("no deflate stream", 1 << 20));
  const std::string whole = deflate_raw(std::string(1000, 'x'));
  EXPECT_FALSE(inflate_raw(std::string_view(whole).substr(0, whole.size() / 2), 1 << 20));
}

}  // namespace
}  // namespace fika::feed
