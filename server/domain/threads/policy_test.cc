// SPDX-License-Identifier: GPL-3.0-or-later
// Who may do what, and who may take a thread where.
#include "server/domain/threads/fixture_for_tests.h"

namespace fika::domain {
namespace {

using tests::kAccepted;
using tests::Lines;
using tests::Room;

TEST_F(Threads, AMoveIsTwoLinesAndThePinStaysBehind) {
  const Id target = full_community(v1::OPENNESS_PRIVATE);
  const Id thread = room.thread(anna, community);
  room.say(bo, thread);
  Room::must(pin(steward, thread));
  const auto moved = Room::must(move(anna, thread, target));
  EXPECT_EQ(moved.community(), target.text());
  EXPECT_FALSE(moved.pinned());
  EXPECT_EQ(room.told(), (Lines{"community entered root", "community left root",
                                "community put Head", "community put Thread"}));
  EXPECT_TRUE(listed(community).empty());
  EXPECT_EQ(listed(target), (std::vector<Id>{thread}));
  // Its messages went with it, and its link still works.
  EXPECT_EQ(room.say(bo, thread).ordinal(), 3u);
  EXPECT_EQ(Room::must(get(bo, thread)).thread().community(), target.text());
  EXPECT_EQ(listed(target), (std::vector<Id>{thread}));
  room.leave(target, bo);
  EXPECT_EQ(code(get(bo, thread)), Code::kNotFound);
}

TEST_F(Threads, WhoMayMoveWhere) {
  const Id open = full_community(v1::OPENNESS_OPEN);
  const Id asked = full_community(v1::OPENNESS_ON_REQUEST);
  const Id foreign_open = room.community(v1::OPENNESS_OPEN);
  const Id foreign_private = room.community(v1::OPENNESS_PRIVATE);
  const Id closed = full_community(v1::OPENNESS_PRIVATE);
  room.archive(closed);
  struct Row {
    Actor actor;
    Id from, to;
    Code expected;
  };
  const std::vector<Row> rows = {
      {anna, open, asked, kAccepted},
      {anna, open, community, kAccepted},
      {guest, open, community, Code::kForbidden},  // neither author nor steward
      {bo, open, community, Code::kForbidden},
      {anna, community, open, Code::kForbidden},  // more could read it
      {anna, asked, open, Code::kForbidden},
      {anna, community, asked, Code::kForbidden},
      {steward, community, open, kAccepted},
      {steward, open, foreign_open, Code::kForbidden},
      {anna, open, foreign_private, Code::kNotFound},
      {anna, open, closed, Code::kState},
      {anna, open, world.organisation(), Code::kNotFound},
      {anna, open, room.thread(anna, open), Code::kNotFound},
      {outsider, open, foreign_open, Code::kForbidden},
      {outsider, community, open, Code::kNotFound},
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Id thread = room.thread(anna, rows[i].from);
    EXPECT_EQ(code(move(rows[i].actor, thread, rows[i].to)), rows[i].expected) << "row " << i;
  }
  // An announcement goes where one is a steward.
  const Id unled = room.community(v1::OPENNESS_PRIVATE);
  room.join(unled, steward);
  auto request = room.thread_request(community, "Hear ye");
  request.set_kind(v1::THREAD_KIND_ANNOUNCEMENT);
  ASSERT_EQ(world.refusal(steward, "StartThread", request), kAccepted);
  const Id announcement = *Id::parse(request.id());
  EXPECT_EQ(code(move(steward, announcement, unled)), Code::kForbidden);
  EXPECT_EQ(code(move(steward, announcement, open)), kAccepted);
}

TEST_F(Threads, ThePolicyHolds) {
  constexpr Code kOk = kAccepted, kNo = Code::kForbidden, kNone = Code::kNotFound,
                 kWho = Code::kUnauthenticated;
  struct Row {
    std::string_view caller;
    Actor actor;
    bool is_in;
    Code starts, authors, stewards, reads;  // in an open community
    Code hidden;                            // in one that is not
  };
  const std::vector<Row> rows = {
      {"anonymous", Actor{}, false, kWho, kWho, kWho, kWho, kWho},
      {"guest outside", world.person("G", v1::ROLE_GUEST), false, kNone, kNone, kNone, kNone,
       kNone},
      {"guest inside", guest, true, kOk, kNo, kNo, kOk, kOk},
      {"member outside", outsider, false, kNo, kNo, kNo, kOk, kNone},
      {"member inside", bo, true, kOk, kNo, kNo, kOk, kOk},
      {"author", anna, true, kOk, kOk, kNo, kOk, kOk},
      {"steward", steward, true, kOk, kOk, kOk, kOk, kOk},
      {"administrator outside", world.admin(), false, kNo, kNo, kNo, kOk, kNone},
  };
  for (const auto openness : {v1::OPENNESS_OPEN, v1::OPENNESS_ON_REQUEST, v1::OPENNESS_PRIVATE}) {
    const Id place = full_community(openness);
    const Id target = full_community(v1::OPENNESS_PRIVATE);
    for (const Row& row : rows) {
      SCOPED_TRACE(fmt::format("{}, openness {}", row.caller, static_cast<int>(openness)));
      const bool is_open = openness == v1::OPENNESS_OPEN;
      const auto expected = [&](Code open) { return is_open || row.is_in ? open : row.hidden; };
      const Id thread = room.thread(anna, place);
      EXPECT_EQ(world.refusal(row.actor, "StartThread", room.thread_request(place, "x")),
                expected(row.starts));
      EXPECT_EQ(code(rename(row.actor, thread, "x")), expected(row.authors));
      EXPECT_EQ(code(resolve(row.actor, thread)), expected(row.starts));
      EXPECT_EQ(code(pin(row.actor, thread)), expected(row.stewards));
      EXPECT_EQ(code(follow(row.actor, thread, v1::THREAD_FOLLOW_MUTE)), expected(row.reads));
      EXPECT_EQ(code(get(row.actor, thread)), expected(row.reads));
      EXPECT_EQ(code(list(row.actor, place)), expected(row.reads));
      EXPECT_EQ(code(move(row.actor, thread, target)), expected(row.authors));
    }
  }
}

}  // namespace
}  // namespace fika::domain
