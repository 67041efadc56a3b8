// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/chunked_body.h"

#include <gtest/gtest.h>

namespace fika::web {
namespace {

using State = ChunkedBody::State;

constexpr std::size_t kBytesMax = 32;

struct Outcome {
  State state = State::kMore;
  std::string body;
  std::string left;
  bool operator==(const Outcome&) const = default;
};

Outcome read(std::string_view stream, std::size_t piece_size) {
  ChunkedBody body(kBytesMax);
  Outcome outcome;
  while (outcome.state == State::kMore && !stream.empty()) {
    outcome.left += stream.substr(0, piece_size);
    stream.remove_prefix(std::min(piece_size, stream.size()));
    std::size_t used = 0;
    outcome.state = body.feed(outcome.left, used);
    outcome.left.erase(0, used);
  }
  if (outcome.state == State::kDone) {
    outcome.body = body.take();
    outcome.left += stream;
  } else {
    outcome.left.clear();
  }
  return outcome;
}

// The same, whatever the pieces.
Outcome read(std::string_view stream) {
  const Outcome whole = read(stream, stream.size());
  for (std::size_t size = 1; size < stream.size(); ++size) {
    EXPECT_EQ(read(stream, size), whole) << stream << " in pieces of " << size;
  }
  return whole;
}

TEST(ChunkedBody, JoinsItsChunksAndLeavesTheNextRequest) {
  EXPECT_EQ(read("3\r\nabc\r\n00B\r\nhello world\r\n0\r\n\r\nGET"),
            (Outcome{State::kDone, "abchello world", "GET"}));
  EXPECT_EQ(read("0\r\n\r\n"), (Outcome{State::kDone, "", ""}));
}

TEST(ChunkedBody, ReadsOverExtensionsAndTrailers) {
  EXPECT_EQ(read("3;a=b\r\nabc\r\n0 ;c=\"d\"\r\nDigest: x\r\nMore: y\r\n\r\n"),
            (Outcome{State::kDone, "abc", ""}));
}

TEST(ChunkedBody, AnExtensionEndsWithItsLineThoughAQuoteIsOpen) {
  EXPECT_EQ(read("3;a=\"\r\nabc\r\n0\r\n\r\n").body, "abc");
  EXPECT_EQ(read("3;a=\" x\r\n \tz/1\r\n0\r\n\r\n").state, State::kMalformed);
}

TEST(ChunkedBody, RefusesWhatIsNotAChunk) {
  for (const std::string_view stream :
       {"zz\r\n", "\r\n", "-1\r\n", "0x1\r\na\r\n", "1g\r\na\r\n", "123456789\r\n", "3\nabc\r\n",
        "3\r\nabcd\r\n", "3\r\nabc\rx", "3\r\nabc0\r\n\r\n", "0\r\nA: b\nC: d\r\n\r\n", "3\rabc"}) {
    EXPECT_EQ(read(stream).state, State::kMalformed) << stream;
  }
}

TEST(ChunkedBody, RefusesWhatGrowsBeyondItsBounds) {
  EXPECT_EQ(read("21\r\n").state, State::kTooLarge);
  EXPECT_EQ(read("20\r\n" + std::string(32, 'a') + "\r\n1\r\n").state, State::kTooLarge);
  EXPECT_EQ(read("ffffffff\r\n").state, State::kTooLarge);
  EXPECT_EQ(read("1;" + std::string(1100, 'a')).state, State::kMalformed);
  std::string trailers = "0\r\n";
  while (trailers.size() < 9000) trailers += "A: " + std::string(500, 'b') + "\r\n";
  EXPECT_EQ(read(trailers, 100).state, State::kMalformed);
}

}  // namespace
}  // namespace fika::web
