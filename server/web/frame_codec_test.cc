// SPDX-License-Identifier: GPL-3.0-or-later
// The cases of the Autobahn test suite that apply to a server which speaks binary only, by their
// numbers; where Autobahn sends text, binary is sent here. Each is also cut at every boundary and
// byte by byte.
#include "server/web/frame_codec.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/web/frames_for_tests.h"
#include "server/web/server.h"

namespace fika::web {
namespace {

TEST(FrameCodec, TakesMessagesOfEveryLengthEncoding) {  // 1.2.1 to 1.2.7
  for (const std::size_t size : {0U, 125U, 126U, 127U, 128U, 65535U, 65536U}) {
    const std::string payload(size, '\xfe');
    expect_events(binary(payload) + close(code(1000)),
                  {"message " + shown(payload), "close 1000 "});
  }
}

TEST(FrameCodec, TakesMessagesInChops) {  // 1.2.8, 9.6.1 to 9.6.6
  const std::string payload(65536, '\xfe');
  EXPECT_EQ(decode(chopped(binary(payload), 997)), Events{"message " + shown(payload)});
  const std::string large(1 << 20, '*');
  for (const std::size_t size : {64U, 128U, 256U, 512U, 1024U, 2048U}) {
    EXPECT_EQ(decode(chopped(binary(large), size)), Events{"message " + shown(large)});
  }
}

TEST(FrameCodec, RefusesTextWith1003) {  // 1.1.1, 5.3: this server speaks binary only
  expect_events(client_frame({.first = 0x81, .payload = "hej"}), {"error 1003"});
  expect_events(client_frame({.first = 0x01, .payload = "hej"}), {"error 1003"});
}

TEST(FrameCodec, TakesPingsAndPongs) {  // 2.1 to 2.4, 2.6 to 2.11
  const std::string longest(125, '\xfe');
  expect_events(ping(""), {"ping "});
  expect_events(ping("Hello, world!"), {"ping Hello, world!"});
  expect_events(ping(std::string("\x00\xff\xfe\xfd\xfc", 5)),
                {"ping " + std::string("\x00\xff\xfe\xfd\xfc", 5)});
  expect_events(ping(longest), {"ping " + longest});
  expect_events(pong(""), {"pong "});
  expect_events(pong("unasked") + ping("asked"), {"pong unasked", "ping asked"});
  std::string stream;
  Events expected;
  for (int i = 0; i < 10; ++i) {
    stream += ping("payload-" + std::to_string(i));
    expected.push_back("ping payload-" + std::to_string(i));
  }
  expect_events(stream, expected);
}

TEST(FrameCodec, RefusesLongControlFrames) {  // 2.5, 7.3.6
  expect_events(ping(std::string(126, '\xfe')), {"error 1002"});
  expect_events(close(code(1000) + std::string(124, '*')), {"error 1002"});
}

TEST(FrameCodec, RefusesReservedBits) {  // 3.1 to 3.7
  for (const unsigned reserved : {1U, 2U, 3U, 4U, 5U, 6U, 7U}) {
    for (const unsigned opcode : {2U, 8U, 9U, 10U}) {
      const auto first = static_cast<std::uint8_t>(0x80U | reserved << 4 | opcode);
      expect_events(
          binary("before") + client_frame({.first = first, .payload = "hello"}) + ping(""),
          {"message before", "error 1002"});
    }
  }
}

TEST(FrameCodec, RefusesReservedOpcodes) {  // 4.1.1 to 4.2.5
  for (const unsigned opcode : {3U, 4U, 5U, 6U, 7U, 11U, 12U, 13U, 14U, 15U}) {
    const auto first = static_cast<std::uint8_t>(0x80U | opcode);
    expect_events(client_frame({.first = first}), {"error 1002"});
    expect_events(binary("before") + client_frame({.first = first, .payload = "hello"}) + ping(""),
                  {"message before", "error 1002"});
  }
}

TEST(FrameCodec, RefusesFragmentedControlFrames) {  // 5.1, 5.2
  for (const std::uint8_t first : {std::uint8_t{0x09}, std::uint8_t{0x0a}, std::uint8_t{0x08}}) {
    expect_events(client_frame({.first = first, .payload = "fragment1"}) +
                      client_frame({.first = 0x80, .payload = "fragment2"}),
                  {"error 1002"});
  }
}

const std::string kFirst = client_frame({.first = 0x02, .payload = "fragment1"});
const std::string kMiddle = client_frame({.first = 0x00, .payload = "fragment2"});
const std::string kLast = client_frame({.first = 0x80, .payload = "fragment3"});

TEST(FrameCodec, JoinsFragments) {  // 5.3 to 5.8, 5.19, 5.20
  expect_events(kFirst + kLast, {"message fragment1fragment3"});
  expect_events(kFirst + ping("between") + kLast, {"ping between", "message fragment1fragment3"});
  expect_events(
      kFirst + kMiddle + ping("one") + kMiddle + kMiddle + ping("two") + kLast + binary("x"),
      {"ping one", "ping two", "message fragment1fragment2fragment2fragment2fragment3",
       "message x"});
  expect_events(
      client_frame({.first = 0x02}) + client_frame({.first = 0x00}) + client_frame({.first = 0x80}),
      {"message "});
}

TEST(FrameCodec, RefusesContinuationsOfNothing) {  // 5.9 to 5.17
  expect_events(kLast + binary("Hello"), {"error 1002"});
  expect_events(kMiddle + binary("Hello"), {"error 1002"});
  expect_events(kFirst + kLast + kMiddle + binary("Hello"),
                {"message fragment1fragment3", "error 1002"});
}

TEST(FrameCodec, RefusesAMessageInsideAMessage) {  // 5.18
  expect_events(kFirst + client_frame({.first = 0x82, .payload = "fragment2"}), {"error 1002"});
}

TEST(FrameCodec, TakesCloses) {  // 7.1.1 to 7.1.5, 7.3.1, 7.3.3 to 7.3.5
  expect_events(binary("Hello") + close(code(1000)), {"message Hello", "close 1000 "});
  expect_events(close(code(1000)) + close(code(1000)) + ping("late") + binary("late"),
                {"close 1000 "});
  expect_events(kFirst + close(code(1000)) + kLast, {"close 1000 "});
  expect_events(close(""), {"close 1005 "});
  expect_events(close(code(1000) + "Hello World!"), {"close 1000 Hello World!"});
  const std::string longest(123, '*');
  expect_events(close(code(1000) + longest), {"close 1000 " + longest});
}

TEST(FrameCodec, TakesABigMessageAndACloseBehindIt) {  // 7.1.6
  const std::string payload(256 << 10, '*');
  const std::string stream = binary(payload) + close(code(1000)) + ping("");
  EXPECT_EQ(decode({stream}), (Events{"message " + shown(payload), "close 1000 "}));
}

TEST(FrameCodec, RefusesACloseWithHalfACode) {  // 7.3.2
  expect_events(close("a"), {"error 1002"});
}

TEST(FrameCodec, RefusesACloseReasonThatIsNotUtf8) {  // 7.5.1
  expect_events(close(code(1000) + "\xce\xba\xe1\xbd\xb9\xed\xa0\x80"), {"error 1007"});
}

TEST(FrameCodec, TakesTheCloseCodesThatMayTravel) {  // 7.7.1 to 7.7.13
  for (const unsigned value : {1000U, 1001U, 1002U, 1003U, 1007U, 1008U, 1009U, 1010U, 1011U, 3000U,
                               3999U, 4000U, 4999U}) {
    expect_events(close(code(value)), {"close " + std::to_string(value) + " "});
  }
}

TEST(FrameCodec, RefusesOtherCloseCodes) {  // 7.9.1 to 7.9.9, 7.13.1, 7.13.2
  for (const unsigned value :
       {0U, 999U, 1004U, 1005U, 1006U, 1015U, 1016U, 1100U, 2000U, 2999U, 5000U, 65535U}) {
    expect_events(close(code(value)), {"error 1002"});
  }
}

TEST(FrameCodec, TakesMessagesUpToItsLimit) {  // 9.2.1 to 9.2.3; beyond: 9.2.4 to 9.2.6
  for (const std::size_t size : {std::size_t{64} << 10, std::size_t{256} << 10, kMax}) {
    const std::string payload(size, '*');
    EXPECT_EQ(decode({binary(payload)}), Events{"message " + shown(payload)});
  }
  expect_events(binary(std::string(101, '*')), {"error 1009"}, 100);
  // The header alone is enough to refuse: a length of 4 MB is not waited for.
  EXPECT_EQ(decode({binary(std::string(4 << 20, '*')).substr(0, 10)}), Events{"error 1009"});
}

TEST(FrameCodec, CountsFragmentsTowardsItsLimit) {  // 9.4.1 to 9.4.9, 9.9.1
  for (const std::size_t size : {64U, 256U, 1U << 10, 4U << 10, 16U << 10, 64U << 10, 256U << 10}) {
    const std::string piece(size, '*');
    std::string stream = client_frame({.first = 0x02, .payload = piece});
    for (std::size_t sent = 2 * size; sent < kMax; sent += size) {
      stream += client_frame({.first = 0x00, .payload = piece});
    }
    const std::string whole(kMax, '*');
    EXPECT_EQ(decode({stream + client_frame({.first = 0x80, .payload = piece})}),
              Events{"message " + shown(whole)});
    EXPECT_EQ(decode({stream + client_frame({.first = 0x00, .payload = piece}) +
                      client_frame({.first = 0x80, .payload = "x"})}),
              Events{"error 1009"});
  }
}

TEST(FrameCodec, RefusesFramesWithoutAMask) {
  expect_events(client_frame({.payload = "bare", .is_masked = false}), {"error 1002"});
}

TEST(FrameCodec, RefusesLengthsNotInTheirShortestForm) {
  expect_events(std::string("\x82\xfe\x00\x7d", 4) + "mask", {"error 1002"});
  expect_events(std::string("\x82\xff\x00\x00\x00\x00\x00\x00\xff\xff", 10) + "mask",
                {"error 1002"});
}

TEST(FrameCodec, RefusesALengthWithItsTopBitSet) {
  expect_events(std::string("\x82\xff\x80\x00\x00\x00\x00\x00\x00\x01", 10) + "mask",
                {"error 1002"});
}

TEST(FrameCodec, HoldsNoMemoryBetweenFrames) {
  FrameDecoder decoder(kMax);
  for (std::string piece :
       {kFirst.substr(0, 5), kFirst.substr(5) + kLast.substr(0, 9),
        kLast.substr(9) + binary("x") + ping("y").substr(0, 7), ping("y").substr(7)}) {
    std::span<char> input(piece);
    while (decoder.next(input).kind != Decoded::Kind::kNeedMore) {
    }
  }
  EXPECT_TRUE(decoder.is_idle());
}

TEST(FrameCodec, MasksWordsAsItMasksBytes) {
  const std::array<std::uint8_t, 4> mask = {1, 2, 4, 8};
  for (std::size_t size = 0; size < 40; ++size) {
    for (std::size_t offset = 0; offset < 5; ++offset) {
      std::string data(size, 'a');
      apply_mask(data, mask, offset);
      for (std::size_t i = 0; i < size; ++i) {
        EXPECT_EQ(static_cast<std::uint8_t>(data[i]), 'a' ^ mask[(i + offset) % 4]);
      }
    }
  }
}

TEST(FrameCodec, EncodesWhatRfc6455Shows) {
  EXPECT_EQ(*make_binary_frame("hi"), "\x82\x02hi");
  EXPECT_EQ(encode_frame(Opcode::kBinary, std::string(126, 'x')).substr(0, 4),
            std::string("\x82\x7e\x00\x7e", 4));
  EXPECT_EQ(encode_frame(Opcode::kBinary, std::string(65536, 'x')).substr(0, 10),
            std::string("\x82\x7f\x00\x00\x00\x00\x00\x01\x00\x00", 10));
  EXPECT_EQ(encode_close(1001, "bye"),
            "\x88\x05\x03\xe9"
            "bye");
  EXPECT_EQ(encode_close(kCloseNone, ""), std::string("\x88\x00", 2));
}

}  // namespace
}  // namespace fika::web
