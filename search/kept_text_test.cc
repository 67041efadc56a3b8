// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/kept_text.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "search/schema.h"
#include "storage/test_bed.h"

namespace fika::search {
namespace {

TEST(KeptTexts, ComeBackAsTheyWere) {
  const KeptText kept{.entity_kind = 12,
                      .entity_root = storage::test_id(1),
                      .entity_key = std::string("\0k", 2),
                      .id = storage::test_id(2),
                      .anchor = "steg-1",
                      .title = std::string(300, 't'),
                      .heading = "",
                      .text = "Håll den vid 4 grader"};
  const auto back = decode_kept_text(encode(kept));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->entity_kind, 12U);
  EXPECT_EQ(back->entity_root, kept.entity_root);
  EXPECT_EQ(back->entity_key, kept.entity_key);
  EXPECT_EQ(back->id, kept.id);
  EXPECT_EQ(back->anchor, kept.anchor);
  EXPECT_EQ(back->title, kept.title);
  EXPECT_EQ(back->heading, "");
  EXPECT_EQ(back->text, kept.text);
}

TEST(KeptTexts, AreCutAtACharacter) {
  std::string text = "x";
  while (text.size() < 2 * kKeptTextBytesMax) text += "å";
  const auto back = decode_kept_text(encode({.text = text}));
  ASSERT_TRUE(back);
  EXPECT_LE(back->text.size(), kKeptTextBytesMax);
  EXPECT_GE(back->text.size(), kKeptTextBytesMax - 3);
  EXPECT_TRUE(is_utf8(back->text));
}

TEST(KeptTexts, ThatAreDamagedAreRefused) {
  const std::string data = encode({.title = "title", .text = "text"});
  for (std::size_t size = 0; size < data.size(); ++size) {
    EXPECT_FALSE(decode_kept_text(std::string_view(data).substr(0, size))) << size;
  }
  EXPECT_FALSE(decode_kept_text(std::string(40, '\xff')));
}

}  // namespace
}  // namespace fika::search
