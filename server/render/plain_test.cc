// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/plain.h"

#include <gtest/gtest.h>

#include "server/render/page.h"

namespace fika::render {
namespace {

TEST(PlainMessage, HoldsTheWordsAndNoMarkup) {
  const PlainText plain = plain_message(
      "**Pumps** in *the* [old manual](https://example.org/manual):\n\n- one\n- `run_pump()`\n\n"
      "> said [@Anna](/people/0190f0c0-0000-7000-8000-000000000001) &amp; left\n\n"
      "```c\nint startPump(void);\n```\n");
  EXPECT_EQ(plain.text, "Pumps in the old manual:\none\nrun_pump()\nsaid @Anna & left");
  EXPECT_EQ(plain.code, "run_pump()\nint startPump(void);");
  EXPECT_TRUE(plain.has_link);
  EXPECT_FALSE(plain.has_picture);
  EXPECT_FALSE(plain.has_file);
}

TEST(PlainMessage, TellsWhatATextLeadsTo) {
  EXPECT_TRUE(plain_message("see http://example.org *now*").has_link);
  EXPECT_FALSE(plain_message("[@Anna](/people/0190f0c0-0000-7000-8000-000000000001)").has_link);
  EXPECT_TRUE(plain_message("[plan](/files/0190f0c0-0000-7000-8000-000000000001)").has_file);
  const PlainText picture = plain_message("![a pump](/files/0190f0c0-0000-7000-8000-000000000001)");
  EXPECT_TRUE(picture.has_picture && picture.has_file);
  EXPECT_EQ(picture.text, "a pump");
}

TEST(PlainPage, EachHeadingBeginsASectionUnderTheIdThatTheRenderedPageHas) {
  const std::string text =
      "Before.\n\n# The *pump*\n\nOn top.\n\n## The pump\n\n| a | b |\n|---|---|\n| c | d |\n\n"
      "## Åtgärder\n";
  const auto sections = plain_page(text);
  const auto page = render_page(text);
  ASSERT_EQ(sections.size(), 4U);
  ASSERT_TRUE(page.has_value());
  EXPECT_EQ(sections[0].anchor, "");
  EXPECT_EQ(sections[0].body.text, "Before.");
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(sections[i + 1].anchor, page->outline[i].id);
    EXPECT_EQ(sections[i + 1].heading, page->outline[i].text);
  }
  EXPECT_EQ(sections[1].body.text, "On top.");
  EXPECT_EQ(sections[2].anchor, "h-the-pump-1");
  EXPECT_EQ(sections[2].body.text, "a b\n c d");
  EXPECT_EQ(sections[3].anchor, "h-åtgärder");
}

TEST(PlainPage, AFootnoteStandsWhereItIsReferredTo) {
  const auto sections = plain_page("# One\n\nFirst[^a].\n\n# Two\n\nSecond.\n\n[^a]: The note.\n");
  ASSERT_EQ(sections.size(), 3U);
  EXPECT_EQ(sections[1].body.text, "First.\nThe note.");
  EXPECT_EQ(sections[2].body.text, "Second.");
}

TEST(PlainPage, LinksToPagesAreTheirWords) {
  const auto sections = plain_page("See [[Winter feed]] and [[Hives|the hives]].");
  EXPECT_EQ(sections[0].body.text, "See Winter feed and the hives.");
  EXPECT_TRUE(sections[0].body.has_link);
}

TEST(PlainPage, WhatCannotBeShownIsOneSectionAsItWasWritten) {
  std::string deep;
  for (int i = 0; i < 200; ++i) deep += "> ";
  deep += "bottom";
  const auto sections = plain_page(deep);
  ASSERT_EQ(sections.size(), 1U);
  EXPECT_TRUE(sections[0].body.text.contains("bottom"));
}

TEST(PlainPage, HasABoundedNumberOfSections) {
  std::string many;
  for (int i = 0; i < 3'000; ++i) many += "# Heading\n\nword\n\n";
  const auto sections = plain_page(many);
  EXPECT_LE(sections.size(), kPlainSectionsMax + 1);
  EXPECT_GT(sections.back().body.text.size(), 5U * 1'000);
}

}  // namespace
}  // namespace fika::render
