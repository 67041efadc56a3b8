// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/response.h"

#include <gtest/gtest.h>

#include "server/web/security_headers.h"

namespace fika::web {
namespace {

TEST(Response, SharedLinesAndASharedBodyMakeTheSameAnswer) {
  Response plain;
  plain.content_type = "text/html";
  plain.headers = {{"etag", "\"a\""}};
  plain.body = "words";
  add_security_headers(plain, true);
  Response shared;
  shared.content_type = "text/html";
  shared.shared_lines = std::make_shared<const std::string>(header_lines(plain));
  shared.shared_body = std::make_shared<const std::string>("words");
  add_security_headers(shared, true);
  EXPECT_TRUE(shared.headers.empty());
  EXPECT_EQ(encode_head(shared, true, 0), encode_head(plain, true, 0));
  EXPECT_NE(encode_head(shared, true, 0).find("content-length: 5\r\n"), std::string::npos);
}

TEST(Response, ALineBreakBeginsNoOtherHeader) {
  Response response;
  response.headers = {{"location", "/a\r\nset-cookie: b"}, {"x", std::string("\0", 1)}, {"y", "z"}};
  EXPECT_EQ(header_lines(response), "y: z\r\n");
  EXPECT_EQ(encode_head(response, false, 0).find("set-cookie"), std::string::npos);
}

TEST(Response, TheDateIsThatOfTheSecond) {
  const Response response;
  const auto dated = [&](std::time_t now) { return encode_head(response, true, now); };
  EXPECT_NE(dated(0).find("date: Thu, 01 Jan 1970 00:00:00 GMT"), std::string::npos);
  EXPECT_NE(dated(1).find("date: Thu, 01 Jan 1970 00:00:01 GMT"), std::string::npos);
}

}  // namespace
}  // namespace fika::web
