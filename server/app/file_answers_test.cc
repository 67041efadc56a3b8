// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/file_answers.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "server/render/hostile_texts_for_tests.h"

namespace fika::app {
namespace {

TEST(FileAnswers, SayAnyNameInOneHeaderWithoutItsSigns) {
  std::vector<std::string> names(render::kPayloads.begin(), render::kPayloads.end());
  const auto more = render::public_payloads();
  names.insert(names.end(), more.begin(), more.end());
  names.emplace_back("a\r\nSet-Cookie: x=1");
  names.emplace_back("\xe2\x80\xaegnp.exe");
  for (const std::string& name : names) {
    const std::string said = disposition("attachment", name);
    EXPECT_TRUE(said.starts_with("attachment; filename=\"")) << said;
    EXPECT_EQ(std::ranges::count(said, '"'), 2) << said;
    EXPECT_TRUE(std::ranges::all_of(said, [](char c) { return c >= ' ' && c <= '~'; })) << said;
    EXPECT_EQ(said.find_first_of("<>\\\r\n"), std::string::npos) << said;
  }
  EXPECT_EQ(disposition("inline", "a b\xc3\xa5.txt"),
            "inline; filename=\"a b__.txt\"; filename*=UTF-8''a%20b%C3%A5.txt");
}

}  // namespace
}  // namespace fika::app
