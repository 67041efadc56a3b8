// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/threads/threads.h"

#include <gtest/gtest.h>

#include "server/domain/messages/room_for_tests.h"

namespace fika::domain {
namespace {

using tests::kAccepted;
using tests::Lines;
using tests::Room;

struct Threads : testing::Test {
  Room room;
  tests::World& world = room.world;
  Actor anna = world.person("Anna"), bo = world.person("Bo"), steward = world.person("Steward"),
        outsider = world.person("Outsider"), guest = world.person("Guest", v1::ROLE_GUEST);
  Id community;

  void SetUp() override { community = full_community(v1::OPENNESS_PRIVATE); }

  // With Anna, Bo, the guest and the steward in it.
  Id full_community(v1::Openness openness) {
    const Id id = room.community(openness);
    for (const Actor& actor : {anna, bo, guest}) room.join(id, actor);
    room.join(id, steward, true);
    return id;
  }
  Result<v1::Thread> rename(const Actor& actor, const Id& thread, const std::string& title) {
    v1::RenameThreadRequest request;
    request.set_thread(thread.text());
    request.set_title(title);
    return world.call<v1::Thread>(actor, "RenameThread", request);
  }
  Result<v1::Thread> move(const Actor& actor, const Id& thread, const Id& target) {
    v1::MoveThreadRequest request;
    request.set_thread(thread.text());
    request.set_community(target.text());
    return world.call<v1::Thread>(actor, "MoveThread", request);
  }
  Result<v1::Thread> resolve(const Actor& actor, const Id& thread, bool resolved = true) {
    v1::SetResolvedRequest request;
    request.set_thread(thread.text());
    request.set_resolved(resolved);
    return world.call<v1::Thread>(actor, "SetResolved", request);
  }
  Result<v1::Thread> pin(const Actor& actor, const Id& thread, bool pinned = true) {
    v1::SetThreadPinnedRequest request;
    request.set_thread(thread.text());
    request.set_pinned(pinned);
    return world.call<v1::Thread>(actor, "SetThreadPinned", request);
  }
  Result<v1::ThreadLevel> follow(const Actor& actor, const Id& thread, v1::ThreadFollow level) {
    v1::SetThreadLevelRequest request;
    request.set_thread(thread.text());
    request.set_follow(level);
    return world.call<v1::ThreadLevel>(actor, "SetThreadLevel", request);
  }
  Result<v1::ThreadView> get(const Actor& actor, const Id& thread) {
    v1::GetThreadRequest request;
    request.set_thread(thread.text());
    return world.call<v1::ThreadView>(actor, "GetThread", request);
  }
  Result<v1::ListThreadsReply> list(const Actor& actor, const Id& place, std::uint32_t limit = 0,
                                    const std::string& page = {}) {
    v1::ListThreadsRequest request;
    request.set_community(place.text());
    request.set_limit(limit);
    request.set_page(page);
    return world.call<v1::ListThreadsReply>(actor, "ListThreads", request);
  }
  std::vector<Id> listed(const Id& place, std::uint32_t limit = 0) {
    std::vector<Id> ids;
    std::string page;
    do {
      const auto reply = Room::must(list(anna, place, limit, page));
      for (const auto& view : reply.threads()) ids.push_back(*Id::parse(view.thread().id()));
      page = reply.next_page();
    } while (!page.empty());
    return ids;
  }
};

template <class T>
Code code(const Result<T>& result) {
  return result ? kAccepted : result.error().code;
}

TEST_F(Threads, StartingOnePutsThreadHeadAndMessage) {
  const auto reply = room.start(anna, community, "# What we *learned*\n\nA lot.");
  EXPECT_EQ(room.told(), (Lines{"community put Head", "community put Message",
                                "community put Thread", "person put ReadMarker"}));
  EXPECT_EQ(reply.thread().title(), "What we *learned*");
  EXPECT_EQ(reply.thread().kind(), v1::THREAD_KIND_DISCUSSION);
  EXPECT_EQ(reply.thread().community(), community.text());
  EXPECT_EQ(reply.thread().author(), anna.person.text());
  EXPECT_EQ(reply.message().ordinal(), 1u);
  EXPECT_EQ(reply.message().root(), reply.thread().id());
  const Id id = *Id::parse(reply.thread().id());
  EXPECT_EQ(room.marker(anna, id).ordinal(), 1u);
  EXPECT_EQ(Room::must(get(bo, id)).head().last_ordinal(), 1u);
}

TEST_F(Threads, StartingOneIsRefusedWhole) {
  const auto refused = [&](const std::function<void(v1::StartThreadRequest&)>& change,
                           const Actor& actor) {
    auto request = room.thread_request(community, "Hello");
    change(request);
    return world.refusal(actor, "StartThread", request);
  };
  const auto taken = room.start(anna, community);
  struct Row {
    std::function<void(v1::StartThreadRequest&)> change;
    Code expected;
  };
  using Request = v1::StartThreadRequest;
  const std::vector<Row> rows = {
      {[](Request&) {}, kAccepted},
      {[&](Request& r) { r.set_id(taken.thread().id()); }, Code::kExists},
      {[&](Request& r) { r.set_id(taken.message().id()); }, Code::kExists},
      {[&](Request& r) { r.set_id(community.text()); }, Code::kExists},
      {[&](Request& r) { r.set_id(anna.person.text()); }, Code::kExists},
      {[&](Request& r) { r.set_message(taken.message().id()); }, Code::kExists},
      {[&](Request& r) { r.set_message(r.id()); }, Code::kExists},
      {[](Request& r) { r.set_id("x"); }, Code::kInvalid},
      {[](Request& r) { r.set_message(""); }, Code::kInvalid},
      {[](Request& r) { r.set_text(" "); }, Code::kInvalid},
      {[](Request& r) { r.set_title(std::string(kTitleSizeMax + 1, 'a')); }, Code::kInvalid},
      {[](Request& r) { r.set_title("a\nb"); }, Code::kInvalid},
      {[](Request& r) { r.set_title(std::string(kTitleSizeMax, 'a')); }, kAccepted},
      {[](Request& r) { r.set_language("sv-SE"); }, kAccepted},
      {[](Request& r) { r.set_language("svenska!"); }, Code::kInvalid},
      {[](Request& r) { r.set_kind(v1::THREAD_KIND_QUESTION); }, kAccepted},
      {[](Request& r) { r.set_kind(v1::THREAD_KIND_SESSION); }, Code::kInvalid},
      {[](Request& r) { r.set_kind(static_cast<v1::ThreadKind>(99)); }, Code::kInvalid},
      {[](Request& r) { r.set_kind(v1::THREAD_KIND_ANNOUNCEMENT); }, Code::kForbidden},
      {[&](Request& r) { r.set_community(taken.thread().id()); }, Code::kNotFound},
      {[&](Request& r) { r.set_community(taken.message().id()); }, Code::kNotFound},
      {[&](Request& r) { r.set_community(anna.person.text()); }, Code::kNotFound},
      {[&](Request& r) { r.set_community(world.fresh_id().text()); }, Code::kNotFound},
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(refused(rows[i].change, anna), rows[i].expected) << "row " << i;
  }
  const auto announce = [](Request& r) { r.set_kind(v1::THREAD_KIND_ANNOUNCEMENT); };
  EXPECT_EQ(refused(announce, steward), kAccepted);
  EXPECT_EQ(refused([](Request&) {}, guest), kAccepted);
  room.archive(community);
  EXPECT_EQ(refused([](Request&) {}, anna), Code::kState);
}

TEST_F(Threads, TheFirstLineMakesATitle) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"Hello\nthere", "Hello"},
      {"## Hello there", "Hello there"},
      {"[@Anna](/people/x) asks [this](https://example.org)", "@Anna asks this"},
      {"An [open bracket", "An [open bracket"},
      {"", ""},
  };
  for (const auto& [text, title] : cases) EXPECT_EQ(title_from(text), title) << text;
  const std::string cut = title_from(std::string(500, 'a'));
  EXPECT_EQ(cut, std::string(kMadeTitleSizeMax - 1, 'a') + "…");
}

TEST_F(Threads, AuthorsAndStewardsRename) {
  const Id thread = room.thread(anna, community);
  EXPECT_EQ(Room::must(rename(anna, thread, " New ")).title(), "New");
  EXPECT_EQ(room.told(), (Lines{"community put Thread"}));
  EXPECT_EQ(code(rename(steward, thread, "Newer")), kAccepted);
  EXPECT_EQ(code(rename(bo, thread, "Mine")), Code::kForbidden);
  EXPECT_EQ(code(rename(anna, thread, "")), Code::kInvalid);
  EXPECT_EQ(code(rename(outsider, thread, "x")), Code::kNotFound);
  EXPECT_EQ(Room::must(get(anna, thread)).thread().title(), "Newer");
}

TEST_F(Threads, ResolvingSaysWhoAndBumpsNothing) {
  const Id first = room.thread(anna, community);
  world.clock().advance(1);
  const Id second = room.thread(anna, community);
  world.clock().advance(1);
  EXPECT_EQ(Room::must(resolve(bo, first)).resolved_by(), bo.person.text());
  EXPECT_EQ(room.told(), (Lines{"community put Thread"}));
  EXPECT_EQ(Room::must(resolve(anna, first)).resolved_by(), bo.person.text());
  EXPECT_EQ(listed(community), (std::vector<Id>{second, first}));
  EXPECT_EQ(Room::must(resolve(anna, first, false)).resolved_by(), "");
}

TEST_F(Threads, AMoveIsTwoLinesAndThePinStays) {
  const Id target = full_community(v1::OPENNESS_PRIVATE);
  const Id thread = room.thread(anna, community);
  room.say(bo, thread);
  Room::must(pin(steward, thread));
  const auto moved = Room::must(move(anna, thread, target));
  EXPECT_EQ(moved.community(), target.text());
  EXPECT_FALSE(moved.pinned());
  EXPECT_EQ(room.told(),
            (Lines{"community entered root", "community left root", "community put Thread"}));
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

TEST_F(Threads, PinnedComeFirstAndPagesGoOnWhereTheyEnded) {
  std::vector<Id> ids;
  for (int i = 0; i < 9; ++i) {
    ids.push_back(room.thread(anna, community));
    world.clock().advance(i % 2);  // some in the same millisecond
  }
  Room::must(pin(steward, ids[2]));
  Room::must(pin(steward, ids[4]));
  const std::vector<Id> all = listed(community);
  ASSERT_EQ(all.size(), 9u);
  EXPECT_EQ((std::vector<Id>{all[0], all[1]}), (std::vector<Id>{ids[4], ids[2]}));
  for (std::uint32_t limit = 1; limit <= 10; ++limit) EXPECT_EQ(listed(community, limit), all);

  // A post above the page's end moves nothing below it.
  const auto page = Room::must(list(anna, community, 4));
  room.say(bo, all[8]);
  const auto rest = Room::must(list(anna, community, 200, page.next_page()));
  EXPECT_EQ(rest.threads_size(), 4);
  EXPECT_EQ(rest.threads(0).thread().id(), all[4].text());
  EXPECT_EQ(listed(community)[2], all[8]);

  EXPECT_EQ(code(list(anna, community, 201)), Code::kInvalid);
  for (const std::string token : {"x", "p", "r0000000000000000", "p00000000000000g0"}) {
    EXPECT_EQ(code(list(anna, community, 1, token)), Code::kInvalid);
    EXPECT_EQ(code(list(anna, community, 1, token + ids[0].text())),
              token.size() == 17 && token[0] == 'r' ? kAccepted : Code::kInvalid);
  }
  EXPECT_EQ(code(list(anna, ids[0])), Code::kNotFound);
}

TEST_F(Threads, PinsAreCounted) {
  std::vector<Id> ids;
  for (std::size_t i = 0; i <= kPinnedThreadsMax; ++i) ids.push_back(room.thread(anna, community));
  for (std::size_t i = 0; i < kPinnedThreadsMax; ++i) Room::must(pin(steward, ids[i]));
  EXPECT_EQ(code(pin(steward, ids.back())), Code::kLimit);
  Room::must(pin(steward, ids[0], false));
  EXPECT_EQ(code(pin(steward, ids.back())), kAccepted);
  EXPECT_EQ(room.told(), (Lines{"community put Thread"}));
}

TEST_F(Threads, ALevelIsThePersonsOwn) {
  const Id thread = room.thread(anna, community);
  EXPECT_EQ(code(follow(bo, thread, v1::THREAD_FOLLOW_MUTE)), kAccepted);
  EXPECT_EQ(room.told(), (Lines{"person put ThreadLevel"}));
  EXPECT_EQ(room.world.last_commit().scopes[0].scope.id, bo.person);
  EXPECT_EQ(code(follow(bo, thread, v1::THREAD_FOLLOW_UNSPECIFIED)), kAccepted);
  EXPECT_EQ(room.told(), (Lines{"person erase ThreadLevel"}));
  EXPECT_EQ(code(follow(bo, thread, static_cast<v1::ThreadFollow>(9))), Code::kInvalid);
  EXPECT_EQ(code(follow(bo, community, v1::THREAD_FOLLOW_MUTE)), Code::kNotFound);
}

TEST_F(Threads, ASnapshotCarriesTheNewestAndThePinned) {
  const Id oldest = room.thread(anna, community);
  for (std::size_t i = 0; i <= kThreadsInSnapshot; ++i) {
    world.clock().advance(1);
    room.say(bo, room.thread(anna, community));
  }
  Room::must(pin(steward, oldest));
  Room::must(follow(bo, oldest, v1::THREAD_FOLLOW_FOLLOW));
  const auto reader = world.read();
  const Query query{*reader, bo, world.organisation(), world.clock().now_ms()};
  SnapshotBuilder builder(*reader);
  v1::Snapshot snapshot, own;
  builder.begin(snapshot);
  Room::must(threads().snapshot(query, community_scope(community), builder));
  EXPECT_EQ(snapshot.puts_size(), 2 * static_cast<int>(kThreadsInSnapshot + 1));
  EXPECT_EQ(builder.roots().size(), kThreadsInSnapshot + 1);
  EXPECT_TRUE(builder.roots().contains(oldest));
  EXPECT_EQ(builder.people(), (std::set<Id>{anna.person, bo.person}));
  builder.begin(own);
  Room::must(threads().snapshot(query, person_scope(bo.person), builder));
  EXPECT_EQ(own.puts_size(), 1);
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
