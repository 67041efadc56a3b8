// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/wire/frame.h"

#include <gtest/gtest.h>

namespace fika::bench {
namespace {

TEST(Frame, EverySizeOfHeaderComesBackWholeAndNotBeforeItsLastByte) {
  for (const std::size_t size : {0U, 1U, 125U, 126U, 65535U, 65536U, 200'000U}) {
    const std::string payload(size, 'p');
    std::string bytes;
    append_client_frame(bytes, Opcode::kBinary, payload, 0x12345678);
    EXPECT_FALSE(front_frame(std::string_view(bytes).substr(0, bytes.size() - 1)).has_value());
    const std::size_t whole = bytes.size();
    append_server_frame(bytes, Opcode::kPing, "next");
    const auto frame = front_frame(bytes);
    ASSERT_TRUE(frame.has_value());
    EXPECT_EQ(frame->size, whole);
    EXPECT_EQ(unmasked(*frame), payload);
    const auto next = front_frame(std::string_view(bytes).substr(whole));
    ASSERT_TRUE(next.has_value());
    EXPECT_EQ(next->opcode, Opcode::kPing);
    EXPECT_EQ(next->payload, "next");
  }
}

TEST(Frame, AClientsPayloadIsMaskedOnTheWire) {
  std::string bytes;
  append_client_frame(bytes, Opcode::kBinary, "readable", 0x01020304);
  EXPECT_EQ(bytes.find("readable"), std::string::npos);
}

// The example of RFC 6455, section 1.3.
TEST(Handshake, TheAcceptKeyIsThatOfTheStandardsExample) {
  const std::string request =
      "GET /room/7 HTTP/1.1\r\nHost: h\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
  EXPECT_NE(upgrade_response(request).find("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), std::string::npos);
  EXPECT_EQ(request_path(request), "/room/7");
}

}  // namespace
}  // namespace fika::bench
