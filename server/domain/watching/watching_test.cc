// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/watching/watching.h"

#include <string>

#include <gtest/gtest.h>

#include "server/domain/pages/wiki_for_tests.h"

namespace fika::domain {
namespace {

using tests::kAccepted;

struct Watching : Wiki {
  Watching() : Wiki({threads(), messages(), reading(), pages(), watching()}) {}

  Result<v1::SetPageWatchReply> watch(const Actor& actor, const Id& id, bool with_subpages = false,
                                      bool watched = true) {
    v1::SetPageWatchRequest request;
    request.set_page(id.text());
    request.set_watched(watched);
    request.set_with_subpages(with_subpages);
    return world.call<v1::SetPageWatchReply>(actor, "SetPageWatch", request);
  }
  Result<v1::SetTagWatchReply> watch_tag(const Actor& actor, const std::string& tag,
                                         bool watched = true) {
    v1::SetTagWatchRequest request;
    request.set_tag(tag);
    request.set_watched(watched);
    return world.call<v1::SetTagWatchReply>(actor, "SetTagWatch", request);
  }
  v1::ListWatchedReply watched(const Actor& actor) {
    return Room::must(
        world.call<v1::ListWatchedReply>(actor, "ListWatched", v1::ListWatchedRequest()));
  }
  v1::ListWatchedChangesReply changes(const Actor& actor, std::uint32_t limit = 0) {
    v1::ListWatchedChangesRequest request;
    request.set_limit(limit);
    return Room::must(
        world.call<v1::ListWatchedChangesReply>(actor, "ListWatchedChanges", request));
  }
  // Such as "A 2 directly tree tag".
  Lines news(const Actor& actor) {
    Lines lines;
    const auto reply = changes(actor);
    for (const auto& one : reply.changes()) {
      lines.push_back(fmt::format(
          "{} {}{}{}{}", one.page().title(), one.revisions(), one.directly() ? " directly" : "",
          one.tree().empty() ? "" : " tree", one.tag().empty() ? "" : " " + one.tag()));
    }
    return lines;
  }
  std::int64_t mark(const Actor& actor, std::int64_t until) {
    v1::MarkWatchedSeenRequest request;
    request.set_until_ms(until);
    return Room::must(world.call<v1::MarkWatchedSeenReply>(actor, "MarkWatchedSeen", request))
        .seen_until_ms();
  }
  void change(const Actor& actor, const Id& id) {
    world.clock().advance(1);
    Room::must(save(actor, id, now(id).revision(), world.fresh_id().text()));
  }
  Id tagged(const Id& community, const std::string& title, const std::string& tag) {
    auto request = create_request(community, title);
    request.add_tags(tag);
    return *Id::parse(Room::must(create(bo, request)).id());
  }
  void TearDown() override {
    Wiki::TearDown();
    EXPECT_EQ(findings_of(watching(), *world.read()), Lines());
  }
};

TEST_F(Watching, IsThePersonsOwnAndNoSaveWritesForIt) {
  const Id a = page(open, "A");
  const auto set = Room::must(watch(bo, a, true));
  EXPECT_EQ(room.told(), Lines{"person put kind 62"});
  EXPECT_EQ(set.watch().since_ms(), world.clock().now_ms());
  Room::must(watch_tag(bo, " Coaching "));
  EXPECT_EQ(room.told(), Lines{"person put kind 63"});
  change(anna, a);
  EXPECT_EQ(room.told(), Lines{"community put kind 60"});
  const auto list = watched(bo);
  ASSERT_EQ(list.pages_size(), 1);
  EXPECT_TRUE(list.pages(0).watch().with_subpages());
  EXPECT_EQ(list.pages(0).page().title(), "A");
  ASSERT_EQ(list.tags_size(), 1);
  EXPECT_EQ(list.tags(0).tag(), "coaching");
  EXPECT_EQ(list.tags(0).written(), "Coaching");
  EXPECT_EQ(watched(anna).pages_size() + watched(anna).tags_size(), 0);
  Room::must(watch(bo, a, false, false));
  Room::must(watch_tag(bo, "COACHING", false));
  EXPECT_EQ(watched(bo).pages_size() + watched(bo).tags_size(), 0);
}

TEST_F(Watching, TellsWhatOthersChangedAndWhy) {
  const Id a = page(open, "A"), below = page(open, "A1", "", a),
           deep = page(open, "A1a", "", below), b = page({}, "B"), c = tagged(open, "C", "Tag"),
           other = page(open, "Other");
  Room::must(watch(bo, a, true));
  Room::must(watch(bo, b));
  Room::must(watch_tag(bo, "tag"));
  EXPECT_EQ(news(bo), Lines()) << "what was changed before is not new";
  for (const Id& id : {other, c, b, deep, a}) change(anna, id);
  change(anna, deep);
  change(bo, deep);
  EXPECT_EQ(news(bo), (Lines{"A1a 2 tree", "A 1 directly", "B 1 directly", "C 1 Tag"}));
  EXPECT_EQ(changes(bo).changes(0).revision().author(), anna.person.text());
  EXPECT_EQ(changes(bo, 2).changes_size(), 2);
  EXPECT_TRUE(changes(bo, 2).has_more());
  EXPECT_FALSE(changes(bo).has_more());
  EXPECT_EQ(news(anna), Lines());
  page(open, "Late", "", a);
  EXPECT_EQ(news(bo).front(), "Late 1 tree") << "it was begun since";
  change(bo, b);
  EXPECT_EQ(news(bo)[0], "B 1 directly") << "one's own change does not hide others'";
}

TEST_F(Watching, WhatWasSeenIsNotToldAgain) {
  const Id a = page(open, "A"), b = page(open, "B");
  for (const Id& id : {a, b}) Room::must(watch(bo, id));
  change(anna, a);
  const auto reply = changes(bo);
  EXPECT_EQ(reply.seen_until_ms(), 0);
  change(anna, b);
  EXPECT_EQ(mark(bo, reply.as_of_ms()), reply.as_of_ms());
  EXPECT_EQ(news(bo), Lines{"B 1 directly"});
  EXPECT_EQ(mark(bo, 1), reply.as_of_ms()) << "it only goes up";
  EXPECT_EQ(mark(bo, INT64_MAX), world.clock().now_ms()) << "and not past now";
  EXPECT_EQ(news(bo), Lines());
  EXPECT_EQ(mark(anna, 0), 0) << "everybody has their own";
}

TEST_F(Watching, OnlyWhatMayBeSeenNowIsTold) {
  const Id a = page(closed, "A"), b = page(open, "B"), c = page({}, "C");
  for (const Id& id : {a, b, c}) Room::must(watch(bo, id, true));
  Room::must(watch_tag(outsider, "secret"));
  Room::must(watch(guest, a));
  for (const Id& id : {a, b, c}) change(anna, id);
  tagged(closed, "Secret page", "secret");
  EXPECT_EQ(news(outsider), Lines());
  room.leave(closed, bo);
  Room::must(trash(anna, c));
  EXPECT_EQ(news(bo), Lines{"B 1 directly"});
  EXPECT_EQ(watched(bo).pages_size(), 1);
  EXPECT_EQ(news(guest), Lines{"A 1 directly"});
  Room::must(watch(bo, a, false, false));
  room.join(closed, bo);
  EXPECT_EQ(news(bo), Lines{"B 1 directly"}) << "it was let go out of sight";
}

TEST_F(Watching, IsForThoseWhoSeeThePage) {
  const Id in_open = page(open, "A"), in_closed = page(closed, "B"), common = page({}, "C");
  constexpr Code kNone = Code::kNotFound, kWho = Code::kUnauthenticated;
  struct Row {
    std::string_view caller;
    Actor actor;
    Code open, closed, common;
  };
  for (const Row& row : {Row{"anonymous", Actor(), kWho, kWho, kWho},
                         Row{"guest outside", stray_guest, kNone, kNone, kNone},
                         Row{"guest inside", guest, kAccepted, kAccepted, kNone},
                         Row{"member outside", outsider, kAccepted, kNone, kAccepted},
                         Row{"administrator", world.admin(), kAccepted, kNone, kAccepted},
                         Row{"member inside", bo, kAccepted, kAccepted, kAccepted},
                         Row{"steward", steward, kAccepted, kAccepted, kAccepted}}) {
    SCOPED_TRACE(row.caller);
    EXPECT_EQ(code(watch(row.actor, in_open)), row.open);
    EXPECT_EQ(code(watch(row.actor, in_closed)), row.closed);
    EXPECT_EQ(code(watch(row.actor, common)), row.common);
  }
  for (const Id& other : {open, world.organisation(), world.fresh_id()}) {
    EXPECT_EQ(code(watch(bo, other)), Code::kNotFound);
    EXPECT_EQ(code(watch(bo, other, false, false)), kAccepted) << "there is nothing to let go";
  }
}

TEST_F(Watching, WhatDoesNotFitIsRefused) {
  const Id a = page(open, "A");
  EXPECT_EQ(code(watch_tag(bo, " ")), Code::kInvalid);
  EXPECT_EQ(code(watch_tag(bo, std::string(kPageTagMax + 1, 'x'))), Code::kInvalid);
  v1::ListWatchedChangesRequest request;
  request.set_limit(kWatchedListMax + 1);
  EXPECT_EQ(world.refusal(bo, "ListWatchedChanges", request), Code::kInvalid);
  Room::must(watch(bo, a));
  for (std::size_t i = 1; i < kWatchesMax; ++i) Room::must(watch_tag(bo, fmt::format("tag {}", i)));
  EXPECT_EQ(code(watch_tag(bo, "one more")), Code::kLimit);
  EXPECT_EQ(code(watch(bo, a, true)), kAccepted) << "that one is there already";
  Room::must(trash(bo, a));
  world.clock().advance(kTrashKeptMs);
  world.writer().wake();
  settle();
  EXPECT_EQ(code(watch_tag(bo, "one more")), kAccepted) << "an erased page takes no room";
  EXPECT_EQ(watched(bo).tags_size(), static_cast<int>(kWatchesMax));
}

TEST_F(Watching, IsHeldAgainstThePages) {
  const Id a = page(open, "A");
  v1::PageWatch stray = Room::must(watch(bo, a)).watch();
  stray.set_page(world.fresh_id().text());
  v1::TagWatch other = Room::must(watch_tag(bo, "Tag")).watch();
  other.set_written("Other");
  expect_found(world, watching(),
               {with_entity("Somebody watches a page that never was", stray),
                with_entity("A watched tag is not found by its pages", other)});
}

}  // namespace
}  // namespace fika::domain
