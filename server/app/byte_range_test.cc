// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/byte_range.h"

#include <gtest/gtest.h>

namespace fika::app {
namespace {

TEST(ByteRange, IsTheStretchThatIsAskedForAsFarAsItIsThere) {
  const auto range = [](std::string_view header) { return asked_range(header, 100).range; };
  EXPECT_EQ(range("bytes=0-9"), (ByteRange{0, 10}));
  EXPECT_EQ(range("Bytes= 90-"), (ByteRange{90, 10}));
  EXPECT_EQ(range("bytes=90-1000"), (ByteRange{90, 10}));
  EXPECT_EQ(range("bytes=-5"), (ByteRange{95, 5}));
  EXPECT_EQ(range("bytes=-500"), (ByteRange{0, 100}));
  EXPECT_EQ(range("bytes=0-0"), (ByteRange{0, 1}));
}

TEST(ByteRange, IsRefusedWhereTheFileHasNoneOfIt) {
  for (const std::string_view header : {"bytes=100-", "bytes=100-200", "bytes=-0"}) {
    const AskedRange asked = asked_range(header, 100);
    EXPECT_FALSE(asked.is_whole) << header;
    EXPECT_FALSE(asked.range) << header;
  }
  EXPECT_FALSE(asked_range("bytes=0-", 0).range);
}

TEST(ByteRange, IsTheWholeWhereItIsNotUnderstood) {
  for (const std::string_view header :
       {"", "bytes=", "bytes=-", "bytes=a-b", "bytes=9-1", "bytes=1-2,4-5", "lines=1-2",
        "bytes 1-2", "bytes=1-2x", "bytes=+1-2", "bytes=99999999999999999999-", "bytes=0x1-2"}) {
    EXPECT_TRUE(asked_range(header, 100).is_whole) << header;
  }
}

}  // namespace
}  // namespace fika::app
