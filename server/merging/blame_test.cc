// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/merging/blame.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "server/merging/pages_for_tests.h"

namespace fika::merging {
namespace {

using Revisions = std::vector<std::uint32_t>;

TEST(Blame, EachLineIsOfTheRevisionThatChangedItLast) {
  Blame blame;
  EXPECT_EQ(blame.revisions(), Revisions());
  ASSERT_TRUE(blame.add(1, "one\ntwo\nthree\n"));
  EXPECT_EQ(blame.revisions(), Revisions({1, 1, 1}));
  ASSERT_TRUE(blame.add(2, "one\n2\nthree\n"));
  EXPECT_EQ(blame.revisions(), Revisions({1, 2, 1}));
  ASSERT_TRUE(blame.add(5, "zero\none\n2\nthree\nfour"));
  EXPECT_EQ(blame.revisions(), Revisions({5, 1, 2, 1, 5}));
  ASSERT_TRUE(blame.add(6, "zero\n2\nthree\nfour\n"));
  EXPECT_EQ(blame.revisions(), Revisions({5, 2, 1, 5})) << "a newline at the end is no change";
  EXPECT_EQ(blame.line(1), "2");
  EXPECT_EQ(blame.line(3), "four");
}

TEST(Blame, WhatWasTakenOutAndPutBackIsOfWhoPutItBack) {
  Blame blame;
  for (std::uint32_t revision = 1; const char* text : {"a\nb\n", "a\n", "", "a\nb\n", "a\nb\n"}) {
    ASSERT_TRUE(blame.add(revision++, text));
  }
  EXPECT_EQ(blame.revisions(), Revisions({4, 4}));
}

TEST(Blame, LinesComeFromRevisionsThatHadThem) {
  const std::uint64_t seed = seed_for_test();
  SCOPED_TRACE(fmt::format("again with FIKA_SEED={}", seed));
  RandomTexts random(seed);
  Blame blame;
  std::vector<std::string> texts = {random.page(3'000)};
  for (std::uint32_t revision = 0; revision < 40 && !testing::Test::HasFailure(); ++revision) {
    if (revision > 0) texts.push_back(random.with_edits(texts.back(), 3));
    ASSERT_TRUE(blame.add(revision, texts.back()));
    ASSERT_EQ(blame.revisions().size(), lines_of(texts.back()).size());
    for (std::size_t i = 0; i < blame.revisions().size(); ++i) {
      const std::uint32_t from = blame.revisions()[i];
      for (std::uint32_t since = from; since <= revision; ++since) {
        EXPECT_TRUE(("\n" + texts[since]).contains("\n" + std::string(blame.line(i)) + "\n"));
      }
    }
  }
  EXPECT_GT(*std::ranges::max_element(blame.revisions()), 20U);
}

TEST(Blame, ATextTooLongChangesNothing) {
  Blame blame;
  ASSERT_TRUE(blame.add(1, std::string(kBlamedBytesMax, '\n')));
  EXPECT_EQ(blame.revisions().size(), kBlamedBytesMax);
  EXPECT_EQ(blame.add(2, std::string(kBlamedBytesMax + 1, 'a')).error().code, Code::kInvalid);
  EXPECT_EQ(blame.revisions().size(), kBlamedBytesMax);
  ASSERT_TRUE(blame.add(3, "short"));
  EXPECT_EQ(blame.revisions(), Revisions({3}));
}

}  // namespace
}  // namespace fika::merging
