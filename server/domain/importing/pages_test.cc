// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "server/domain/files/files.h"
#include "server/domain/importing/importing.h"
#include "server/domain/pages/revisions.h"
#include "server/domain/pages/rows.h"
#include "server/domain/pages/wiki_for_tests.h"

namespace fika::domain {
namespace {

constexpr std::int64_t kLongAgo = 1'400'000'000'000;

struct ImportedPages : Wiki {
  ImportedPages() : Wiki({threads(), messages(), reading(), files(), pages(), importing()}) {
    v1::ImportBatchRequest people;
    auto& ada = *people.add_people();
    ada.set_id(ada_id.text());
    ada.set_name("Ada");
    EXPECT_TRUE(world.call<v1::ImportBatchReply>(world.admin(), "ImportBatch", people));
  }
  static Id derived(const std::string& words) { return Id::derive(kLongAgo, words); }

  v1::ImportedPage& add_page(const std::string& title, const Id& parent = {}) {
    v1::ImportedPage& added = *request.add_pages();
    added.set_id(derived(title).text());
    added.set_title(title);
    added.set_parent(text_of(parent));
    added.set_first_revision(1);
    return added;
  }
  void add_revision(v1::ImportedPage& imported, const std::string& text, std::int64_t time_ms) {
    v1::ImportedRevision& revision = *imported.add_revisions();
    revision.set_author(ada_id.text());
    revision.set_created_at_ms(time_ms);
    revision.set_text(text);
    revision.set_summary("By Ada");
  }
  // A page with two revisions, and one without history below it.
  void small_wiki() {
    v1::ImportedPage& pumps = add_page("Pumps");
    pumps.add_former_titles("Pompes");
    pumps.add_tags("water");
    pumps.set_language("en");
    add_revision(pumps, "One.", kLongAgo);
    add_revision(pumps, "See [[wells]].", kLongAgo + 5);
    v1::ImportedPage& wells = add_page("Wells", derived("Pumps"));
    wells.set_first_revision(0);
    wells.add_revisions()->set_text("Deep.");
  }
  Result<v1::ImportPagesReply> send() {
    return world.call<v1::ImportPagesReply>(world.admin(), "ImportPages", request);
  }
  v1::ImportPagesReply sent() { return Room::must(send()); }
  std::string text_now(const std::string& title) {
    return page_text(*world.read(), derived(title)).value().value_or("none");
  }

  const Id ada_id = derived("ada");
  v1::ImportPagesRequest request;
};

TEST_F(ImportedPages, ComeWithTheirHistoriesAuthorsAndTitles) {
  small_wiki();
  const auto reply = sent();
  EXPECT_EQ(reply.pages_added(), 2U);
  EXPECT_EQ(reply.revisions_added(), 3U);
  EXPECT_EQ(reply.titles_added(), 1U);

  const v1::Page pumps = now(derived("Pumps"));
  EXPECT_TRUE(pumps.imported());
  EXPECT_EQ(pumps.revision(), 2U);
  EXPECT_EQ(pumps.created_at_ms(), kLongAgo);
  EXPECT_EQ(pumps.revised_at_ms(), kLongAgo + 5);
  EXPECT_EQ(pumps.author(), ada_id.text());
  EXPECT_EQ(pumps.tags(0), "water");
  const auto first = find_revision(*world.read(), derived("Pumps"), 1).value();
  EXPECT_EQ(first->revision().source(), v1::REVISION_SOURCE_IMPORT);
  EXPECT_EQ(first->revision().summary(), "By Ada");

  const v1::Page wells = now(derived("Wells"));
  EXPECT_EQ(wells.parent(), pumps.id());
  EXPECT_EQ(wells.author(), world.admin().person.text());
  EXPECT_EQ(text_now("Wells"), "Deep.\n");

  EXPECT_EQ(found(anna, {}, "pompes"), pumps.id());
  v1::ListBacklinksRequest backlinks;
  backlinks.set_page(wells.id());
  const auto links = world.call<v1::ListBacklinksReply>(anna, "ListBacklinks", backlinks);
  EXPECT_EQ(Room::must(links).pages_size(), 1);
}

TEST_F(ImportedPages, RunningItAgainAddsNothingAndSaysSo) {
  small_wiki();
  sent();
  const auto seq = world.last_commit().seq;
  const auto again = sent();
  EXPECT_EQ(world.last_commit().seq, seq);
  EXPECT_EQ(again.pages_known(), 2U);
  EXPECT_EQ(again.revisions_known(), 3U);
  EXPECT_EQ(again.pages_added() + again.revisions_added() + again.titles_added(), 0U);
}

TEST_F(ImportedPages, ALongHistoryComesInSeveralBatches) {
  add_revision(add_page("Pumps"), "One.", kLongAgo);
  sent();
  request.Clear();
  v1::ImportedPage& more = add_page("Pumps");
  more.set_first_revision(3);
  add_revision(more, "Three.", kLongAgo + 3);
  EXPECT_EQ(send().error().code, Code::kInvalid) << "the second one is missing";
  more.set_first_revision(1);
  add_revision(more, "Two.", kLongAgo + 2);
  more.mutable_revisions()->SwapElements(0, 1);
  more.mutable_revisions(0)->set_text("One.");
  add_revision(more, "Three.", kLongAgo + 3);
  more.mutable_revisions(1)->set_text("Two.");
  const auto reply = sent();
  EXPECT_EQ(reply.revisions_known(), 1U);
  EXPECT_EQ(reply.revisions_added(), 2U);
  EXPECT_EQ(now(derived("Pumps")).revision(), 3U);
  EXPECT_EQ(text_now("Pumps"), "Three.\n");
}

TEST_F(ImportedPages, WithoutHistoryOnlyANewTextIsANewRevision) {
  small_wiki();
  sent();
  request.mutable_pages(1)->mutable_revisions(0)->set_text("Deeper.");
  request.mutable_pages(1)->set_title("Deep wells");
  EXPECT_EQ(sent().revisions_added(), 1U);
  EXPECT_EQ(now(derived("Wells")).revision(), 2U);
  EXPECT_EQ(now(derived("Wells")).title(), "Deep wells");
  EXPECT_EQ(sent().revisions_added(), 0U);
}

TEST_F(ImportedPages, WhatWasWrittenHereIsNeverOverwritten) {
  small_wiki();
  sent();
  Room::must(save(anna, derived("Wells"), 1, "Ours."));
  EXPECT_EQ(sent().changed_here_size(), 0) << "there was nothing to add";
  request.mutable_pages(1)->mutable_revisions(0)->set_text("Theirs.");
  const auto reply = sent();
  EXPECT_EQ(reply.changed_here_size(), 1);
  EXPECT_EQ(text_now("Wells"), "Ours.\n");
}

TEST_F(ImportedPages, RefusesABatchWholeOrNotAtAll) {
  struct Case {
    std::string what;
    Code code;
    std::function<void(v1::ImportedPage&)> spoil;
  };
  const std::vector<Case> cases = {
      {"an unknown author", Code::kInvalid,
       [](auto& page) { page.mutable_revisions(0)->set_author(derived("nobody").text()); }},
      {"a parent that never was", Code::kInvalid,
       [](auto& page) { page.set_parent(derived("nothing").text()); }},
      {"an id that is in use", Code::kExists, [&](auto& page) { page.set_id(open.text()); }},
      {"no revision", Code::kInvalid, [](auto& page) { page.clear_revisions(); }},
      {"a time ahead of us", Code::kInvalid,
       [](auto& page) { page.mutable_revisions(0)->set_created_at_ms(kLongAgo * 10); }},
      {"no title", Code::kInvalid, [](auto& page) { page.clear_title(); }},
      {"a community that is not there", Code::kNotFound,
       [](auto& page) { page.set_community(derived("nothing").text()); }},
      {"text that is none", Code::kInvalid,
       [](auto& page) { page.mutable_revisions(0)->set_text(std::string("\0x", 2)); }},
  };
  for (const Case& each : cases) {
    request.Clear();
    add_revision(add_page("Good"), "Text.", kLongAgo);
    v1::ImportedPage& bad = add_page("Bad");
    add_revision(bad, "Text.", kLongAgo);
    each.spoil(bad);
    const auto seq = world.last_commit().seq;
    const auto reply = send();
    ASSERT_FALSE(reply) << each.what;
    EXPECT_EQ(reply.error().code, each.code) << each.what << ": " << reply.error().detail;
    EXPECT_EQ(world.last_commit().seq, seq) << each.what;
  }
}

TEST_F(ImportedPages, GoNowhereThatTheAdministratorDoesNotSee) {
  for (const Id& community : {open, closed}) {
    request.Clear();
    v1::ImportedPage& page = add_page("In " + community.text());
    page.set_community(community.text());
    add_revision(page, "Text.", kLongAgo);
    EXPECT_EQ(send().has_value(), community == open);
  }
  const auto member = storage::find<v1::Member>(*world.read(), open, {ada_id}).value();
  ASSERT_TRUE(member) << "guests learn her name";
  EXPECT_TRUE(member->left());
}

TEST_F(ImportedPages, WhatWasErasedHereStaysSo) {
  small_wiki();
  sent();
  Room::must(trash(anna, derived("Wells")));
  world.clock().advance(kTrashKeptMs + 1);
  settle();
  ASSERT_TRUE(now(derived("Wells")).id().empty());
  EXPECT_EQ(sent().pages_known(), 2U);
  EXPECT_TRUE(now(derived("Wells")).id().empty());
}

TEST_F(ImportedPages, HoldAllTheFilesThatTheirTextNames) {
  // More than a message may hold.
  constexpr std::size_t kFiles = kFilesOfHolderMax + 3;
  v1::ImportedPage& gallery = add_page("Gallery");
  std::string text;
  for (std::size_t i = 0; i < kFiles; ++i) {
    const Id file = derived(fmt::format("file {}", i));
    v1::BeginUploadRequest beginning;
    beginning.set_id(file.text());
    beginning.set_name("words.txt");
    Room::must(world.call<v1::Upload>(world.admin(), "BeginUpload", beginning));
    v1::FinishUploadRequest ending;
    ending.set_id(file.text());
    Room::must(world.call<v1::File>(world.admin(), "FinishUpload", ending));
    text += fmt::format("[file](/files/{})\n", file.text());
  }
  add_revision(gallery, text, kLongAgo);
  sent();
  world.clock().advance(kUnheldMs + 1);
  settle();
  EXPECT_EQ(Room::must(get(anna, derived("Gallery"))).files_size(), static_cast<int>(kFiles));
}

TEST_F(ImportedPages, AreForAdministrators) {
  small_wiki();
  for (const Actor& actor : {anna, steward, guest, Actor{}}) {
    EXPECT_FALSE(world.call<v1::ImportPagesReply>(actor, "ImportPages", request));
  }
}

TEST_F(ImportedPages, AreInOrderForVerify) {
  small_wiki();
  sent();
  EXPECT_EQ(findings_of(importing(), *world.read()), Lines());
}

}  // namespace
}  // namespace fika::domain
