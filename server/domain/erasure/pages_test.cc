// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "server/domain/erasure/erasure.h"
#include "server/domain/pages/wiki_for_tests.h"

namespace fika::domain {
namespace {

TEST_F(Wiki, PagesOfAnErasedPersonStayWithoutTheirName) {
  const std::string mention = "[@Bo](/people/" + bo.person.text() + ")";
  auto request = create_request(open, "Plan", "Ask " + mention + " first.");
  request.set_summary("Bo was here");
  const Id id = *Id::parse(Room::must(create(bo, request)).id());
  Room::must(save(anna, id, 1, mention + " and others"));
  Room::must(bring_back(anna, id, 1, 2));
  const std::string untouched = "Nobody is named.";
  const Id other = page(open, "Other", untouched);
  ASSERT_NE(Room::must(get(anna, id)).html().find("Bo"), std::string::npos);
  Room::must(erase_person(world.writer(), world.clock(), world.organisation(), bo.person));
  for (const std::uint64_t revision : {1U, 2U, 3U}) {
    const auto view = Room::must(get(anna, id, revision));
    EXPECT_EQ(view.text().find("Bo"), std::string::npos) << view.text();
    EXPECT_NE(view.text().find("ormer colleague"), std::string::npos) << view.text();
    EXPECT_EQ(view.html().find("Bo"), std::string::npos) << view.html();
    EXPECT_EQ(view.revision().summary(), "");
    EXPECT_EQ(view.revision().text_bytes(), view.text().size());
  }
  EXPECT_EQ(now(id).author(), bo.person.text()) << "who is a former colleague now";
  EXPECT_EQ(text(other), untouched + "\n");
}

}  // namespace
}  // namespace fika::domain
