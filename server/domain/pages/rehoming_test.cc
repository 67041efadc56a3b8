// SPDX-License-Identifier: GPL-3.0-or-later
// A community that is merged into another brings its pages.
#include <gtest/gtest.h>

#include "server/domain/communities/communities.h"
#include "server/domain/pages/wiki_for_tests.h"

namespace fika::domain {
namespace {

struct Rehoming : Wiki {
  Rehoming() : Wiki({threads(), messages(), reading(), communities(), pages()}) {}
};

TEST_F(Rehoming, PagesStandInTheCommunityThatStays) {
  const Id other = full_community(v1::OPENNESS_PRIVATE);
  const Id a = page(other, "A", "[[B]]"), below = page(other, "A1", "text", a);
  const Id gone = page(other, "Gone"), b = page(closed, "B");
  page(closed, "C");
  Room::must(trash(anna, gone));
  v1::MergeCommunitiesRequest request;
  request.set_community(other.text());
  request.set_into(closed.text());
  request.set_may_widen(true);
  Room::must(world.call<v1::MergeCommunitiesReply>(steward, "MergeCommunities", request));
  settle();
  EXPECT_EQ(now(below).community(), closed.text());
  EXPECT_EQ(now(a).rank(), "a0V");
  EXPECT_EQ(titles(closed), (Lines{"B", "A/", "C"}));
  EXPECT_EQ(titles(closed, a), Lines{"A1"});
  EXPECT_EQ(titles(other), titles(closed)) << "the redirect leads on";
  EXPECT_EQ(found(bo, closed, "A1"), below.text());
  EXPECT_EQ(found(bo, other, "B"), b.text());
  EXPECT_EQ(text(below), "text\n");
  Room::must(save(bo, below, 1, "more"));
  EXPECT_EQ(Room::must(restore(bo, gone)).community(), closed.text());
  EXPECT_EQ(code(get(outsider, below)), Code::kNotFound);
}

}  // namespace
}  // namespace fika::domain
