// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever goes in, what comes out is made of the tags and attributes on the list, each closed
// where it belongs, and leads nowhere but where links may.
#include <string>

#include <gtest/gtest.h>

#include "server/render/hostile_texts_for_tests.h"
#include "server/render/render.h"
#include "server/render/tag_reader_for_tests.h"

namespace fika::render {
namespace {

void expect_sound(const std::string& markdown) {
  const auto html = render_message(markdown, {.origin = "https://fika.example"});
  ASSERT_TRUE(html.has_value());
  const TagReader reader(*html);
  ASSERT_EQ(reader.fault(), "") << "from: " << markdown << "\nhtml: " << *html;
}

TEST(Hostile, ACrowdOfPayloads) {
  for (const char* payload : kPayloads) {
    for (const std::string& markdown : placed(payload)) expect_sound(markdown);
  }
}

TEST(Hostile, ThePublicListOfPayloads) {
  const auto payloads = public_payloads();
  if (payloads.empty()) GTEST_SKIP() << "there is no shared/data/xss-payloads beside the tree";
  for (const std::string& payload : payloads) {
    for (const std::string& markdown : placed(payload)) expect_sound(markdown);
  }
  EXPECT_GT(payloads.size(), 500U);
}

TEST(Hostile, RandomTextsComeOutSound) {
  RandomTexts random;
  SCOPED_TRACE(random.again());
  for (int round = 0; round < 4000; ++round) {
    ASSERT_NO_FATAL_FAILURE(expect_sound(random.next(kParts)));
  }
}

}  // namespace
}  // namespace fika::render
