// SPDX-License-Identifier: GPL-3.0-or-later
// Who keeps a page true, who has written in it, and how its title and tags are spelt.
#include <gtest/gtest.h>

#include "server/domain/pages/wiki_for_tests.h"

namespace fika::domain {
namespace {

struct Owner : Wiki {
  Result<v1::SavePageReply> give(const Actor& actor, const Id& id, std::uint64_t base,
                                 const std::string& owner) {
    auto request = save_request(id, base);
    request.set_owner(owner);
    return save(actor, request);
  }
};

TEST_F(Owner, IsNamedWithThePageAndKeptInItsHistory) {
  auto request = create_request(open, "A", "text");
  request.set_owner(bo.person.text());
  const Id id = *Id::parse(Room::must(create(anna, request)).id());
  EXPECT_EQ(now(id).owner(), bo.person.text());
  Room::must(save(anna, id, 1, "other text"));
  EXPECT_EQ(now(id).owner(), bo.person.text());
  Room::must(give(anna, id, 2, anna.person.text()));
  Room::must(give(bo, id, 3, ""));
  EXPECT_EQ(now(id).owner(), "");
  EXPECT_EQ(Room::must(get(bo, id, 2)).revision().owner(), bo.person.text());
  EXPECT_EQ(Room::must(get(bo, id, 3)).revision().owner(), anna.person.text());
  EXPECT_EQ(Room::must(get(bo, id, 4)).revision().owner(), "");
}

TEST_F(Owner, IsSomebodyWhoMaySeeThePage) {
  const Id in_closed = page(closed, "A"), common = page({}, "B"), in_open = page(open, "C");
  struct Case {
    const Id& page;
    std::string owner;
    Code code;
  };
  for (const Case& one :
       {Case{in_closed, bo.person.text(), tests::kAccepted},
        Case{in_closed, guest.person.text(), tests::kAccepted},
        Case{in_closed, outsider.person.text(), Code::kNotFound},
        Case{in_closed, world.fresh_id().text(), Code::kNotFound},
        Case{in_closed, in_open.text(), Code::kNotFound}, Case{in_closed, "Bo", Code::kInvalid},
        Case{common, outsider.person.text(), tests::kAccepted},
        Case{common, guest.person.text(), Code::kNotFound},
        Case{in_open, outsider.person.text(), tests::kAccepted},
        Case{in_open, stray_guest.person.text(), Code::kNotFound}}) {
    EXPECT_EQ(code(give(anna, one.page, now(one.page).revision(), one.owner)), one.code);
    auto request = create_request(one.page == common    ? Id()
                                  : one.page == in_open ? open
                                                        : closed,
                                  "New");
    request.set_owner(one.owner);
    EXPECT_EQ(code(create(anna, request)), one.code);
  }
  const auto member = storage::find<v1::Member>(*world.read(), open, {outsider.person}).value();
  ASSERT_TRUE(member) << "guests are told the name";
  EXPECT_TRUE(member->left());
}

TEST_F(Owner, WhoCanNoLongerSeeItStaysUntilSomebodyElseIsNamed) {
  const Id id = page(closed, "A");
  Room::must(give(anna, id, 1, bo.person.text()));
  room.leave(closed, bo);
  Room::must(rename(anna, id, "B"));
  EXPECT_EQ(now(id).owner(), bo.person.text());
  EXPECT_EQ(code(give(anna, id, now(id).revision(), bo.person.text())), tests::kAccepted);
}

TEST_F(Owner, IsMergedAsAFieldOfItsOwn) {
  const Id id = page(open, "A", "text");
  Room::must(give(bo, id, 1, bo.person.text()));
  EXPECT_TRUE(Room::must(rename(anna, id, "B")).page().owner() == bo.person.text());
  const auto reply = Room::must(give(anna, id, 1, anna.person.text()));
  ASSERT_EQ(reply.conflict().fields_size(), 1);
  EXPECT_EQ(reply.conflict().fields(0).field(), "owner");
  EXPECT_EQ(reply.conflict().fields(0).base(), "");
  EXPECT_EQ(reply.conflict().fields(0).yours(), anna.person.text());
  EXPECT_EQ(reply.conflict().fields(0).theirs(), bo.person.text());
  EXPECT_EQ(now(id).owner(), bo.person.text());
}

TEST_F(Wiki, TitlesAndTagsAreTheSameHoweverTheirLettersWerePutTogether) {
  auto request = create_request(open, "Mentorska\u030ap", "[[Sja\u0308lv]]");
  request.add_tags("La\u0308ra");
  request.add_tags("L\u00e4ra");
  const Id a = *Id::parse(Room::must(create(anna, request)).id());
  const Id b = page(open, "Sj\u00e4lv");
  EXPECT_EQ(now(a).title(), "Mentorsk\u00e5p");
  ASSERT_EQ(now(a).tags_size(), 1);
  EXPECT_EQ(now(a).tags(0), "L\u00e4ra");
  EXPECT_EQ(found(bo, open, "mentorska\u030aP"), a.text());
  EXPECT_EQ(found(bo, open, "mentorsk\u00e5p"), a.text());
  EXPECT_NE(Room::must(get(bo, a)).html().find(b.text()), std::string::npos) << "the link leads";
  Room::must(rename(bo, a, "Mentorsk\u00e5p"));
  EXPECT_EQ(now(a).revision(), 1U) << "nothing has changed";
}

TEST_F(Wiki, EverybodyWhoWroteIsShown) {
  const Id id = page(open, "A", "one");
  for (const Actor& actor : {bo, guest, bo}) {
    Room::must(save(actor, id, now(id).revision(), world.fresh_id().text()));
  }
  const auto view = Room::must(get(outsider, id));
  Lines who(view.contributors().begin(), view.contributors().end());
  std::ranges::sort(who);
  Lines expected{anna.person.text(), bo.person.text(), guest.person.text()};
  std::ranges::sort(expected);
  EXPECT_EQ(who, expected);
}

}  // namespace
}  // namespace fika::domain
