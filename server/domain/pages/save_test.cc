// SPDX-License-Identifier: GPL-3.0-or-later
// Saves that meet: nothing is lost, and nothing is written that neither wrote.
#include <gtest/gtest.h>

#include "server/domain/pages/wiki_for_tests.h"

namespace fika::domain {
namespace {

TEST_F(Wiki, ASaveThatDoesNotGoTogetherChangesNothingAndSaysWhatClashes) {
  const Id id = page(open, "Plan", "We meet on Monday.");
  Room::must(save(bo, id, 1, "We meet on Tuesday."));
  const auto before = world.read()->seq();
  const auto reply = Room::must(save(anna, id, 1, "We meet on Friday."));
  EXPECT_EQ(world.read()->seq(), before);
  ASSERT_TRUE(reply.has_conflict());
  EXPECT_FALSE(reply.has_merge());
  EXPECT_EQ(reply.page().revision(), 2U);
  EXPECT_EQ(reply.conflict().base_revision(), 1U);
  EXPECT_EQ(reply.conflict().head_revision(), 2U);
  EXPECT_EQ(reply.conflict().head_author(), bo.person.text());
  std::string base, yours, theirs;
  for (const auto& part : reply.conflict().parts()) {
    base += part.text() + part.conflict().base();
    yours += part.text() + part.conflict().yours();
    theirs += part.text() + part.conflict().theirs();
  }
  EXPECT_EQ(base, "We meet on Monday.\n");
  EXPECT_EQ(yours, "We meet on Friday.\n");
  EXPECT_EQ(theirs, "We meet on Tuesday.\n");
  EXPECT_EQ(text(id), theirs);
  Room::must(save(anna, id, 2, "We meet on Friday."));
  EXPECT_EQ(text(id), yours);
}

TEST_F(Wiki, DifferentWordsOfTwoAreBroughtTogether) {
  const Id id = page(open, "Plan", "We meet on Monday.\n\nBring a cup. Bring milk.\n");
  Room::must(save(bo, id, 1, "We meet on Friday.\n\nBring a cup. Bring milk.\n"));
  const auto reply =
      Room::must(save(anna, id, 1, "We meet on Monday.\n\nBring a big cup. Bring milk.\n"));
  EXPECT_FALSE(reply.has_conflict());
  EXPECT_EQ(reply.page().revision(), 3U);
  EXPECT_EQ(reply.merge().base_revision(), 1U);
  EXPECT_EQ(reply.merge().with_revision(), 2U);
  EXPECT_EQ(reply.merge().with_author(), bo.person.text());
  EXPECT_EQ(reply.merge().sentences_to_check_size(), 0);
  EXPECT_EQ(text(id), "We meet on Friday.\n\nBring a big cup. Bring milk.\n");
  EXPECT_EQ(Room::must(get(anna, id)).revision().source(), v1::REVISION_SOURCE_MERGE);
  // The caller's part alone is taken back.
  Room::must(bring_back(bo, id, 2, 3));
  EXPECT_EQ(text(id), "We meet on Friday.\n\nBring a cup. Bring milk.\n");
}

TEST_F(Wiki, ASentenceThatBothChangedIsToBeLookedAt) {
  const Id id = page(open, "Plan", "We meet on Monday in the small kitchen.\n");
  Room::must(save(bo, id, 1, "We meet on Friday in the small kitchen.\n"));
  const auto reply = Room::must(save(anna, id, 1, "We meet on Monday in the large kitchen.\n"));
  EXPECT_EQ(text(id), "We meet on Friday in the large kitchen.\n");
  ASSERT_EQ(reply.merge().sentences_to_check_size(), 1);
  EXPECT_EQ(reply.merge().sentences_to_check(0), "We meet on Friday in the large kitchen.");
}

TEST_F(Wiki, WhatDoesNotClashIsMergedInAConflictToo) {
  const Id id = page(open, "Plan", "One.\n\nMonday.\n\nThree.\n");
  Room::must(save(bo, id, 1, "One!\n\nTuesday.\n\nThree.\n"));
  const auto reply = Room::must(save(anna, id, 1, "One.\n\nFriday.\n\nThree?\n"));
  std::string with_mine, with_theirs;
  int hunks = 0;
  for (const auto& part : reply.conflict().parts()) {
    with_mine += part.text() + part.conflict().yours();
    with_theirs += part.text() + part.conflict().theirs();
    if (part.has_conflict()) ++hunks;
  }
  EXPECT_EQ(hunks, 1);
  EXPECT_EQ(with_mine, "One!\n\nFriday.\n\nThree?\n");
  EXPECT_EQ(with_theirs, "One!\n\nTuesday.\n\nThree?\n");
}

TEST_F(Wiki, AConflictOfLongTextsSaysOnlyThatThereIsOne) {
  const auto long_text = [](char c) { return std::string(kPageBytesMax / 2, c) + "\n"; };
  const Id id = page(open, "Plan", long_text('a'));
  Room::must(save(bo, id, 1, long_text('b')));
  const auto reply = Room::must(save(anna, id, 1, long_text('c')));
  EXPECT_TRUE(reply.has_conflict());
  EXPECT_EQ(reply.conflict().parts_size(), 0);
  EXPECT_EQ(reply.conflict().head_revision(), 2U);
}

TEST_F(Wiki, TheSameChangeByTwoIsOne) {
  const Id id = page(open, "Plan", "one");
  Room::must(save(bo, id, 1, "two"));
  const auto reply = Room::must(save(anna, id, 1, "two"));
  EXPECT_FALSE(reply.has_conflict());
  EXPECT_EQ(reply.page().revision(), 2U);
}

TEST_F(Wiki, ATextAndARenameGoTogether) {
  const Id id = page(open, "Plan", "one");
  Room::must(rename(bo, id, "Better plan"));
  const auto reply = Room::must(save(anna, id, 1, "two"));
  EXPECT_FALSE(reply.has_conflict());
  EXPECT_EQ(reply.merge().with_revision(), 2U);
  EXPECT_EQ(reply.merge().with_author(), bo.person.text());
  EXPECT_EQ(reply.page().title(), "Better plan");
  EXPECT_EQ(text(id), "two\n");
  const auto revision = Room::must(get(anna, id)).revision();
  EXPECT_EQ(revision.source(), v1::REVISION_SOURCE_MERGE);
  ASSERT_EQ(revision.parents_size(), 2);
  EXPECT_EQ(revision.parents(0), 1U);
  EXPECT_EQ(revision.parents(1), 2U);
}

TEST_F(Wiki, TwoTitlesClash) {
  const Id id = page(open, "Plan", "one");
  Room::must(rename(bo, id, "Bo's plan"));
  auto request = save_request(id, 1);
  request.set_title("Anna's plan");
  request.set_text("two");
  const auto reply = Room::must(save(anna, request));
  ASSERT_EQ(reply.conflict().fields_size(), 1);
  EXPECT_EQ(reply.conflict().fields(0).field(), "title");
  EXPECT_EQ(reply.conflict().fields(0).base(), "Plan");
  EXPECT_EQ(reply.conflict().fields(0).yours(), "Anna's plan");
  EXPECT_EQ(reply.conflict().fields(0).theirs(), "Bo's plan");
  EXPECT_EQ(reply.conflict().parts_size(), 0);
  EXPECT_EQ(now(id).revision(), 2U);
  EXPECT_EQ(text(id), "one\n");
}

TEST_F(Wiki, TagsOfBothAreKept) {
  auto create_it = create_request(open, "Plan");
  create_it.add_tags("old");
  create_it.add_tags("kept");
  const Id id = *Id::parse(Room::must(create(anna, create_it)).id());
  auto bos = save_request(id, 1);
  bos.add_tags("old");
  bos.add_tags("kept");
  bos.add_tags("Bo");
  Room::must(save(bo, bos));
  auto annas = save_request(id, 1);
  annas.add_tags("kept");
  annas.add_tags("Anna");
  const auto reply = Room::must(save(anna, annas));
  const auto& tags = reply.page().tags();
  EXPECT_EQ(Lines(tags.begin(), tags.end()), (Lines{"kept", "Bo", "Anna"}));
  auto many = save_request(id, 1);
  for (int i = 0; i < kPageTagsMax; ++i) many.add_tags(fmt::format("tag {}", i));
  EXPECT_EQ(code(save(anna, many)), Code::kInvalid) << "one of Bo's comes to them";
}

TEST_F(Wiki, ASaveThatIsOvertakenIsPreparedAgain) {
  const Id id = page(open, "Plan", "one");
  bool is_first = true;
  world.on_prepared([&] {
    if (!std::exchange(is_first, false)) return;
    Room::must(rename(bo, id, "Better plan"));
  });
  const auto reply = Room::must(save(anna, id, 1, "two"));
  EXPECT_EQ(reply.page().revision(), 3U);
  EXPECT_EQ(reply.page().title(), "Better plan");
  EXPECT_EQ(reply.merge().with_revision(), 2U);
}

TEST_F(Wiki, ASaveThatIsOvertakenAtEveryAttemptIsRefused) {
  const Id id = page(open, "Plan", "one");
  int overtaken = 0;
  bool is_inner = false;
  world.on_prepared([&] {
    if (std::exchange(is_inner, true)) return;
    Room::must(rename(bo, id, fmt::format("Plan {}", ++overtaken)));
    is_inner = false;
  });
  EXPECT_EQ(code(save(anna, id, 1, "two")), Code::kAborted);
  world.on_prepared({});
  EXPECT_EQ(overtaken, kPreparesMax);
  EXPECT_EQ(text(id), "one\n");
}

}  // namespace
}  // namespace fika::domain
