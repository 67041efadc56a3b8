// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/page_sheet.h"

#include <fika/v1/communities.pb.h>
#include <fika/v1/organisation.pb.h>
#include <fika/v1/people.pb.h>

#include "server/domain/pages/handlers.h"
#include "server/domain/pages/rendering.h"
#include "storage/entities.h"

namespace fika::app {
namespace {

// Guests know people only by their Member of the community that they were invited to.
Result<std::string> name_of(const domain::Query& query, const v1::Page& page,
                            const std::string& person, const ReadingWords& words) {
  if (person.empty()) return std::string();
  TRY(const Id id, Id::parse(person));
  if (!query.actor.is_guest()) {
    TRY(const auto found, storage::find<v1::Person>(query.reader, query.organisation, {id}));
    if (found) return found->name();
  }
  if (!page.community().empty()) {
    TRY(const Id community, Id::parse(page.community()));
    TRY(const auto member, storage::find<v1::Member>(query.reader, community, {id}));
    if (member) return member->name();
  }
  return std::string(words.former_colleague);
}

Status add_place(const domain::Query& query, PageSheet& sheet) {
  TRY(const auto organisation, storage::find<v1::Organisation>(query.reader, query.organisation));
  if (organisation) sheet.organisation = organisation->name();
  if (sheet.view.page().community().empty()) return {};
  TRY(const Id id, Id::parse(sheet.view.page().community()));
  TRY(const auto community, storage::find<v1::Community>(query.reader, id));
  if (community) sheet.community = community->name();
  return {};
}

Status add_near(const domain::Query& query, PageSheet& sheet) {
  v1::ListPagesRequest below;
  below.set_parent(sheet.view.page().id());
  below.set_limit(kShownBelowMax);
  TRY(auto children, domain::list_pages(query, below));
  for (v1::PageNode& node : *children.mutable_pages()) {
    if (node.page().trashed_at_ms() == 0) sheet.below.push_back(std::move(*node.mutable_page()));
  }
  sheet.has_more_below = !children.next_page().empty();
  v1::ListBacklinksRequest linked;
  linked.set_page(sheet.view.page().id());
  linked.set_limit(kShownBacklinksMax);
  TRY(auto backlinks, domain::list_backlinks(query, linked));
  for (v1::Page& page : *backlinks.mutable_pages()) {
    if (page.id() != sheet.view.page().id()) sheet.linked_from.push_back(std::move(page));
  }
  v1::ListDiscussionsRequest discussed;
  discussed.set_page(sheet.view.page().id());
  discussed.set_limit(kShownDiscussionsMax);
  TRY(auto discussions, domain::list_discussions(query, discussed));
  for (v1::Discussion& one : *discussions.mutable_discussions()) {
    sheet.discussed_in.push_back(std::move(one));
  }
  return {};
}

}  // namespace

Result<PageSheet> read_sheet(const domain::Query& query, const Id& page, std::uint64_t revision,
                             const ReadingWords& words) {
  PageSheet sheet;
  v1::GetPageRequest request;
  request.set_page(page.text());
  request.set_revision(revision);
  TRY(sheet.view, domain::view_of_page(query, request, domain::page_words(words.language)));
  const v1::Page& shown = sheet.view.page();
  if (sheet.view.in_trash() && !sheet.view.may_write()) {
    return fail(Code::kNotFound, "There is no such page, or you may not see it.");
  }
  TRY(sheet.author, name_of(query, shown, shown.author(), words));
  TRY(sheet.reviser, name_of(query, shown, sheet.view.revision().author(), words));
  TRY(sheet.owner, name_of(query, shown, shown.owner(), words));
  for (const std::string& person : sheet.view.contributors()) {
    if (person == shown.author() || person == sheet.view.revision().author()) continue;
    sheet.has_more_contributors = sheet.contributors.size() == kShownContributorsMax;
    if (sheet.has_more_contributors) break;
    TRY(std::string name, name_of(query, shown, person, words));
    sheet.contributors.push_back(std::move(name));
  }
  CHECKED(add_place(query, sheet));
  CHECKED(add_near(query, sheet));
  return sheet;
}

}  // namespace fika::app
