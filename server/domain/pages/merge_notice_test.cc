// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/pages/merge_notice.h"

#include <gtest/gtest.h>

#include "server/domain/pages/handlers.h"
#include "server/domain/pages/wiki_for_tests.h"

namespace fika::domain {
namespace {

struct MergeNotice : Wiki {
  // Bo writes, then Anna on what she read before: the revision of the merge.
  std::uint64_t merge(const Id& id, const Actor& first, const Actor& second) {
    const std::uint64_t base = now(id).revision();
    const std::string word = world.fresh_id().text();
    Room::must(save(first, id, base, word + " one.\n\nTwo.\n\nThree."));
    const auto reply = Room::must(save(second, id, base, "One.\n\nTwo.\n\nThree " + word + "."));
    EXPECT_TRUE(reply.has_merge());
    Room::must(save(steward, id, reply.page().revision(), "One.\n\nTwo.\n\nThree."));
    return reply.page().revision();
  }
  Id plan(const Id& community) { return page(community, "Plan", "One.\n\nTwo.\n\nThree."); }
};

TEST_F(MergeNotice, WhoeverTheSaveMetIsToldOnce) {
  const Id id = plan(open);
  const std::uint64_t revision = merge(id, bo, anna);
  const auto items = room.inbox(bo);
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items[0].kind(), v1::INBOX_KIND_PAGE_MERGED);
  EXPECT_EQ(items[0].about(), id.text());
  EXPECT_EQ(items[0].from(), anna.person.text());
  EXPECT_EQ(items[0].revision(), revision);
  EXPECT_TRUE(room.inbox(anna).empty());
  // Until it is ticked off it speaks of the newest one.
  const std::uint64_t later = merge(id, bo, guest);
  ASSERT_EQ(room.inbox(bo).size(), 1U);
  EXPECT_EQ(room.inbox(bo)[0].revision(), later);
  EXPECT_EQ(room.inbox(bo)[0].from(), guest.person.text());
  v1::SetInboxDoneRequest done;
  done.set_item(items[0].id());
  done.set_done(true);
  EXPECT_EQ(world.refusal(bo, "SetInboxDone", done), tests::kAccepted);
  merge(id, bo, anna);
  EXPECT_EQ(room.inbox(bo).size(), 1U);
  EXPECT_EQ(room.inbox(bo, true).size(), 2U);
}

TEST_F(MergeNotice, HoweverManyWereTickedOffOneWaits) {
  const Id id = plan(open);
  for (int round = 0; round < 8; ++round) {
    world.clock().advance(1);
    merge(id, bo, anna);
    merge(id, bo, anna);
    ASSERT_EQ(room.inbox(bo).size(), 1U) << round;
    v1::SetInboxDoneRequest done;
    done.set_item(room.inbox(bo)[0].id());
    done.set_done(true);
    EXPECT_EQ(world.refusal(bo, "SetInboxDone", done), tests::kAccepted);
  }
  EXPECT_EQ(room.inbox(bo, true).size(), 8U);
}

TEST_F(MergeNotice, NobodyIsToldOfTheirOwnOrOfWhatTheyMayNotSee) {
  const Id id = plan(closed);
  merge(id, bo, bo);
  EXPECT_TRUE(room.inbox(bo).empty());
  Room::must(save(bo, id, now(id).revision(), "Zero one.\n\nTwo.\n\nThree."));
  room.leave(closed, bo);
  Room::must(save(anna, id, now(id).revision() - 1, "One.\n\nTwo.\n\nThree four."));
  EXPECT_EQ(text(id), "Zero one.\n\nTwo.\n\nThree four.\n");
  EXPECT_TRUE(room.inbox(bo).empty());
}

TEST_F(MergeNotice, AConflictAndFieldsBesideATextTellNobody) {
  const Id id = plan(open);
  Room::must(save(bo, id, 1, "One.\n\nTwo!\n\nThree."));
  EXPECT_TRUE(Room::must(save(anna, id, 1, "One.\n\nTwo?\n\nThree.")).has_conflict());
  auto request = save_request(id, 1);
  request.set_title("Other");
  EXPECT_TRUE(Room::must(save(anna, request)).has_merge());
  EXPECT_TRUE(room.inbox(bo).empty());
}

TEST_F(MergeNotice, GoesWithThePage) {
  const Id id = plan(open);
  merge(id, bo, anna);
  Room::must(trash(anna, id));
  EXPECT_EQ(room.inbox(bo).size(), 1U);
  world.clock().advance(kTrashKeptMs);
  world.writer().wake();
  settle();
  EXPECT_TRUE(room.inbox(bo, true).empty());
}

TEST_F(MergeNotice, IsHeldAgainstThePage) {
  const Id id = plan(open);
  merge(id, bo, anna);
  v1::InboxItem other = room.inbox(bo)[0];
  const std::string key =
      storage::KeyWriter().id(id).id(bo.person).id(*Id::parse(other.id())).take();
  other.set_about(world.fresh_id().text());
  expect_found(world, pages(),
               {with_entity("Somebody was told of a merge that is not found by its page", other),
                without_row("Somebody was told of a merge that is not found by its page",
                            kMergeNotices, key),
                with_row("A page is said to have told of a merge and has not", kMergeNotices,
                         storage::KeyWriter().id(id).id(anna.person).id(world.fresh_id()).take())});
}

}  // namespace
}  // namespace fika::domain
