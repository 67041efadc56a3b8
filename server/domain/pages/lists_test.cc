// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "server/domain/pages/wiki_for_tests.h"

namespace fika::domain {
namespace {

struct Lists : Wiki {
  Lines recent(const Actor& actor, const Id& community, bool everywhere = false,
               std::uint32_t limit = 0) {
    v1::ListRecentChangesRequest request;
    request.set_community(text_of(community));
    request.set_everywhere(everywhere);
    request.set_limit(limit);
    Lines lines;
    do {
      const auto reply =
          Room::must(world.call<v1::ListRecentChangesReply>(actor, "ListRecentChanges", request));
      for (const auto& one : reply.changes()) {
        lines.push_back(fmt::format("{} {}", one.page().title(), one.revision().number()));
      }
      request.set_page(reply.next_page());
    } while (!request.page().empty());
    return lines;
  }
  Lines tags(const Actor& actor, const Id& community, bool everywhere = false) {
    v1::ListTagsRequest request;
    request.set_community(text_of(community));
    request.set_everywhere(everywhere);
    Lines lines;
    const auto reply = Room::must(world.call<v1::ListTagsReply>(actor, "ListTags", request));
    for (const auto& one : reply.tags()) {
      lines.push_back(fmt::format("{} {}", one.tag(), one.page_count()));
    }
    return lines;
  }
  Lines tagged(const Actor& actor, const std::string& tag, const Id& community,
               bool everywhere = false, std::uint32_t limit = 0) {
    v1::ListPagesByTagRequest request;
    request.set_tag(tag);
    request.set_community(text_of(community));
    request.set_everywhere(everywhere);
    request.set_limit(limit);
    Lines lines;
    do {
      const auto reply =
          Room::must(world.call<v1::ListPagesByTagReply>(actor, "ListPagesByTag", request));
      for (const auto& one : reply.pages()) lines.push_back(one.title());
      request.set_page(reply.next_page());
    } while (!request.page().empty());
    return lines;
  }
  Id tagged_page(const Id& community, const std::string& title, const Lines& words) {
    auto request = create_request(community, title);
    for (const std::string& word : words) request.add_tags(word);
    world.clock().advance(1000);
    return *Id::parse(Room::must(create(anna, request)).id());
  }
};

TEST_F(Lists, WhatChangedLastComesFirstAndOnlyWhatTheReaderSees) {
  const Id a = tagged_page(open, "A", {});
  tagged_page(closed, "B", {});
  tagged_page({}, "C", {});
  world.clock().advance(1000);
  Room::must(save(anna, a, 1, "more"));
  EXPECT_EQ(recent(anna, {}, true), (Lines{"A 2", "C 1", "B 1"}));
  EXPECT_EQ(recent(anna, {}, true, 1), (Lines{"A 2", "C 1", "B 1"}));
  EXPECT_EQ(recent(outsider, {}, true), (Lines{"A 2", "C 1"}));
  EXPECT_EQ(recent(guest, {}, true), (Lines{"A 2", "B 1"}));
  EXPECT_EQ(recent(stray_guest, {}, true), Lines());
  EXPECT_EQ(recent(anna, closed), Lines{"B 1"});
  EXPECT_EQ(recent(anna, {}), Lines{"C 1"});
  const Id below = page(open, "Below", "", a);
  Room::must(trash(anna, a));
  EXPECT_EQ(recent(anna, open), Lines()) << "what is below it is in the trash too";
  Room::must(restore(anna, a));
  Room::must(move(anna, below, closed));
  EXPECT_EQ(recent(anna, open), Lines{"A 2"});
  EXPECT_EQ(recent(anna, closed), (Lines{"Below 1", "B 1"}));
}

TEST_F(Lists, TagsAreCountedAndFoundWhateverTheirCase) {
  const Id a = tagged_page(open, "A", {"Coffee", "Milk"});
  tagged_page(open, "B", {"coffee"});
  tagged_page(closed, "C", {"COFFEE", "secret"});
  EXPECT_EQ(tags(anna, open), (Lines{"Coffee 2", "Milk 1"}));
  EXPECT_EQ(tags(anna, {}, true), (Lines{"Coffee 3", "Milk 1", "secret 1"}));
  EXPECT_EQ(tags(outsider, {}, true), (Lines{"Coffee 2", "Milk 1"}));
  EXPECT_EQ(tagged(anna, "cOFFEE", {}, true), (Lines{"A", "B", "C"}));
  EXPECT_EQ(tagged(anna, "coffee", {}, true, 1), (Lines{"A", "B", "C"}));
  EXPECT_EQ(tagged(outsider, "coffee", {}, true), (Lines{"A", "B"}));
  EXPECT_EQ(tagged(anna, "coffee", open, false), (Lines{"A", "B"}));
  EXPECT_EQ(tagged(outsider, "secret", {}, true), Lines());
  auto request = save_request(a, 1);
  request.set_replace_tags(true);
  Room::must(save(anna, request));
  EXPECT_EQ(tags(anna, open), Lines{"coffee 1"});
}

TEST_F(Lists, AskForTooMuchOrNonsenseIsRefused) {
  v1::ListRecentChangesRequest recent_request;
  recent_request.set_limit(201);
  EXPECT_EQ(world.refusal(anna, "ListRecentChanges", recent_request), Code::kInvalid);
  recent_request.set_limit(1);
  for (const std::string& token : {std::string("x"), std::string("abc"), std::string(5000, 'a')}) {
    recent_request.set_page(token);
    EXPECT_EQ(world.refusal(anna, "ListRecentChanges", recent_request), Code::kInvalid);
  }
  EXPECT_EQ(code(list(anna, open, {}, 501)), Code::kInvalid);
  v1::ListPagesByTagRequest by_tag;
  EXPECT_EQ(world.refusal(anna, "ListPagesByTag", by_tag), Code::kInvalid);
  by_tag.set_tag(std::string(41, 'x'));
  EXPECT_EQ(world.refusal(anna, "ListPagesByTag", by_tag), Code::kInvalid);
}

}  // namespace
}  // namespace fika::domain
