// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "server/domain/pages/wiki_for_tests.h"

namespace fika::domain {
namespace {

TEST_F(Wiki, APageIsMovedAmongItsSiblings) {
  const Id a = page(open, "A"), b = page(open, "B"), c = page(open, "C");
  Room::must(move(bo, c, open, {}, a));
  EXPECT_EQ(room.told(), Lines{"community put kind 60"});
  EXPECT_EQ(titles(open), (Lines{"C", "A", "B"}));
  Room::must(move(bo, c, open, {}, b));
  EXPECT_EQ(titles(open), (Lines{"A", "C", "B"}));
  Room::must(move(bo, a, open));
  EXPECT_EQ(titles(open), (Lines{"C", "B", "A"}));
  const auto before = world.read()->seq();
  Room::must(move(bo, b, open, {}, b));
  EXPECT_EQ(world.read()->seq(), before) << "it is there already";
  EXPECT_EQ(now(c).revision(), 1U) << "a move is no revision";
}

TEST_F(Wiki, APageTakesItsSubPagesAlong) {
  const Id a = page(open, "A"), below = page(open, "A1", "", a), b = page(open, "B");
  page(open, "A1a", "", below);
  Room::must(move(bo, a, open, b));
  EXPECT_EQ(room.told(), Lines{"community put kind 60"});
  EXPECT_EQ(titles(open), Lines{"B/"});
  EXPECT_EQ(titles(open, b), Lines{"A/"});
  EXPECT_EQ(titles(open, below), Lines{"A1a"});
}

TEST_F(Wiki, ANeighbourIsAChildOfTheParent) {
  const Id a = page(open, "A"), below = page(open, "A1", "", a), b = page(open, "B");
  EXPECT_EQ(code(move(bo, b, open, {}, below)), Code::kNotFound);
  EXPECT_EQ(code(move(bo, b, open, a, a)), Code::kNotFound);
  Room::must(trash(bo, below));
  EXPECT_EQ(code(move(bo, b, open, a, below)), Code::kNotFound);
}

TEST_F(Wiki, NoPageStandsBelowItself) {
  const Id a = page(open, "A"), below = page(open, "A1", "", a), deep = page(open, "A2", "", below);
  for (const Id& parent : {a, below, deep}) {
    EXPECT_EQ(code(move(bo, a, open, parent)), Code::kInvalid);
  }
  EXPECT_EQ(code(move(bo, a, closed, below)), Code::kNotFound);
}

TEST_F(Wiki, ATreeIsTwelvePagesDeep) {
  Id deepest = page(open, "1");
  for (int depth = 2; depth <= kPageDepthMax; ++depth) {
    deepest = page(open, std::to_string(depth), "", deepest);
  }
  EXPECT_EQ(code(create(anna, create_request(open, "13", "", deepest))), Code::kLimit);
  const Id two = page(open, "Two");
  page(open, "Below", "", two);
  EXPECT_EQ(code(move(bo, two, open, *Id::parse(now(deepest).parent()))), Code::kLimit);
  Room::must(move(bo, two, open, *Id::parse(now(*Id::parse(now(deepest).parent())).parent())));
}

TEST_F(Wiki, AMoveToAnotherCommunityTellsBothAndKeepsTheTitles) {
  const Id a = page(open, "A"), below = page(open, "A1", "", a);
  auto request = save_request(below, 1);
  request.add_tags("tag");
  Room::must(save(anna, request));
  Room::must(move(anna, a, closed));
  EXPECT_EQ(room.told(),
            (Lines{"community entered root", "community entered root", "community left root",
                   "community left root", "community put kind 60", "community put kind 60"}));
  EXPECT_EQ(titles(open), Lines());
  EXPECT_EQ(titles(closed), Lines{"A/"});
  EXPECT_EQ(titles(closed, a), Lines{"A1"});
  EXPECT_EQ(now(below).community(), closed.text());
  EXPECT_EQ(now(below).parent(), a.text());
  EXPECT_EQ(found(bo, closed, "A1"), below.text());
  EXPECT_EQ(found(bo, open, "A1"), below.text());
  EXPECT_EQ(found(outsider, open, "A1"), "not_found");
  EXPECT_EQ(code(get(outsider, below)), Code::kNotFound);
}

TEST_F(Wiki, OnlyAStewardTakesAPageToWhereMoreCanRead) {
  const Id a = page(closed, "A");
  EXPECT_EQ(code(move(anna, a, open)), Code::kForbidden);
  EXPECT_EQ(code(move(anna, a, {})), Code::kForbidden);
  EXPECT_EQ(now(a).community(), closed.text());
  Room::must(move(steward, a, {}));
  EXPECT_EQ(titles({}), Lines{"A"});
  // Everybody in the organisation writes in its pages and may narrow them to where they write too.
  EXPECT_EQ(code(move(outsider, a, open)), Code::kForbidden);
  EXPECT_EQ(code(move(outsider, a, closed)), Code::kNotFound);
  Room::must(move(bo, a, open));
}

TEST_F(Wiki, WhoeverWroteAPageIsNamedInTheCommunityItComesTo) {
  const Id a = page({}, "A", "one");
  Room::must(save(outsider, a, 1, "two"));
  Room::must(move(anna, a, closed));
  const auto member = storage::find<v1::Member>(*world.read(), closed, {outsider.person}).value();
  ASSERT_TRUE(member);
  EXPECT_TRUE(member->left());
  EXPECT_EQ(member->name(), "Outsider");
}

TEST_F(Wiki, SoManyPagesGoAtOnceAndNoMore) {
  const Id a = page(open, "A");
  Room::must(world.write([&](storage::Transaction&) { return Status(); }));
  for (std::size_t i = 1; i < kMovedPagesMax; ++i) page(open, fmt::format("Page {}", i), "", a);
  Room::must(move(anna, a, closed));
  page(closed, "One more", "", a);
  EXPECT_EQ(code(move(steward, a, open)), Code::kLimit);
  EXPECT_EQ(titles(closed, a).size(), kMovedPagesMax);
}

}  // namespace
}  // namespace fika::domain
