// SPDX-License-Identifier: GPL-3.0-or-later
// What an export brings: pages with all that stood on them, also to where they came from.
#include "server/domain/importing/importing.h"
#include "server/domain/pages/revisions.h"
#include "server/domain/pages/wiki_for_tests.h"

namespace fika::domain {
namespace {

constexpr std::int64_t kLongAgo = 1'400'000'000'000;

struct Returning : Wiki {
  Returning() : Wiki({threads(), messages(), reading(), pages(), importing()}) {}
  static Id derived(const std::string& words) { return Id::derive(kLongAgo, words); }

  Result<v1::ImportBatchReply> send_person(const Id& id, const std::string& name) {
    v1::ImportBatchRequest people;
    auto& person = *people.add_people();
    person.set_id(id.text());
    person.set_name(name);
    return world.call<v1::ImportBatchReply>(world.admin(), "ImportBatch", people);
  }
  v1::ImportedPage& add(const Id& id, const std::string& title) {
    v1::ImportedPage& added = *request.add_pages();
    added.set_id(id.text());
    added.set_title(title);
    added.set_first_revision(1);
    return added;
  }
  static v1::ImportedRevision& add_revision(v1::ImportedPage& page, const std::string& text) {
    v1::ImportedRevision& revision = *page.add_revisions();
    revision.set_text(text);
    revision.set_created_at_ms(kLongAgo + page.revisions_size());
    return revision;
  }
  Result<v1::ImportPagesReply> send() {
    return world.call<v1::ImportPagesReply>(world.admin(), "ImportPages", request);
  }
  v1::ImportPagesReply sent() { return Room::must(send()); }

  v1::ImportPagesRequest request;
};

TEST_F(Returning, APageKeepsWhatStoodOnItThen) {
  Room::must(send_person(anna.person, "Anna"));
  v1::ImportedPage& page = add(derived("pump"), "Pump");
  page.set_owner(anna.person.text());
  page.set_template_name("guide");
  page.add_tags("water");
  v1::ImportedRevision& first = add_revision(page, "One.");
  first.set_author(anna.person.text());
  first.mutable_fields()->set_title("Handle");
  first.mutable_fields()->set_language("sv");
  add_revision(page, "Two.");
  EXPECT_EQ(sent().titles_added(), 1U);

  const v1::Page made = now(derived("pump"));
  EXPECT_EQ(made.title(), "Pump");
  EXPECT_EQ(made.owner(), anna.person.text());
  EXPECT_EQ(made.template_name(), "guide");
  EXPECT_EQ(made.language(), "");
  EXPECT_EQ(made.author(), anna.person.text());
  const auto then = find_revision(*world.read(), derived("pump"), 1).value()->revision();
  EXPECT_EQ(then.title(), "Handle");
  EXPECT_EQ(then.language(), "sv");
  EXPECT_EQ(then.owner(), "");
  EXPECT_EQ(then.tags_size(), 0);
  EXPECT_EQ(find_revision(*world.read(), derived("pump"), 2).value()->revision().tags(0), "water");
  EXPECT_EQ(Room::must(resolve(anna, {}, "handle")).id(), made.id());
  EXPECT_EQ(findings_of(importing(), *world.read()), Lines());
  EXPECT_EQ(findings_of(pages(), *world.read()), Lines());
}

TEST_F(Returning, AHistoryInBatchesIsRenamedOnTheWay) {
  v1::ImportedPage& page = add(derived("pump"), "Pump");
  add_revision(page, "One.").mutable_fields()->set_title("Handle");
  const v1::ImportedRevision last = add_revision(page, "Two.");
  page.mutable_revisions()->RemoveLast();
  sent();
  EXPECT_EQ(now(derived("pump")).title(), "Handle");
  EXPECT_EQ(findings_of(pages(), *world.read()), Lines());
  page.set_first_revision(2);
  *page.mutable_revisions(0) = last;
  sent();
  EXPECT_EQ(now(derived("pump")).title(), "Pump");
  EXPECT_EQ(Room::must(resolve(anna, {}, "handle")).title(), "Pump");
  EXPECT_EQ(findings_of(pages(), *world.read()), Lines());
}

TEST_F(Returning, OnlyWhoMaySeeThePageIsItsOwner) {
  const Id former = derived("former");
  Room::must(send_person(former, "Former"));
  Room::must(send_person(anna.person, "Anna"));
  Room::must(send_person(stray_guest.person, "Stray guest"));
  for (const auto& [owner, kept] : {std::pair(former, std::string()),
                                    {stray_guest.person, std::string()},
                                    {derived("nobody"), std::string()},
                                    {anna.person, anna.person.text()}}) {
    request.Clear();
    const Id id = derived("page of " + owner.text());
    v1::ImportedPage& page = add(id, "Page of " + owner.text());
    page.set_owner(owner.text());
    add_revision(page, "Text.");
    sent();
    EXPECT_EQ(now(id).owner(), kept);
  }
}

TEST_F(Returning, ATranslationMayComeBeforeItsOriginal) {
  v1::ImportedPage& swedish = add(derived("sv"), "Pump, på svenska");
  swedish.set_translation_of(derived("en").text());
  swedish.set_translated_revision(1);
  add_revision(swedish, "Pumpen.");
  sent();
  EXPECT_FALSE(Room::must(get(anna, derived("sv"))).has_original());
  request.Clear();
  v1::ImportedPage& english = add(derived("en"), "Pump");
  add_revision(english, "The pump.");
  add_revision(english, "The blue pump.");
  sent();
  const auto view = Room::must(get(anna, derived("sv")));
  EXPECT_EQ(view.original().page().id(), derived("en").text());
  EXPECT_TRUE(view.original().is_behind());
  EXPECT_EQ(Room::must(get(anna, derived("en"))).translations_size(), 1);
  EXPECT_EQ(findings_of(pages(), *world.read()), Lines());
}

TEST_F(Returning, ATranslationNamesNothingThatTheCallerMayNotSee) {
  const Id secret = page(closed, "Secret");
  v1::ImportedPage& other = add(derived("other"), "Other");
  other.set_translation_of(secret.text());
  add_revision(other, "Text.");
  sent();
  EXPECT_EQ(now(derived("other")).translation_of(), "");
  request.Clear();
  v1::ImportedPage& own = add(derived("own"), "Own");
  own.set_translation_of(derived("own").text());
  add_revision(own, "Text.");
  EXPECT_EQ(send().error().code, Code::kInvalid);
}

TEST_F(Returning, PagesThatAreThereAlreadyAreKnownAndStay) {
  const Id id = page({}, "Pump", "One.");
  Room::must(save(anna, id, 1, "Two."));
  v1::ImportedPage& again = add(id, "Pump");
  add_revision(again, "One.");
  add_revision(again, "Two.");
  const auto seq = world.last_commit().seq;
  auto reply = sent();
  EXPECT_EQ(reply.pages_known(), 1U);
  EXPECT_EQ(reply.revisions_known(), 2U);
  EXPECT_EQ(reply.pages_added() + reply.revisions_added() + reply.titles_added(), 0U);
  EXPECT_EQ(reply.changed_here_size(), 0);

  again.mutable_revisions(1)->set_text("Three.");
  reply = sent();
  EXPECT_EQ(reply.revisions_known(), 1U);
  ASSERT_EQ(reply.changed_here_size(), 1);
  EXPECT_EQ(reply.changed_here(0), id.text());

  // Without its history, it is what it says today that counts.
  again.set_first_revision(0);
  again.mutable_revisions()->DeleteSubrange(0, 1);
  again.mutable_revisions(0)->set_text("Two.");
  EXPECT_EQ(sent().revisions_known(), 1U);
  EXPECT_EQ(world.last_commit().seq, seq);
  EXPECT_EQ(text(id), "Two.\n");
}

TEST_F(Returning, APageThatTheCallerMayNotSeeIsAnIdInUse) {
  const Id secret = page(closed, "Secret", "One.");
  add_revision(add(secret, "Secret"), "One.");
  EXPECT_EQ(send().error().code, Code::kExists);
}

TEST_F(Returning, PeopleOfThisOrganisationAreThemselves) {
  const auto reply = Room::must(send_person(anna.person, "Whatever she is called there"));
  EXPECT_EQ(reply.people_matched(), 1U);
  EXPECT_EQ(Room::must(send_person(anna.person, "Anna")).people_known(), 1U);
  EXPECT_EQ(findings_of(importing(), *world.read()), Lines());
}

}  // namespace
}  // namespace fika::domain
