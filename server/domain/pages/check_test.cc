// SPDX-License-Identifier: GPL-3.0-or-later
// Each kind of damage to a wiki's rows is found by fika-server verify, and nothing without one.
#include <fika/store/v1/pages.pb.h>
#include <set>

#include <gtest/gtest.h>

#include "server/domain/pages/handlers.h"
#include "server/domain/pages/message_links.h"
#include "server/domain/pages/revisions.h"
#include "server/domain/pages/rows.h"
#include "server/domain/pages/wiki_for_tests.h"
#include "server/domain/scopes.h"

namespace fika::domain {
namespace {

struct PagesCheck : Wiki {
  std::string row(const storage::IndexTable& table, const std::string& key) {
    auto value = storage::find_index(*world.read(), table, key);
    return value && *value ? **value : std::string();
  }
  // A page with a row in every table that follows from a page.
  Id full_page(const Id& parent, const Id& original, const std::string& source) {
    auto request = create_request(open, "Old title", "One\n", parent);
    request.add_tags("Tag");
    request.add_sources(source);
    request.set_translation_of(original.text());
    const Id id = *Id::parse(Room::must(create(anna, request)).id());
    Room::must(rename(anna, id, "Title"));
    Room::must(save(anna, id, 2, "[[Wanted]] and [it](/p/" + original.text() + ")\n"));
    return id;
  }
};

TEST_F(PagesCheck, EachRowThatFollowsFromAPageIsHeldAgainstIt) {
  const Id parent = page(open, "Parent"), original = page(open, "Original");
  const Id id = full_page(parent, original, room.thread(anna, open).text());
  const Id thrown = page(open, "Thrown");
  Room::must(trash(anna, thrown));
  std::vector<Damage> damages;
  std::set<std::string_view> tables;
  for (const Id& one : {id, thrown}) {
    const auto place = Room::must(place_of_page(*world.read(), now(one)));
    for (const PageRow& kept : Room::must(rows_of_page(place, now(one)))) {
      tables.insert(kept.table->name);
      const std::string name(kept.table->name);
      damages.push_back(without_row("A page is missing in " + name, *kept.table, kept.key));
      const std::string stray =
          kept.key.substr(0, kept.key.size() - 16) + bytes_of(world.fresh_id());
      damages.push_back(
          with_row("A page is listed in " + name + " where it is not", *kept.table, stray));
    }
  }
  EXPECT_EQ(tables,
            (std::set<std::string_view>{"page_children", "recent_pages", "page_tags", "page_trash",
                                        "page_translations", "pages_by_source"}));
  expect_found(world, pages(), damages);
}

TEST_F(PagesCheck, PlacesTitlesAndLinksAreHeldTogether) {
  const Id parent = page(open, "Parent"), original = page(open, "Original");
  const Id thread = room.thread(anna, open);
  const Id id = full_page(parent, original, thread.text());
  const Id message = *Id::parse(room.say(bo, thread, "/p/" + id.text()).id());
  const Place place = community_scope(open);
  v1::Page elsewhere = now(parent);
  elsewhere.set_community(closed.text());
  const auto title = [&](const std::string& words, TitleAge age) {
    return title_key(folded(words), place, age, id);
  };
  const auto to_title = [&](const std::string& words) {
    return storage::KeyWriter().text_part(folded(words)).id(id).take();
  };
  expect_found(
      world, pages(),
      {{"A page is not in the scope of its place",
        [&](storage::Transaction& txn) { return txn.set_scope(id, community_scope(closed)); }},
       with_entity("A page stands below one of another place", elsewhere),
       without_row("A page is not found by its title", kPageTitles,
                   title("Title", TitleAge::kCurrent)),
       without_row("A page is not found by a title it had", kPageTitles,
                   title("Old title", TitleAge::kFormer)),
       with_row("A title leads to a page that has it not", kPageTitles,
                title("Nobody's", TitleAge::kFormer)),
       with_row("A title leads to a page that has it not", kPageTitles,
                title("Old title", TitleAge::kCurrent)),
       with_row("A row of an index cannot be read", kPageTitles, std::string(40, 'x')),
       without_row("A link is not found from where it leads", kLinksToTitle, to_title("Wanted")),
       without_row("A link is not found from where it leads", kLinksToPage, pair_key(original, id)),
       without_row("A link is listed that its page has not", kPageLinks, bytes_of(id)),
       with_row("A link is listed that its page has not", kLinksToTitle, to_title("Another")),
       with_row("A link is listed that its page has not", kLinksToPage, pair_key(parent, id)),
       with_row("A row of an index cannot be read", kPageLinks, bytes_of(id), "\xff"),
       without_row("A message is not found by the page it links to", kMessagesByPage,
                   pair_key(id, message)),
       with_row("A message is listed by a page it does not link to", kMessagesByPage,
                pair_key(parent, message)),
       with_row("A message is listed by a page it does not link to", kMessagesByPage,
                pair_key(id, world.fresh_id()))});
}

TEST_F(PagesCheck, AHistoryIsWholeAndSaysWhatWasWritten) {
  const Id id = page(open, "Title", "One\n");
  Room::must(save(anna, id, 1, "Two\n"));
  Room::must(save(anna, id, 2, "Three\n"));
  const auto revision = [&](std::uint64_t number) { return revision_key(id, number); };
  v1::Page ahead = now(id), behind = now(id), renamed = now(id);
  ahead.set_revision(4);
  behind.set_revision(2);
  renamed.set_title("Another");
  store::v1::StoredRevision torn;
  torn.ParseFromString(row(kRevisions, revision(2)));
  torn.set_text_number(3);
  expect_found(
      world, pages(),
      {with_entity("A page's newest revision is not its last one", ahead),
       with_entity("A page's newest revision is not its last one", behind),
       without_row("A page's newest revision is not its last one", kRevisions, revision(3)),
       with_entity("A page is not what its newest revision says", renamed),
       without_row("A page's history has a gap", kRevisions, revision(1)),
       with_row("A revision stands where it does not belong", kRevisions, revision(2),
                row(kRevisions, revision(1))),
       with_row("A revision stands where it does not belong", kRevisions, revision(2),
                torn.SerializeAsString()),
       without_row("The text of a revision is not what was written", kPageTexts, revision(2)),
       with_row("The text of a revision is not what was written", kPageTexts, revision(2),
                row(kPageTexts, revision(3))),
       with_row("The text of a revision is not what was written", kPageTexts, revision(2), "\xff"),
       with_row("A row of an index cannot be read", kRevisions, revision(2), "\xff"),
       with_row("A row of an index cannot be read", kRevisions, bytes_of(id))});
}

}  // namespace
}  // namespace fika::domain
