// SPDX-License-Identifier: GPL-3.0-or-later
// What links mean, and to whom: titles of pages that somebody may not see show nowhere.
#include <gtest/gtest.h>

#include "server/domain/pages/wiki_for_tests.h"

namespace fika::domain {
namespace {

struct PageLinks : Wiki {
  Lines backlinks(const Actor& actor, const Id& id, std::uint32_t limit = 0) {
    v1::ListBacklinksRequest request;
    request.set_page(id.text());
    request.set_limit(limit);
    Lines lines;
    do {
      const auto reply =
          Room::must(world.call<v1::ListBacklinksReply>(actor, "ListBacklinks", request));
      for (const auto& one : reply.pages()) lines.push_back(one.title());
      request.set_page_token(reply.next_page());
    } while (!request.page_token().empty());
    return lines;
  }
  // "title count" each.
  Lines wanted(const Actor& actor, const Id& community, bool everywhere = false,
               std::uint32_t limit = 0) {
    v1::ListWantedPagesRequest request;
    request.set_community(text_of(community));
    request.set_everywhere(everywhere);
    request.set_limit(limit);
    Lines lines;
    do {
      const auto reply =
          Room::must(world.call<v1::ListWantedPagesReply>(actor, "ListWantedPages", request));
      for (const auto& one : reply.wanted()) {
        lines.push_back(fmt::format("{} {}", one.title(), one.page_count()));
      }
      request.set_page(reply.next_page());
    } while (!request.page().empty());
    return lines;
  }
  std::string html(const Actor& actor, const Id& id) { return Room::must(get(actor, id)).html(); }
};

TEST_F(PageLinks, ATitleMeansAPageOfTheSamePlaceFirst) {
  const Id here = page(open, "Guide"), general = page({}, "Guide"), there = page(closed, "Guide");
  EXPECT_EQ(found(anna, open, "guide"), here.text());
  EXPECT_EQ(found(anna, closed, "Guide"), there.text());
  EXPECT_EQ(found(anna, {}, " GUIDE "), general.text());
  Room::must(trash(anna, here));
  EXPECT_EQ(found(anna, open, "Guide"), general.text());
  Room::must(trash(anna, general));
  EXPECT_EQ(found(anna, open, "Guide"), there.text());
  EXPECT_EQ(found(outsider, open, "Guide"), "not_found");
  EXPECT_EQ(found(world.admin(), open, "Guide"), "not_found");
  EXPECT_EQ(found(outsider, closed, "Guide"), "not_found");
  EXPECT_EQ(found(anna, open, ""), "not_found");
}

TEST_F(PageLinks, GuestsFindWhatTheirCommunitiesHave) {
  const Id general = page({}, "Rules"), here = page(closed, "Plan");
  EXPECT_EQ(found(guest, closed, "Rules"), "not_found");
  EXPECT_EQ(found(guest, {}, "Plan"), here.text());
  EXPECT_EQ(found(stray_guest, {}, "Plan"), "not_found");
  EXPECT_EQ(found(anna, closed, "Rules"), general.text());
}

TEST_F(PageLinks, AFormerTitleInThePlaceComesBeforeAnotherPlacesPresentOne) {
  const Id here = page(open, "Old");
  Room::must(rename(anna, here, "New"));
  const Id general = page({}, "Old");
  EXPECT_EQ(found(anna, open, "Old"), here.text());
  EXPECT_EQ(found(anna, closed, "Old"), general.text());
}

TEST_F(PageLinks, AreShownAsTheReaderMayKnowThem) {
  const Id secret = page(closed, "Secret plan");
  const Id id = page(open, "Start", "See [[secret PLAN]] and [[Nothing]].");
  EXPECT_NE(html(anna, id).find("/p/" + secret.text()), std::string::npos) << html(anna, id);
  EXPECT_NE(html(anna, id).find("Secret plan"), std::string::npos) << html(anna, id);
  for (const Actor& actor : {outsider, world.admin()}) {
    EXPECT_EQ(html(actor, id).find(secret.text()), std::string::npos) << html(actor, id);
    EXPECT_EQ(html(actor, id).find("Secret plan"), std::string::npos) << html(actor, id);
  }
  Room::must(rename(anna, secret, "Hidden plan"));
  EXPECT_NE(html(anna, id).find("Hidden plan"), std::string::npos) << "no page was written again";
  EXPECT_EQ(html(outsider, id).find("Hidden"), std::string::npos);
}

TEST_F(PageLinks, ThePagesThatLinkAreFound) {
  const Id target = page(open, "Target");
  const Id by_title = page(open, "By title", "[[target]]");
  const Id by_id = page({}, "By id", "[it](/p/" + target.text() + ")");
  page(closed, "From the closed", "[[Target]]");
  page(open, "Not at all", "Target");
  EXPECT_EQ(backlinks(anna, target), (Lines{"By title", "By id", "From the closed"}));
  EXPECT_EQ(backlinks(anna, target, 1), (Lines{"By title", "By id", "From the closed"}));
  EXPECT_EQ(backlinks(outsider, target), (Lines{"By title", "By id"}));
  Room::must(rename(anna, target, "Elsewhere"));
  EXPECT_EQ(backlinks(outsider, target), (Lines{"By title", "By id"}));
  // A page that the title means now takes the link.
  const Id other = page(open, "Target");
  EXPECT_EQ(backlinks(outsider, target), Lines{"By id"});
  EXPECT_EQ(backlinks(outsider, other), Lines{"By title"});
  Room::must(trash(anna, by_id));
  EXPECT_EQ(backlinks(outsider, target), Lines());
  Room::must(save(anna, by_title, 1, "nothing"));
  EXPECT_EQ(backlinks(outsider, other), Lines());
  Room::must(bring_back(anna, by_title, 1, 2));
  EXPECT_EQ(backlinks(outsider, other), Lines{"By title"});
}

TEST_F(PageLinks, WantedPagesAreThoseThatNobodyBegan) {
  page(open, "One", "[[Wanted]] [[Start]] [[zebra]]");
  page(open, "Two", "[[wanted|words]]");
  page(closed, "Three", "[[Wanted]] [[Ägg]]");
  page({}, "Start", "[[Secret]]");
  page(closed, "Secret");
  EXPECT_EQ(wanted(anna, open), (Lines{"Wanted 2", "zebra 1"}));
  EXPECT_EQ(wanted(anna, {}, true), (Lines{"Wanted 3", "zebra 1", "Ägg 1"}));
  EXPECT_EQ(wanted(anna, {}, true, 1), (Lines{"Wanted 3", "zebra 1", "Ägg 1"}));
  // To those who may not see it, it is as if it were not there.
  EXPECT_EQ(wanted(outsider, {}, true), (Lines{"Secret 1", "Wanted 2", "zebra 1"}));
  EXPECT_EQ(wanted(guest, {}, true), (Lines{"Start 1", "Wanted 3", "zebra 1", "Ägg 1"}));
  v1::ListWantedPagesRequest request;
  request.set_community(closed.text());
  EXPECT_EQ(world.refusal(outsider, "ListWantedPages", request), Code::kNotFound);
  request.set_everywhere(true);
  EXPECT_EQ(world.refusal(anna, "ListWantedPages", request), Code::kInvalid);
  page(open, "Wanted");
  EXPECT_EQ(wanted(anna, {}, true), (Lines{"zebra 1", "Ägg 1"}));
}

TEST_F(PageLinks, TranslationsShowToThoseWhoSeeThem) {
  const Id english = page({}, "Coffee", "text");
  auto request = create_request(closed, "Kaffe");
  request.set_translation_of(english.text());
  const Id swedish = *Id::parse(Room::must(create(anna, request)).id());
  const auto view = Room::must(get(anna, english));
  ASSERT_EQ(view.translations_size(), 1);
  EXPECT_EQ(view.translations(0).page().title(), "Kaffe");
  EXPECT_FALSE(view.translations(0).is_behind());
  EXPECT_EQ(Room::must(get(outsider, english)).translations_size(), 0);
  Room::must(save(anna, english, 1, "more"));
  EXPECT_TRUE(Room::must(get(anna, english)).translations(0).is_behind());
  EXPECT_TRUE(Room::must(get(anna, swedish)).original().is_behind());
  EXPECT_FALSE(Room::must(get(guest, swedish)).has_original());
  auto caught_up = save_request(swedish, 1);
  caught_up.set_translated_revision(2);
  Room::must(save(anna, caught_up));
  EXPECT_FALSE(Room::must(get(anna, swedish)).original().is_behind());
  // What the caller may not see cannot be named.
  const Id secret = page(closed, "Secret");
  auto stolen = create_request({}, "Stolen");
  stolen.set_translation_of(secret.text());
  EXPECT_EQ(code(create(outsider, stolen)), Code::kNotFound);
}

TEST_F(PageLinks, SourcesAreWhatTheCallerSees) {
  const Id thread = room.thread(anna, closed);
  const std::string message = room.say(anna, thread).id();
  auto request = create_request(open, "Lesson");
  request.add_sources(thread.text());
  request.add_sources(message);
  request.add_sources(thread.text());
  EXPECT_EQ(code(create(outsider, request)), Code::kForbidden);
  const auto made = Room::must(create(bo, request));
  EXPECT_EQ(made.sources_size(), 2);
  request.set_id(world.fresh_id().text());
  request.set_community("");
  EXPECT_EQ(code(create(outsider, request)), Code::kNotFound);
}

}  // namespace
}  // namespace fika::domain
