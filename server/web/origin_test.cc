// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/origin.h"

#include <gtest/gtest.h>

namespace fika::web {
namespace {

TEST(Origin, AllowsOurOwnPages) {
  EXPECT_TRUE(origin_allowed("http://localhost:8080", "localhost:8080", false));
  EXPECT_TRUE(origin_allowed("https://fika.example", "fika.example", true));
  EXPECT_TRUE(origin_allowed("https://Fika.Example", "fika.example:443", true));
  EXPECT_TRUE(origin_allowed("http://fika.example:80", "fika.example", false));
  EXPECT_TRUE(origin_allowed("http://[::1]:8080", "[::1]:8080", false));
}

TEST(Origin, RefusesOtherHostsPortsAndSchemes) {
  EXPECT_FALSE(origin_allowed("https://evil.example", "fika.example", true));
  EXPECT_FALSE(origin_allowed("https://fika.example.evil.example", "fika.example", true));
  EXPECT_FALSE(origin_allowed("https://evilfika.example", "fika.example", true));
  EXPECT_FALSE(origin_allowed("https://fika.example:8443", "fika.example", true));
  EXPECT_FALSE(origin_allowed("http://localhost:3000", "localhost:8080", false));
  EXPECT_FALSE(origin_allowed("http://fika.example", "fika.example", true));
  EXPECT_FALSE(origin_allowed("https://fika.example", "fika.example", false));
}

TEST(Origin, RefusesWhatIsNoOrigin) {
  EXPECT_FALSE(origin_allowed("", "fika.example", true));
  EXPECT_FALSE(origin_allowed("null", "fika.example", true));
  EXPECT_FALSE(origin_allowed("fika.example", "fika.example", true));
  EXPECT_FALSE(origin_allowed("https://", "", true));
  EXPECT_FALSE(origin_allowed("https://fika.example/", "fika.example", true));
  EXPECT_FALSE(origin_allowed("https://fika.example@evil.example", "fika.example", true));
  EXPECT_FALSE(origin_allowed("https://fika.example, https://evil.example", "fika.example", true));
}

}  // namespace
}  // namespace fika::web
