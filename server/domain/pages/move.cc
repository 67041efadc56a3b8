// SPDX-License-Identifier: GPL-3.0-or-later
// Filing a page elsewhere. Within its place that is one row; into another place every page below it
// goes along, and whoever moves it decides who may read them all.
#include <algorithm>

#include "server/domain/messages/messages.h"
#include "server/domain/pages/fields.h"
#include "server/domain/pages/handlers.h"
#include "server/domain/pages/writing.h"
#include "server/domain/threads/names.h"

namespace fika::domain {
namespace {

// People who get a Member in the new place within one command.
constexpr std::size_t kNamedPeopleMax = 500;

Status check_target(const Command& command, const Place& source, const Place& target) {
  CHECKED(check_may_write(command.txn, command.actor, target));
  TRY(const Relation relation, relation_to_scope(command.txn, command.actor, source));
  if (relation >= Relation::kSteward) return {};
  return check_not_wider(command.txn, source, target);
}

// Whoever took part in the page's talk is named in the new place, too; each page in a command of
// its own.
Status name_later(storage::Transaction& txn, const Id& page, const Place& target) {
  if (target.kind != v1::SCOPE_KIND_COMMUNITY) return {};
  TRY(const v1::Head head, head_of(txn, page));
  if (head.last_ordinal() > 0) name_people_later(txn, page, target.id);
  return {};
}

// The pages below follow; what stands in the trash stays behind.
Status take_along(storage::Transaction& txn, const std::vector<Id>& pages, const Place& source,
                  const Place& target) {
  std::size_t names_left = kNamedPeopleMax;
  for (const Id& id : pages) {
    TRY(const auto page, storage::find<v1::Page>(txn, id));
    if (!page) return fail(Code::kDataLoss, "A page is missing. Run fika-server verify.");
    TRY(const Place now, place_of_page(txn, *page));
    if (now == source) {
      const PlacedPage before{.place = source, .page = *page};
      PlacedPage after{.place = target, .page = *page};
      after.page.set_community(community_of(target));
      CHECKED(put_page(txn, &before, after));
    }
    CHECKED(name_later(txn, id, target));
    if (names_left == 0) continue;
    TRY(const std::size_t named, name_contributors(txn, target, id, names_left));
    names_left -= named;
  }
  return {};
}

}  // namespace

Result<v1::Page> move_page(Command& command, const v1::MovePageRequest& request) {
  storage::Transaction& txn = command.txn;
  TRY(const WritablePage writable, writable_page(txn, command.actor, request.page()));
  const PlacedPage& before = writable.placed;
  TRY(const Place target, named_place(txn, command.organisation, request.community()));
  const bool goes_elsewhere = target != before.place;
  if (goes_elsewhere) CHECKED(check_target(command, before.place, target));
  TRY(const int height, height_of(txn, before.place, writable.id));
  TRY(const Spot spot,
      spot_in(txn, target, request.parent(), request.before(), height, writable.id));

  std::vector<Id> pages;
  if (goes_elsewhere) {
    TRY(pages, subtree_of(txn, before.place, writable.id, kMovedPagesMax));
    if (pages.size() > kMovedPagesMax) {
      return fail(Code::kLimit,
                  "More than {} pages would go to the other place at once. Move parts of them.",
                  kMovedPagesMax);
    }
  }
  PlacedPage after{.place = target, .page = before.page};
  after.page.set_community(community_of(target));
  after.page.set_parent(spot.parent.is_nil() ? std::string() : spot.parent.text());
  // Whoever moves it to where it is does not move it.
  if (!goes_elsewhere && after.page.parent() == before.page.parent() &&
      request.before() == before.page.id()) {
    return before.page;
  }
  after.page.set_rank(spot.rank);
  CHECKED(put_page(txn, &before, after));
  if (goes_elsewhere) {
    CHECKED(take_along(txn, pages, before.place, target));
    CHECKED(name_owner(command, after));
  }
  return after.page;
}

}  // namespace fika::domain
