// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/page_cache.h"

#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace fika::render {
namespace {

TEST(PageCache, TheSameTextIsRenderedOnce) {
  PageCache cache(1 << 20);
  const auto first = cache.page_of("# a");
  const auto again = cache.page_of("# a", text_hash("# a"));
  ASSERT_TRUE(first.has_value() && again.has_value());
  EXPECT_EQ(*first, *again);
  EXPECT_EQ((*first)->html, "<h2 id=\"h-a\">a</h2>");
  EXPECT_EQ(cache.figures().hits, 1U);
  EXPECT_EQ(cache.figures().misses, 1U);
}

TEST(PageCache, WhatWasUsedLongestAgoGoesFirst) {
  const auto text = [](char c) { return std::string(1000, c); };
  PageCache cache(5000);
  for (const char c : {'a', 'b', 'c', 'a', 'd'}) ASSERT_TRUE(cache.page_of(text(c)).has_value());
  EXPECT_EQ(cache.figures().pages, 3U);
  EXPECT_LE(cache.figures().bytes, 5000U);
  EXPECT_NE(cache.find(text_hash(text('a'))), nullptr);
  EXPECT_EQ(cache.find(text_hash(text('b'))), nullptr);
}

TEST(PageCache, APageThatIsErasedOrTooLargeIsNotKept) {
  PageCache cache(5000);
  ASSERT_TRUE(cache.page_of("a").has_value());
  cache.erase(text_hash("a"));
  cache.erase(text_hash("b"));
  ASSERT_TRUE(cache.page_of(std::string(6000, 'a')).has_value());
  EXPECT_EQ(cache.figures().pages, 0U);
  EXPECT_EQ(cache.figures().bytes, 0U);
  EXPECT_FALSE(cache.page_of("\xff").has_value());
}

TEST(PageCache, ThreadsShareIt) {
  PageCache cache(20'000);
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&cache] {
      for (int i = 0; i < 2000; ++i) {
        const std::string text = "text " + std::to_string(i % 50);
        const auto page = cache.page_of(text);
        EXPECT_TRUE(page && (*page)->html == "<p>" + text + "</p>");
        if (i % 7 == 0) cache.erase(text_hash(text));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_LE(cache.figures().bytes, 20'000U);
  EXPECT_EQ(cache.figures().hits + cache.figures().misses, 8000U);
}

}  // namespace
}  // namespace fika::render
