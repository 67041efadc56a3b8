// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "server/domain/pages/handlers.h"
#include "server/domain/pages/revisions.h"
#include "server/domain/pages/wiki_for_tests.h"

namespace fika::domain {
namespace {

struct Trash : Wiki {
  Lines in_trash(const Actor& actor, const Id& community) {
    v1::ListTrashRequest request;
    request.set_community(text_of(community));
    Lines lines;
    const auto reply = Room::must(world.call<v1::ListTrashReply>(actor, "ListTrash", request));
    for (const auto& one : reply.pages()) lines.push_back(one.title());
    return lines;
  }
  void pass(std::int64_t ms) {
    world.clock().advance(ms);
    world.writer().wake();
    settle();
  }
};

TEST_F(Trash, APageTakesItsSubPagesWithItAndBringsThemBack) {
  const Id a = page(open, "A"), below = page(open, "A1", "text", a), b = page(open, "B");
  const auto gone = Room::must(trash(bo, a));
  EXPECT_EQ(room.told(), Lines{"community put kind 60"});
  EXPECT_EQ(gone.trashed_by(), bo.person.text());
  EXPECT_EQ(gone.trashed_at_ms(), world.clock().now_ms());
  EXPECT_EQ(titles(open), Lines{"B"});
  EXPECT_EQ(in_trash(anna, open), Lines{"A"});
  EXPECT_TRUE(Room::must(get(anna, below)).in_trash());
  EXPECT_EQ(found(anna, open, "A1"), "not_found");
  for (const Id& id : {a, below}) {
    EXPECT_EQ(code(save(anna, id, 1, "x")), Code::kState);
    EXPECT_EQ(code(move(anna, id, open)), Code::kState);
    EXPECT_EQ(code(trash(anna, id)), Code::kState);
    EXPECT_EQ(code(bring_back(anna, id, 1, 1)), Code::kState);
    EXPECT_EQ(code(create(anna, create_request(open, "New", "", id))), Code::kNotFound);
    EXPECT_EQ(code(move(anna, b, open, id)), Code::kNotFound);
  }
  EXPECT_EQ(code(restore(anna, below)), Code::kState);
  const auto back = Room::must(restore(anna, a));
  EXPECT_EQ(back.trashed_at_ms(), 0);
  EXPECT_EQ(back.trashed_by(), "");
  EXPECT_EQ(titles(open), (Lines{"A/", "B"}));
  EXPECT_EQ(found(anna, open, "A1"), below.text());
  const auto before = world.read()->seq();
  Room::must(restore(anna, a));
  EXPECT_EQ(world.read()->seq(), before);
}

TEST_F(Trash, IsClosedToReadersFromOutsideTheCommunity) {
  const Id a = page(open, "A", "kept for us"), below = page(open, "A1", "text", a);
  v1::PostMessageRequest post;
  post.set_id(world.fresh_id().text());
  post.set_root(below.text());
  post.set_text("Is this still true?");
  Room::must(world.call<v1::Message>(anna, "PostMessage", post));
  const auto seen_by = [&](const Actor& actor, const Id& id) {
    v1::GetRevisionRequest revision;
    revision.set_page(id.text());
    revision.set_revision(1);
    v1::ListMessagesRequest talk;
    talk.set_root(id.text());
    Lines lines;
    const auto note = [&lines](const auto& result) {
      const bool is_absent = !result && result.error().code == Code::kNotFound;
      lines.emplace_back(result ? "there" : is_absent ? "absent" : "refused");
    };
    note(get(actor, id));
    note(world.call_any(actor, "GetRevision", revision));
    note(world.call_any(actor, "ListMessages", talk));
    return lines;
  };
  const Lines there = {"there", "there", "there"};
  EXPECT_EQ(seen_by(outsider, below), there);
  Room::must(trash(bo, a));
  const Lines absent = {"absent", "absent", "absent"};
  for (const Id& id : {a, below}) {
    EXPECT_EQ(seen_by(outsider, id), absent);
    EXPECT_EQ(seen_by(anna, id), there);
  }
  Room::must(restore(anna, a));
  EXPECT_EQ(seen_by(outsider, below), there);
}

TEST_F(Trash, APageWhoseParentIsGoneComesBackAtTheTop) {
  const Id a = page(open, "A"), below = page(open, "A1", "", a), other = page(open, "A2", "", a);
  Room::must(trash(bo, below));
  Room::must(trash(bo, a));
  EXPECT_EQ(in_trash(anna, open).size(), 2U);
  EXPECT_EQ(Room::must(restore(bo, below)).parent(), "");
  EXPECT_EQ(titles(open), Lines{"A1"});
  Room::must(restore(bo, a));
  Room::must(trash(bo, other));
  Room::must(move(anna, a, closed));
  EXPECT_EQ(Room::must(restore(bo, other)).parent(), "") << "its parent went elsewhere";
  EXPECT_EQ(now(other).community(), open.text());
}

TEST_F(Trash, APageComesBackBesideWhatTookItsPlace) {
  const Id a = page(open, "A");
  Room::must(trash(bo, a));
  const Id b = page(open, "B");
  EXPECT_EQ(now(a).rank(), now(b).rank());
  Room::must(restore(bo, a));
  EXPECT_EQ(titles(open), (Lines{"B", "A"}));
}

TEST_F(Trash, IsEmptiedAfterThirtyDays) {
  const Id a = page(open, "A", "one"), below = page(open, "A1", "[[B]]", a),
           deep = page(open, "A1a", "", below);
  page(open, "B", "[[A1]]");
  Room::must(save(bo, a, 1, "two"));
  Room::must(rename(bo, a, "Other"));
  Room::must(trash(bo, a));
  pass(kTrashKeptMs - 1000);
  EXPECT_EQ(in_trash(anna, open), Lines{"Other"});
  pass(2000);
  EXPECT_EQ(in_trash(anna, open), Lines());
  for (const Id& id : {a, below, deep}) {
    SCOPED_TRACE(id.text());
    EXPECT_EQ(code(get(anna, id)), Code::kNotFound);
    EXPECT_EQ(code(restore(anna, id)), Code::kNotFound);
    for (const auto* table : {&kRevisions, &kPageTexts, &kContributors, &kTitlesOfPage}) {
      const storage::Range range{.prefix = std::string(id.bytes()), .bound = {}};
      Room::must(storage::scan_index(*world.read(), *table, range,
                                     [&](std::string_view, std::string_view) {
                                       ADD_FAILURE() << table->name;
                                       return true;
                                     }));
    }
  }
  EXPECT_EQ(found(anna, open, "A1"), "not_found");
  EXPECT_EQ(titles(open), Lines{"B"});
  EXPECT_EQ(code(create(anna,
                        [&] {
                          auto request = create_request(open, "Again");
                          request.set_id(a.text());
                          return request;
                        }())),
            Code::kExists)
      << "an id is never used twice";
}

TEST_F(Trash, WhatWasRestoredAndThrownAwayAgainHasItsOwnDay) {
  const Id a = page(open, "A");
  Room::must(trash(bo, a));
  pass(1000);
  Room::must(restore(bo, a));
  pass(kTrashKeptMs);
  EXPECT_EQ(titles(open), Lines{"A"});
  Room::must(trash(bo, a));
  pass(kTrashKeptMs - 1000);
  EXPECT_EQ(in_trash(anna, open), Lines{"A"});
  pass(1000);
  EXPECT_EQ(in_trash(anna, open), Lines());
}

TEST_F(Trash, ALongHistoryGoesInStretches) {
  const Id a = page(open, "A", "0");
  for (std::uint64_t n = 1; n <= kErasedPageRowsMax / 2 + 10; ++n) {
    Room::must(save(bo, a, n, std::to_string(n)));
  }
  Room::must(trash(bo, a));
  pass(kTrashKeptMs);
  const auto left = find_revision(*world.read(), a, kErasedPageRowsMax / 2 + 10).value();
  EXPECT_FALSE(left);
}

TEST_F(Trash, IsForWritersAlone) {
  Room::must(trash(anna, page(open, "Open")));
  Room::must(trash(anna, page(closed, "Closed")));
  Room::must(trash(anna, page({}, "Everybody's")));
  v1::ListTrashRequest request;
  request.set_community(open.text());
  EXPECT_EQ(world.refusal(outsider, "ListTrash", request), Code::kForbidden);
  request.set_community(closed.text());
  EXPECT_EQ(world.refusal(outsider, "ListTrash", request), Code::kNotFound);
  EXPECT_EQ(world.refusal(world.admin(), "ListTrash", request), Code::kNotFound);
  EXPECT_EQ(in_trash(guest, closed), Lines{"Closed"});
  EXPECT_EQ(in_trash(outsider, {}), Lines{"Everybody's"});
  request.set_community({});
  EXPECT_EQ(world.refusal(guest, "ListTrash", request), Code::kNotFound);
}

}  // namespace
}  // namespace fika::domain
