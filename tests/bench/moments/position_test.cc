// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/moments/position.h"

#include <gtest/gtest.h>

namespace fika::bench {
namespace {

TEST(ReaderPosition, MovesWithCommitsAndNotWithTheDeltasBeforeThem) {
  ReaderPosition position;
  v1::ServerFrame frame;
  frame.mutable_resumed()->mutable_upto()->set_seq(7);
  position.on_frame(frame);
  frame.mutable_delta()->set_seq(9);
  position.on_frame(frame);
  EXPECT_EQ(position.seq(), 7U);
  frame.mutable_commit()->set_seq(9);
  position.on_frame(frame);
  EXPECT_EQ(position.seq(), 9U);
  EXPECT_EQ(position.answers(), 1);
}

TEST(ReaderPosition, AnUnaskedAnswerOfAnyTierBringsItToItsCommit) {
  ReaderPosition position;
  v1::ServerFrame frame;
  frame.mutable_resumed()->mutable_upto()->set_seq(1);
  position.on_frame(frame);
  frame.mutable_partial()->mutable_upto()->set_seq(50);
  position.on_frame(frame);
  frame.mutable_bootstrap()->mutable_upto()->set_seq(60);
  position.on_frame(frame);
  EXPECT_EQ(position.seq(), 60U);
  EXPECT_EQ(position.answers(), 3);
  frame.mutable_ping()->set_head(61);
  position.on_frame(frame);
  EXPECT_EQ(position.seq(), 61U);
}

}  // namespace
}  // namespace fika::bench
