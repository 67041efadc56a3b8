// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/threads/fixture_for_tests.h"

namespace fika::domain {
namespace {

using tests::kAccepted;
using tests::Lines;
using tests::Room;

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

}  // namespace
}  // namespace fika::domain
