// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/reading/reading.h"

#include <gtest/gtest.h>

#include "server/domain/messages/room_for_tests.h"

namespace fika::domain {
namespace {

using tests::kAccepted;
using tests::Lines;
using tests::Room;

struct Reading : testing::Test {
  Room room;
  tests::World& world = room.world;
  Actor anna = world.person("Anna"), bo = world.person("Bo"),
        guest = world.person("Guest", v1::ROLE_GUEST), outsider = world.person("Outsider");
  Id community = room.community(v1::OPENNESS_PRIVATE);
  Id thread;

  void SetUp() override {
    room.join(community, anna);
    room.join(community, bo);
    thread = room.thread(anna, community);
    for (int i = 0; i < 9; ++i) room.say(anna, thread);
  }
  v1::ReadMarker read(std::uint64_t generation, std::uint64_t ordinal) {
    v1::MarkReadRequest request;
    request.set_root(thread.text());
    request.set_generation(generation);
    request.set_ordinal(ordinal);
    return Room::must(world.call<v1::ReadMarker>(bo, "MarkRead", request));
  }
  v1::ReadMarker unread(std::uint64_t ordinal) {
    v1::MarkUnreadRequest request;
    request.set_root(thread.text());
    request.set_ordinal(ordinal);
    return Room::must(world.call<v1::ReadMarker>(bo, "MarkUnread", request));
  }
  std::uint64_t read_to(const Actor& actor) {
    return Room::must(read_up_to(*world.read(), actor.person, thread, room.head(thread)));
  }
  std::size_t markers(const Actor& actor) {
    return Room::must(storage::all_of<v1::ReadMarker>(*world.read(), actor.person)).size();
  }
  Code save(const Actor& actor, const Id& target, const std::string& text,
            const std::string& title = {}) {
    v1::SaveDraftRequest request;
    request.set_target(target.text());
    request.set_text(text);
    request.set_title(title);
    return world.refusal(actor, "SaveDraft", request);
  }
  Code tick(const Actor& actor, const std::string& item, bool done = true) {
    v1::SetInboxDoneRequest request;
    request.set_item(item);
    request.set_done(done);
    return world.refusal(actor, "SetInboxDone", request);
  }
  std::vector<v1::Draft> drafts(const Actor& actor) {
    return Room::must(storage::all_of<v1::Draft>(*world.read(), actor.person));
  }
};

using Place = std::pair<std::uint64_t, std::uint64_t>;  // generation, ordinal
Place place(const v1::ReadMarker& marker) { return {marker.generation(), marker.ordinal()}; }

// A bootstrap carries the newest threads only; an older one must not look unread when it is opened.
TEST_F(Reading, AThreadComesWithTheCallersOwnMarker) {
  v1::GetThreadRequest request;
  request.set_thread(thread.text());
  const auto view = [&](const Actor& actor) {
    return Room::must(world.call<v1::ThreadView>(actor, "GetThread", request));
  };
  EXPECT_FALSE(view(bo).has_marker());
  read(0, 4);
  EXPECT_EQ(place(view(bo).marker()), Place(0, 4));
  EXPECT_EQ(view(anna).marker().ordinal(), 10U) << "her own, who wrote them";
  v1::ListThreadsRequest list;
  list.set_community(community.text());
  const auto listed = Room::must(world.call<v1::ListThreadsReply>(bo, "ListThreads", list));
  ASSERT_EQ(listed.threads_size(), 1);
  EXPECT_EQ(place(listed.threads(0).marker()), Place(0, 4));
}

TEST_F(Reading, AMarkerGoesUpWithinAGenerationOnly) {
  EXPECT_EQ(place(read(0, 4)), Place(0, 4));
  EXPECT_EQ(room.told(), (Lines{"person put ReadMarker"}));
  EXPECT_EQ(world.last_commit().scopes[0].scope.id, bo.person);
  EXPECT_EQ(place(read(0, 3)), Place(0, 4));
  EXPECT_EQ(place(read(0, 99)), Place(0, 10));
  EXPECT_EQ(place(unread(6)), Place(1, 5));
  EXPECT_EQ(place(read(0, 10)), Place(1, 5));
  EXPECT_EQ(place(read(1, 7)), Place(1, 7));
  // Marking unread reads nothing: from 9 on, all is unread already.
  EXPECT_EQ(place(unread(9)), Place(1, 7));
  EXPECT_EQ(place(unread(1)), Place(2, 0));
  // A generation this server has not seen counts as the present one.
  EXPECT_EQ(place(read(UINT64_MAX, 2)), Place(2, 2));
  EXPECT_EQ(place(room.marker(bo, thread)), Place(2, 2));
}

TEST_F(Reading, WhatWasSaidBeforeSomebodyJoinedCountsAsReadWithoutARow) {
  const Actor late = world.person("Late");
  world.clock().advance(1);
  room.join(community, late);
  EXPECT_EQ(read_to(late), 10U);
  EXPECT_EQ(markers(late), 0U);
  EXPECT_EQ(read_to(bo), 0U) << "who was there already has it before them";
  EXPECT_EQ(read_to(outsider), 0U);
  world.clock().advance(1);
  const Id other = room.thread(anna, community);
  EXPECT_EQ(Room::must(read_up_to(*world.read(), late.person, other, room.head(other))), 0U);
  room.say(anna, thread);
  EXPECT_EQ(read_to(late), 0U) << "something new, and no marker";
}

TEST_F(Reading, TheFirstLookSetsDownWhatCountsAsRead) {
  world.clock().advance(1);
  room.leave(community, bo);
  room.join(community, bo);
  EXPECT_EQ(place(read(0, 3)), Place(0, 10));
  world.clock().advance(1);
  room.say(anna, thread);
  EXPECT_EQ(read_to(bo), 10U);
  room.leave(community, bo);
  world.clock().advance(1);
  room.join(community, bo);
  EXPECT_EQ(read_to(bo), 10U) << "a marker holds, whenever its owner came back";
}

TEST_F(Reading, WhatCountsAsReadCanBeMadeUnread) {
  world.clock().advance(1);
  room.leave(community, bo);
  room.join(community, bo);
  EXPECT_EQ(place(unread(11)), Place(0, 0));
  EXPECT_EQ(markers(bo), 0U);
  EXPECT_EQ(place(unread(1)), Place(1, 0));
  EXPECT_EQ(read_to(bo), 0U) << "a marker that says nothing was read is one";
}

TEST_F(Reading, WhoJoinsAndAnswersHasNothingUnread) {
  const Actor late = world.person("Late");
  world.clock().advance(1);
  room.join(community, late);
  world.clock().advance(1);
  room.say(late, thread);
  EXPECT_EQ(place(room.marker(late, thread)), Place(0, 11));
}

TEST_F(Reading, MarkersAreForThreadsAndConversations) {
  v1::MarkReadRequest request;
  v1::MarkUnreadRequest unread_request;
  for (const Id& id : {community, bo.person, world.organisation(), world.fresh_id()}) {
    request.set_root(id.text());
    unread_request.set_root(id.text());
    EXPECT_EQ(world.refusal(bo, "MarkRead", request), Code::kNotFound);
    EXPECT_EQ(world.refusal(bo, "MarkUnread", unread_request), Code::kNotFound);
  }
  unread_request.set_root(thread.text());
  EXPECT_EQ(world.refusal(bo, "MarkUnread", unread_request), Code::kInvalid);
  request.set_root(room.conversation({anna, bo}).text());
  request.set_ordinal(3);
  EXPECT_EQ(place(Room::must(world.call<v1::ReadMarker>(bo, "MarkRead", request))), Place(0, 0));
}

TEST_F(Reading, ADraftIsKeptReplacedAndDiscarded) {
  EXPECT_EQ(save(bo, thread, "Dear all"), kAccepted);
  EXPECT_EQ(room.told(), (Lines{"person put Draft"}));
  EXPECT_EQ(save(bo, thread, "Dear everybody"), kAccepted);
  EXPECT_EQ(save(bo, community, "", "Only a title"), kAccepted);
  EXPECT_EQ(drafts(bo).size(), 2u);
  EXPECT_EQ(drafts(anna).size(), 0u);
  // Out of sight, the draft can still be discarded and no longer changed.
  room.leave(community, bo);
  EXPECT_EQ(save(bo, thread, "Dear you"), Code::kNotFound);
  EXPECT_EQ(save(bo, thread, " \n"), kAccepted);
  EXPECT_EQ(room.told(), (Lines{"person erase Draft"}));
  EXPECT_EQ(drafts(bo).size(), 1u);
}

TEST_F(Reading, ADraftIsChecked) {
  EXPECT_EQ(save(bo, thread, std::string(kDraftBytesMax, 'a')), kAccepted);
  EXPECT_EQ(save(bo, thread, std::string(kDraftBytesMax + 1, 'a')), Code::kInvalid);
  EXPECT_EQ(save(bo, thread, "\xff"), Code::kInvalid);
  EXPECT_EQ(save(bo, thread, "x", std::string(kDraftTitleSizeMax + 1, 'a')), Code::kInvalid);
  for (const Id& id : {bo.person, world.organisation(), world.fresh_id()}) {
    EXPECT_EQ(save(bo, id, "x"), Code::kNotFound);
  }
  EXPECT_EQ(save(guest, thread, "x"), Code::kNotFound);
  for (int i = 0; i < 11; ++i) {
    const Id other = room.thread(anna, community);
    EXPECT_EQ(save(bo, other, std::string(kDraftBytesMax, 'a')), kAccepted);
  }
  EXPECT_EQ(save(bo, community, std::string(kDraftBytesMax, 'a')), Code::kLimit);
}

TEST_F(Reading, DraftsAreCounted) {
  Room::must(world.write([&](storage::Transaction& txn) -> Status {
    for (std::size_t i = 0; i < kDraftsMax; ++i) {
      v1::Draft draft;
      draft.set_person(bo.person.text());
      draft.set_target(txn.fresh_id().text());
      draft.set_text("x");
      CHECKED(txn.put(draft));
    }
    return {};
  }));
  EXPECT_EQ(save(bo, thread, "one more"), Code::kLimit);
  EXPECT_EQ(save(anna, thread, "one"), kAccepted);
}

TEST_F(Reading, AnInboxIsItsOwners) {
  world.clock().advance(1);
  room.say(anna, thread, Room::mention(bo) + "1");
  world.clock().advance(1);
  room.say(anna, thread, Room::mention(bo) + "2");
  const auto items = room.inbox(bo);
  ASSERT_EQ(items.size(), 2u);
  EXPECT_GT(items[0].created_at_ms(), items[1].created_at_ms());
  EXPECT_EQ(tick(anna, items[0].id()), Code::kNotFound);
  EXPECT_EQ(tick(world.admin(), items[0].id()), Code::kNotFound);
  EXPECT_EQ(tick(Actor{}, items[0].id()), Code::kUnauthenticated);
  for (const Id& id : {bo.person, thread, world.fresh_id()}) {
    EXPECT_EQ(tick(bo, id.text()), Code::kNotFound);
  }
  EXPECT_EQ(tick(bo, items[0].id()), kAccepted);
  EXPECT_EQ(room.told(), (Lines{"person put InboxItem"}));
  v1::ListInboxRequest request;
  EXPECT_EQ(Room::must(world.call<v1::ListInboxReply>(bo, "ListInbox", request)).items_size(), 1);
  request.set_include_done(true);
  EXPECT_EQ(Room::must(world.call<v1::ListInboxReply>(bo, "ListInbox", request)).items_size(), 2);
  EXPECT_EQ(tick(bo, items[0].id(), false), kAccepted);
  EXPECT_EQ(room.inbox(bo).size(), 2u);
}

TEST_F(Reading, ASnapshotCarriesMarkersOfTheRootsCarried) {
  read(0, 4);
  const Id other = room.thread(bo, community);
  room.say(anna, thread, Room::mention(bo));
  room.say(anna, thread, Room::mention(bo));
  ASSERT_EQ(tick(bo, room.inbox(bo)[0].id()), kAccepted);
  ASSERT_EQ(save(bo, other, "x"), kAccepted);
  const auto reader = world.read();
  const Query query{*reader, bo, world.organisation(), world.clock().now_ms()};
  SnapshotBuilder builder(*reader);
  v1::Snapshot snapshot;
  builder.begin(snapshot);
  builder.note_root(thread);
  Room::must(reading().snapshot(query, person_scope(bo.person), builder));
  std::multiset<std::uint32_t> kinds;
  for (const v1::Put& put : snapshot.puts()) kinds.insert(put.kind());
  EXPECT_EQ(kinds, (std::multiset<std::uint32_t>{33, 50, 51}));
  EXPECT_TRUE(builder.people().contains(anna.person));
}

TEST_F(Reading, ThePolicyHolds) {
  struct Row {
    std::string_view caller;
    Actor actor;
    Code open, hidden;
  };
  const Actor guest_inside = world.person("G", v1::ROLE_GUEST);
  const Id open = room.community(v1::OPENNESS_OPEN);
  const Id on_request = room.community(v1::OPENNESS_ON_REQUEST);
  const Actor steward = world.person("Steward");
  for (const Id& id : {open, on_request, community}) {
    room.join(id, guest_inside);
    room.join(id, steward, true);
  }
  for (const Id& id : {open, on_request}) {
    room.join(id, anna);
  }
  const Actor outsider = world.person("Outsider");
  const std::vector<Row> rows = {
      {"anonymous", Actor{}, Code::kUnauthenticated, Code::kUnauthenticated},
      {"guest outside", guest, Code::kNotFound, Code::kNotFound},
      {"guest inside", guest_inside, kAccepted, kAccepted},
      {"member outside", outsider, kAccepted, Code::kNotFound},
      {"member inside", anna, kAccepted, kAccepted},
      {"steward", steward, kAccepted, kAccepted},
      {"administrator outside", world.admin(), kAccepted, Code::kNotFound},
  };
  for (const Id& id : {open, on_request, community}) {
    const Id root = room.thread(anna, id);
    for (const Row& row : rows) {
      SCOPED_TRACE(row.caller);
      const Code expected = id == open ? row.open : row.hidden;
      v1::MarkReadRequest mark;
      mark.set_root(root.text());
      mark.set_ordinal(1);
      EXPECT_EQ(world.refusal(row.actor, "MarkRead", mark), expected);
      v1::MarkUnreadRequest unmark;
      unmark.set_root(root.text());
      unmark.set_ordinal(1);
      EXPECT_EQ(world.refusal(row.actor, "MarkUnread", unmark), expected);
      EXPECT_EQ(save(row.actor, root, "x"), expected);
      EXPECT_EQ(world.refusal(row.actor, "ListInbox", v1::ListInboxRequest()),
                row.actor.is_anonymous() ? Code::kUnauthenticated : kAccepted);
    }
  }
}

}  // namespace
}  // namespace fika::domain
