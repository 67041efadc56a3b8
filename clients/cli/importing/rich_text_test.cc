// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/importing/rich_text.h"

#include <gtest/gtest.h>

#include "clients/cli/importing/data_for_tests.h"
#include "clients/cli/importing/folder_source.h"
#include "clients/cli/importing/json_text.h"
#include "clients/cli/importing/slack_text.h"

namespace fika::cli::importing {
namespace {

std::string converted(std::string_view elements) {
  const auto blocks = parse_json(
      R"([{"type": "rich_text", "elements": [)" + std::string(elements) + "]}]", "blocks");
  if (!blocks) return blocks.error().detail;
  return blocks_to_markdown(blocks->get_array(), {}).value_or("nothing");
}

// One of the messages in the present format, if they lie beside the tree.
std::string fragment(const std::string& name) {
  const auto text = read_file(whole("slack-export/modern-fragments") / name, name, 1 << 20);
  if (!text) return {};
  const auto parsed = parse_json(*text, name);
  return parsed ? slack_markdown(parsed->get_object(), {}) : parsed.error().detail;
}

TEST(RichText, KeepsStylesWithTheSpacesOutside) {
  EXPECT_EQ(converted(R"({"type": "rich_text_section", "elements": [
      {"type": "text", "text": "a "}, {"type": "text", "text": "bold ", "style": {"bold": true}},
      {"type": "text", "text": "x_y", "style": {"code": true}},
      {"type": "text", "text": "both",
       "style": {"bold": true, "italic": true, "strike": true}}]})"),
            "a **bold** `x_y`**_~~both~~_**");
}

TEST(RichText, NestsListsAndCountsOn) {
  const auto item = [](const std::string& text) {
    return R"({"type": "rich_text_section", "elements": [{"type": "text", "text": ")" + text +
           "\"}]}";
  };
  EXPECT_EQ(
      converted(R"({"type": "rich_text_list", "style": "ordered", "indent": 0, "elements": [)" +
                item("one") + R"(]}, {"type": "rich_text_list", "style": "bullet", "indent": 1,
                      "elements": [)" +
                item("in") +
                R"(]}, {"type": "rich_text_list", "style": "ordered", "indent": 0, "offset": 1,
                      "elements": [)" +
                item("two") + "]}"),
      "1. one\n   - in\n2. two");
}

TEST(RichText, QuotesAndFencesStandOnTheirOwn) {
  EXPECT_EQ(
      converted(R"({"type": "rich_text_quote", "elements": [{"type": "text", "text": "a\nb"}]},
      {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x < y"}]})"),
      "> a\n> b\n\n```\nx < y\n```");
}

TEST(RichText, LeavesToTheTextWhatItDoesNotKnow) {
  EXPECT_EQ(converted(R"({"type": "rich_text_section", "elements": [{"type": "hologram"}]})"),
            "nothing");
  EXPECT_EQ(converted(""), "nothing");
}

TEST(RichText, ReadsThePresentFormat) {
  if (!std::filesystem::exists(whole("slack-export/modern-fragments"))) {
    GTEST_SKIP() << "the fragments are not beside the tree";
  }
  EXPECT_EQ(fragment("message_with_code_block.json"),
            "```\n# I'm a code block!\n\ndef convert_slack_formatting(text: str) -> str:\n"
            "    return text\n```");
  EXPECT_EQ(fragment("message_with_emojis.json"), "Hello there! Here are some emojis 🏀 🏂 🏁");
  EXPECT_EQ(fragment("message_with_nested_ordered_list.json"),
            "ordered list with subitems:\n1. main item 1\n   - nested item 1\n   - nested item 2\n"
            "   - nested item 3\n2. main item 2\n   1. nested item 1");
  const std::string files = fragment("message_with_variety_files_and_rich_text.json");
  EXPECT_NE(files.find("📎 [Weekly Sync](https://exempel.slack.com/docs/"), std::string::npos)
      << files;
  const std::string blocks = fragment("message_with_varying_block_types.json");
  EXPECT_NE(blocks.find("| **Header 1** | **Header 2** |\n| --- | --- |\n| Datum 1 | Datum 2 |"),
            std::string::npos)
      << blocks;
  EXPECT_NE(blocks.find("### This is a header block"), std::string::npos) << blocks;
}

}  // namespace
}  // namespace fika::cli::importing
