// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rpc/codec.h"

#include <fika/v1/messages.pb.h>

#include <gtest/gtest.h>

namespace fika::rpc {
namespace {

const google::protobuf::Message& prototype() { return v1::PostMessageRequest::default_instance(); }

TEST(Codec, ReadsAndWritesBothEncodings) {
  v1::PostMessageRequest request;
  request.set_id("x");
  request.set_text("Å ä ö \" \\ \n");
  for (const Encoding encoding : {Encoding::kProto, Encoding::kJson}) {
    const auto decoded = decode(prototype(), encode(request, encoding), encoding);
    ASSERT_TRUE(decoded.has_value());
    EXPECT_EQ((*decoded)->SerializeAsString(), request.SerializeAsString());
  }
}

TEST(Codec, RefusesWhatTheStandardRefuses) {
  for (const char* bad : {"", "{", "{'text':\"a\"}", "{text:\"a\"}", "{\"text\":\"a\",}",
                          "{\"text\":\"a\"} x", "[]", "\"text\"", "nul", "{\"text\":\"\xff\"}"}) {
    EXPECT_FALSE(decode(prototype(), bad, Encoding::kJson)) << bad;
  }
}

TEST(Codec, RefusesUnknownFieldsAndDeepNesting) {
  EXPECT_FALSE(decode(prototype(), "{\"texxt\":\"a\"}", Encoding::kJson));
  const std::string deep(100'000, '[');
  EXPECT_FALSE(decode(prototype(), deep, Encoding::kJson));
}

}  // namespace
}  // namespace fika::rpc
