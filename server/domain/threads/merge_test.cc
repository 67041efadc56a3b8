// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "server/domain/threads/regroup_for_tests.h"

namespace fika::domain {
namespace {

using Said = std::vector<std::string>;

struct Merge : Regroup {
  Id from, into;

  void SetUp() override {
    Regroup::SetUp();
    from = room.thread(anna, community, "A one");
    world.clock().advance(10);
    into = room.thread(bo, community, "B one");
    world.clock().advance(10);
    room.say(bo, from, "A two");
    world.clock().advance(10);
    room.say(anna, into, "B two");
  }
  Id read_by_all(const std::string& text) {
    const Id thread = room.thread(anna, community, text);
    for (const Actor& actor : {bo, steward}) read_to(actor, thread, 1);
    return thread;
  }
};

TEST_F(Merge, BringsAllToTheEndAndLeavesARedirect) {
  Room::must(pin(steward, from));
  const auto reply = Room::must(merge(anna, from, into));
  EXPECT_EQ(reply.thread().merged_into(), into.text());
  EXPECT_FALSE(reply.thread().pinned());
  EXPECT_EQ(reply.into().id(), into.text());
  EXPECT_EQ(said(into), Said({"1 B one", "2 B two", "3 A one", "4 A two"}));
  EXPECT_EQ(said(from), Said({"1 gone: A one", "2 gone: A two"}));
  EXPECT_EQ(thread_now(from).merged_into(), into.text()) << "links to it lead on";
  EXPECT_EQ(listed(community), std::vector<Id>({into}));
  // Anna wrote last, although Bo's older message is the newest in the order.
  EXPECT_EQ(room.head(into).last_author(), anna.person.text());
}

TEST_F(Merge, ARedirectTakesNothingAnyMore) {
  const auto draft = room.post_request(from, "Late");
  const auto kept = room.say(bo, from, "Still mine");
  Room::must(merge(steward, from, into));
  EXPECT_EQ(world.refusal(anna, "PostMessage", draft), Code::kState);
  EXPECT_EQ(code(rename(anna, from, "Title")), Code::kState);
  EXPECT_EQ(code(resolve(anna, from)), Code::kState);
  EXPECT_EQ(code(pin(steward, from)), Code::kState);
  EXPECT_EQ(code(move(anna, from, full_community(v1::OPENNESS_PRIVATE))), Code::kState);
  EXPECT_EQ(code(merge(anna, from, into)), Code::kState);
  EXPECT_EQ(code(split_from(anna, from, kept.id())), Code::kState);
  const Id third = room.thread(anna, community);
  EXPECT_EQ(code(merge(anna, third, from)), Code::kState);
  v1::EditMessageRequest edit;
  edit.set_message(kept.id());
  edit.set_text("Edited");
  EXPECT_EQ(world.refusal(bo, "EditMessage", edit), tests::kAccepted) << "where it is now";
  // Where its target goes, it leads on from there.
  Room::must(merge(steward, into, third));
  EXPECT_EQ(now(kept.id()).root(), third.text());
}

TEST_F(Merge, WhoHadReadBothHasReadTheWhole) {
  const Id one = read_by_all("One"), two = read_by_all("Two");
  room.say(anna, one, "More");
  read_to(bo, one, 2);
  Room::must(merge(anna, one, two));
  EXPECT_EQ(unread(anna, two), 0U);
  EXPECT_EQ(unread(bo, two), 0U);
  EXPECT_EQ(unread(steward, two), 1U);
  EXPECT_EQ(unread(guest, two), 3U);
}

TEST_F(Merge, WhoJoinedAfterAllOfItFindsItReadAndNoRowIsWrittenForIt) {
  world.clock().advance(10);
  room.join(community, outsider);
  Room::must(merge(anna, from, into));
  EXPECT_EQ(unread(outsider, into), 0U);
  EXPECT_EQ(storage::all_of<v1::ReadMarker>(*world.read(), outsider.person)->size(), 0U);
}

TEST_F(Merge, WhatWasThereBeforeSomebodyJoinedStaysReadBesideWhatTheyRead) {
  world.clock().advance(10);
  room.join(community, outsider);
  world.clock().advance(10);
  const Id later = room.thread(anna, community, "C one");
  read_to(outsider, later, 1);
  Room::must(merge(anna, later, into));
  EXPECT_EQ(unread(outsider, into), 0U) << "new there, and read before it came";
  Room::must(merge(anna, from, into));
  EXPECT_EQ(unread(outsider, into), 0U) << "older than their joining";
}

TEST_F(Merge, FollowersComeAlongAndThoseWhoMuteDoNot) {
  Room::must(follow(anna, from, v1::THREAD_FOLLOW_FOLLOW));
  Room::must(follow(bo, from, v1::THREAD_FOLLOW_MUTE));
  Room::must(follow(steward, from, v1::THREAD_FOLLOW_FOLLOW));
  Room::must(follow(steward, into, v1::THREAD_FOLLOW_MUTE));
  Room::must(merge(anna, from, into));
  const auto level = [&](const Actor& actor) {
    const auto found = storage::find<v1::ThreadLevel>(*world.read(), actor.person, {into});
    return *found ? (*found)->follow() : v1::THREAD_FOLLOW_UNSPECIFIED;
  };
  EXPECT_EQ(level(anna), v1::THREAD_FOLLOW_FOLLOW);
  EXPECT_EQ(level(bo), v1::THREAD_FOLLOW_UNSPECIFIED);
  EXPECT_EQ(level(steward), v1::THREAD_FOLLOW_MUTE);
}

TEST_F(Merge, IsForWhoStartedItStewardsAndAdministratorsWhoAreIn) {
  struct Case {
    const Actor& actor;
    Code code;
  };
  for (const Case& one :
       {Case{bo, Code::kForbidden}, Case{guest, Code::kForbidden}, Case{outsider, Code::kNotFound},
        Case{world.admin(), Code::kNotFound}, Case{Actor(), Code::kUnauthenticated}}) {
    EXPECT_EQ(code(merge(one.actor, from, into)), one.code);
  }
  EXPECT_EQ(code(merge(anna, from, from)), Code::kInvalid);
  EXPECT_EQ(code(merge(anna, from, community)), Code::kNotFound);
  EXPECT_EQ(code(merge(anna, from, world.fresh_id())), Code::kNotFound);
  room.join(community, world.admin());
  EXPECT_EQ(code(merge(world.admin(), from, into)), tests::kAccepted);
}

TEST_F(Merge, AcrossCommunitiesTheCallerMustBeAbleToPostInBothAndNotShowItToMore) {
  const Id open = full_community(v1::OPENNESS_OPEN), closed = room.community(v1::OPENNESS_PRIVATE);
  const Id foreign = room.community(v1::OPENNESS_OPEN), quiet = full_community(v1::OPENNESS_OPEN);
  for (const Id& place : {closed, foreign}) room.join(place, outsider);
  const Id in_open = room.thread(anna, open), in_closed = room.thread(outsider, closed),
           in_foreign = room.thread(outsider, foreign), in_quiet = room.thread(anna, quiet);
  room.archive(quiet);
  EXPECT_EQ(code(merge(anna, from, in_open)), Code::kForbidden) << "more could read it";
  EXPECT_EQ(code(merge(anna, from, in_closed)), Code::kNotFound);
  EXPECT_EQ(code(merge(anna, from, in_foreign)), Code::kForbidden) << "not a member";
  EXPECT_EQ(code(merge(steward, from, in_quiet)), Code::kState);
  EXPECT_EQ(code(merge(anna, in_open, from)), tests::kAccepted) << "fewer read it";
  EXPECT_EQ(code(merge(steward, from, room.thread(anna, open))), tests::kAccepted);
}

TEST_F(Merge, NamesComeAlongToAnotherCommunity) {
  const Id target = room.community(v1::OPENNESS_PRIVATE);
  room.join(target, steward, true);
  const Id there = room.thread(steward, target, "There");
  Room::must(merge(steward, from, there));
  settle();
  const auto member = storage::find<v1::Member>(*world.read(), target, {bo.person});
  ASSERT_TRUE(member && *member);
  EXPECT_TRUE((*member)->left());
  EXPECT_EQ((*member)->name(), "Bo");
  EXPECT_FALSE(*storage::find<v1::ReadMarker>(*world.read(), anna.person, {there}))
      << "who is not in there gets nothing of it";
}

}  // namespace
}  // namespace fika::domain
