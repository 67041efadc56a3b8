// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/url.h"

#include <gtest/gtest.h>

namespace fika::app {
namespace {

TEST(Url, FindsAndDecodesParameters) {
  constexpr std::string_view kQuery = "connect=v1&encoding=json&message=%7B%7D&empty=&plus=a+b";
  EXPECT_EQ(query_parameter(kQuery, "message"), "{}");
  EXPECT_EQ(query_parameter(kQuery, "empty"), "");
  EXPECT_EQ(query_parameter(kQuery, "plus"), "a b");
  EXPECT_EQ(query_parameter(kQuery, "mess"), std::nullopt);
}

TEST(Url, RefusesBrokenEscapes) {
  for (const char* bad : {"a=%", "a=%4", "a=%zz", "a=%4z"}) {
    EXPECT_EQ(query_parameter(bad, "a"), std::nullopt) << bad;
  }
}

TEST(Url, ReadsBase64UrlWithAndWithoutPadding) {
  EXPECT_EQ(from_base64url("_-8").value(), "\xff\xef");
  EXPECT_EQ(from_base64url("_-8=").value(), "\xff\xef");
  EXPECT_FALSE(from_base64url("/+8"));
}

}  // namespace
}  // namespace fika::app
