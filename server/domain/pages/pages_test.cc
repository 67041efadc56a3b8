// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/pages/pages.h"

#include <gtest/gtest.h>

#include "server/domain/pages/wiki_for_tests.h"

namespace fika::domain {
namespace {

TEST_F(Wiki, APageIsBegunWithItsFirstRevision) {
  auto request = create_request(open, " Coffee ", "# How\r\n\r\nWith water.");
  request.set_language("en");
  request.add_tags("Kitchen");
  request.add_tags(" kitchen ");
  request.set_template_name("guide");
  request.set_summary("Begun");
  const v1::Page made = Room::must(create(anna, request));
  EXPECT_EQ(room.told(), Lines{"community put kind 60"});
  EXPECT_EQ(made.title(), "Coffee");
  EXPECT_EQ(made.community(), open.text());
  EXPECT_EQ(made.parent(), "");
  EXPECT_EQ(made.rank(), "a0");
  EXPECT_EQ(made.revision(), 1U);
  EXPECT_EQ(made.author(), anna.person.text());
  EXPECT_EQ(made.revised_by(), anna.person.text());
  EXPECT_EQ(made.created_at_ms(), world.clock().now_ms());
  EXPECT_EQ(made.revised_at_ms(), world.clock().now_ms());
  EXPECT_EQ(made.tags_size(), 1);
  EXPECT_EQ(made.template_name(), "guide");

  const v1::PageView view = Room::must(get(bo, *Id::parse(made.id())));
  EXPECT_EQ(view.page().SerializeAsString(), made.SerializeAsString());
  EXPECT_EQ(view.text(), "# How\n\nWith water.\n");
  EXPECT_EQ(view.revision().number(), 1U);
  EXPECT_EQ(view.revision().summary(), "Begun");
  EXPECT_EQ(view.revision().parents_size(), 0);
  EXPECT_EQ(view.revision().text_bytes(), view.text().size());
  EXPECT_TRUE(view.may_write());
  EXPECT_FALSE(view.has_children());
  EXPECT_FALSE(view.in_trash());
}

TEST_F(Wiki, APageOfTheOrganisationIsToldToTheOrganisation) {
  const Id id = page({}, "House rules");
  EXPECT_EQ(room.told(), Lines{"organisation put kind 60"});
  EXPECT_EQ(now(id).community(), "");
}

TEST_F(Wiki, ASaveOnTheNewestRevisionIsTheNextOne) {
  const Id id = page(closed, "Plan", "one");
  world.clock().advance(1000);
  auto request = save_request(id, 1);
  request.set_text("two");
  request.set_summary("More");
  request.set_minor(true);
  const auto reply = Room::must(save(bo, request));
  EXPECT_EQ(room.told(), Lines{"community put kind 60"});
  EXPECT_FALSE(reply.has_conflict());
  EXPECT_FALSE(reply.has_merge());
  EXPECT_EQ(reply.page().revision(), 2U);
  EXPECT_EQ(reply.page().revised_by(), bo.person.text());
  EXPECT_EQ(reply.page().author(), anna.person.text());
  EXPECT_EQ(reply.page().revised_at_ms(), world.clock().now_ms());
  EXPECT_EQ(text(id), "two\n");
  EXPECT_EQ(text(id, 1), "one\n");
  const auto revision = Room::must(get(bo, id)).revision();
  EXPECT_TRUE(revision.minor());
  EXPECT_EQ(revision.parents(0), 1U);
  EXPECT_EQ(revision.author(), bo.person.text());
}

TEST_F(Wiki, ASaveThatChangesNothingMakesNoRevision) {
  const Id id = page(closed, "Plan", "one");
  auto request = save_request(id, 1);
  request.set_text("one\r\n\n");
  request.set_title("Plan");
  const auto before = world.read()->seq();
  EXPECT_EQ(Room::must(save(bo, request)).page().revision(), 1U);
  EXPECT_EQ(world.read()->seq(), before);
}

TEST_F(Wiki, ARenameKeepsTheTextAndTheFormerTitle) {
  const Id id = page(open, "Old name", "text");
  const auto renamed = Room::must(rename(bo, id, "New name")).page();
  EXPECT_EQ(renamed.title(), "New name");
  EXPECT_EQ(renamed.revision(), 2U);
  EXPECT_EQ(text(id), "text\n");
  EXPECT_EQ(Room::must(get(bo, id, 1)).revision().title(), "Old name");
  EXPECT_EQ(found(bo, open, "new NAME"), id.text());
  EXPECT_EQ(found(bo, open, "old name"), id.text());
  // A page that has the title now comes before one that had it.
  const Id other = page(open, "Old name");
  EXPECT_EQ(found(bo, open, "Old name"), other.text());
  Room::must(rename(bo, id, "Old name"));
  EXPECT_EQ(found(bo, open, "Old name"), id.text()) << "of two the one that was begun first";
}

TEST_F(Wiki, TheHistoryIsListedTheNewestFirst) {
  const Id id = page(open, "Plan", "1");
  for (std::uint64_t n = 1; n < 5; ++n) Room::must(save(bo, id, n, std::to_string(n + 1)));
  v1::ListRevisionsRequest request;
  request.set_page(id.text());
  request.set_limit(3);
  const auto numbers = [&] {
    const auto reply =
        Room::must(world.call<v1::ListRevisionsReply>(anna, "ListRevisions", request));
    std::string line;
    for (const auto& revision : reply.revisions()) line += fmt::format("{} ", revision.number());
    return line + (reply.has_more() ? "more" : "end");
  };
  EXPECT_EQ(numbers(), "5 4 3 more");
  request.set_before(3);
  EXPECT_EQ(numbers(), "2 1 end");
  request.set_limit(201);
  EXPECT_EQ(world.refusal(anna, "ListRevisions", request), Code::kInvalid);
  v1::GetRevisionRequest one;
  one.set_page(id.text());
  one.set_revision(2);
  const auto view = Room::must(world.call<v1::RevisionView>(bo, "GetRevision", one));
  EXPECT_EQ(view.text(), "2\n");
  EXPECT_EQ(view.revision().number(), 2U);
  one.set_revision(6);
  EXPECT_EQ(world.refusal(bo, "GetRevision", one), Code::kNotFound);
}

TEST_F(Wiki, AnEarlierTextComesBackAsANewRevision) {
  const Id id = page(open, "Plan", "one");
  Room::must(save(bo, id, 1, "two"));
  const auto back = Room::must(bring_back(bo, id, 1, 2));
  EXPECT_EQ(back.revision(), 3U);
  EXPECT_EQ(text(id), "one\n");
  EXPECT_EQ(Room::must(get(bo, id)).revision().restored_from(), 1U);
  EXPECT_EQ(Room::must(bring_back(bo, id, 3, 3)).revision(), 3U) << "it is so already";
  EXPECT_EQ(code(bring_back(bo, id, 1, 2)), Code::kAborted);
  EXPECT_EQ(code(bring_back(bo, id, 9, 3)), Code::kNotFound);
  EXPECT_EQ(code(bring_back(bo, id, 0, 3)), Code::kInvalid);
}

TEST_F(Wiki, ATreeIsListedLevelByLevelInItsOrder) {
  const Id a = page(open, "A"), c = page(open, "C");
  auto request = create_request(open, "B");
  request.set_before(c.text());
  Room::must(create(anna, request));
  const Id below = page(open, "A1", "", a);
  page(open, "A2", "", a);
  page(open, "A1a", "", below);
  EXPECT_EQ(titles(open), (Lines{"A/", "B", "C"}));
  EXPECT_EQ(titles(open, {}, 1), (Lines{"A/", "B", "C"}));
  EXPECT_EQ(titles(open, a), (Lines{"A1/", "A2"}));
  EXPECT_EQ(titles(closed), Lines());
  const auto view = Room::must(get(bo, below));
  ASSERT_EQ(view.breadcrumbs_size(), 1);
  EXPECT_EQ(view.breadcrumbs(0).title(), "A");
  EXPECT_TRUE(view.has_children());
}

struct BadPage {
  std::string what;
  std::function<void(v1::CreatePageRequest& request)> change;
  Code refusal = Code::kInvalid;
};

TEST_F(Wiki, APageThatIsNotSoundIsRefused) {
  const Id elsewhere = page(closed, "Elsewhere"), taken = page(open, "Taken");
  const Id thread = room.thread(anna, closed);
  const std::vector<BadPage> bad = {
      {"no id", [](auto& request) { request.set_id("x"); }},
      {"a taken id", [&](auto& request) { request.set_id(taken.text()); }, Code::kExists},
      {"a thread's id", [&](auto& request) { request.set_id(thread.text()); }, Code::kExists},
      {"no title", [](auto& request) { request.set_title(" "); }},
      {"a long title", [](auto& request) { request.set_title(std::string(201, 'x')); }},
      {"a title of two lines", [](auto& request) { request.set_title("a\nb"); }},
      {"a long text", [](auto& request) { request.set_text(std::string(kPageBytesMax, 'x')); }},
      {"a text with NUL", [](auto& request) { request.set_text(std::string("a\0b", 3)); }},
      {"a strange language", [](auto& request) { request.set_language("en_US!"); }},
      {"a long language", [](auto& request) { request.set_language(std::string(36, 'x')); }},
      {"an empty tag", [](auto& request) { request.add_tags(""); }},
      {"a tag without an address", [](auto& request) { request.add_tags(" . "); }},
      {"another", [](auto& request) { request.add_tags(".."); }},
      {"a long tag", [](auto& request) { request.add_tags(std::string(41, 'x')); }},
      {"many tags",
       [](auto& request) {
         for (int i = 0; i < 21; ++i) request.add_tags(std::to_string(i));
       }},
      {"a long template", [](auto& request) { request.set_template_name(std::string(81, 'x')); }},
      {"a long summary", [](auto& request) { request.set_summary(std::string(201, 'x')); }},
      {"no parent's id", [](auto& request) { request.set_parent("x"); }},
      {"a parent elsewhere", [&](auto& request) { request.set_parent(elsewhere.text()); },
       Code::kNotFound},
      {"a parent that is none", [&](auto& request) { request.set_parent(thread.text()); },
       Code::kNotFound},
      {"a neighbour elsewhere", [&](auto& request) { request.set_before(elsewhere.text()); },
       Code::kNotFound},
      {"no community's id", [](auto& request) { request.set_community("x"); }},
      {"a community that is none", [&](auto& request) { request.set_community(taken.text()); },
       Code::kNotFound},
      {"no original", [&](auto& request) { request.set_translation_of(thread.text()); },
       Code::kNotFound},
      {"a revision the original has not",
       [&](auto& request) {
         request.set_translation_of(taken.text());
         request.set_translated_revision(2);
       }},
      {"a translated revision of nothing",
       [](auto& request) { request.set_translated_revision(1); }},
      {"a source that is none", [&](auto& request) { request.add_sources(taken.text()); },
       Code::kNotFound},
  };
  for (const BadPage& one : bad) {
    SCOPED_TRACE(one.what);
    auto request = create_request(open, "Title", "Text");
    one.change(request);
    const auto before = world.read()->seq();
    EXPECT_EQ(code(create(anna, request)), one.refusal);
    EXPECT_EQ(world.read()->seq(), before) << "nothing was changed";
  }
}

TEST_F(Wiki, ASaveThatIsNotSoundIsRefused) {
  const Id id = page(open, "Title", "Text");
  for (const std::uint64_t base : std::vector<std::uint64_t>{0, 2, 9}) {
    EXPECT_EQ(code(save(anna, id, base, "x")), Code::kInvalid) << base;
    auto request = save_request(id, base);
    request.set_title("Other");
    EXPECT_EQ(code(save(anna, request)), Code::kInvalid) << base;
  }
  EXPECT_EQ(code(save(anna, id, 1, std::string(kPageBytesMax, 'x'))), Code::kInvalid);
  EXPECT_EQ(code(rename(anna, id, "")), Code::kInvalid);
  EXPECT_EQ(code(save(anna, room.thread(anna, open), 1, "x")), Code::kNotFound);
  EXPECT_EQ(code(save(anna, world.fresh_id(), 1, "x")), Code::kNotFound);
  auto request = save_request(id, 1);
  request.set_translated_revision(1);
  EXPECT_EQ(code(save(anna, request)), Code::kInvalid);
  request = save_request(id, 1);
  request.set_summary(std::string(201, 'x'));
  request.set_language("sv");
  EXPECT_EQ(code(save(anna, request)), Code::kInvalid);
  EXPECT_EQ(now(id).revision(), 1U);
}

TEST_F(Wiki, NothingIsWrittenInAnArchivedCommunity) {
  const Id id = page(open, "Title", "Text"), gone = page(open, "Gone");
  Room::must(trash(anna, gone));
  room.archive(open);
  EXPECT_EQ(code(create(anna, create_request(open, "New"))), Code::kState);
  EXPECT_EQ(code(save(anna, id, 1, "x")), Code::kState);
  EXPECT_EQ(code(bring_back(anna, id, 1, 1)), Code::kState);
  EXPECT_EQ(code(move(anna, id, open)), Code::kState);
  EXPECT_EQ(code(move(anna, id, closed)), Code::kState);
  EXPECT_EQ(code(trash(anna, id)), Code::kState);
  EXPECT_EQ(code(restore(anna, gone)), Code::kState);
  EXPECT_FALSE(Room::must(get(anna, id)).may_write());
  const Id other = page(closed, "Other");
  EXPECT_EQ(code(move(anna, other, open)), Code::kState);
}

}  // namespace
}  // namespace fika::domain
