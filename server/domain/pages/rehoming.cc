// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/pages/rehoming.h"

#include "server/domain/pages/tree.h"
#include "server/domain/scopes.h"

namespace fika::domain {

Status rehome_page(storage::Transaction& txn, const Id& root, const Id& community) {
  TRY(const auto page, storage::find<v1::Page>(txn, root));
  if (!page) return {};
  TRY(const Place source, place_of_page(txn, *page));
  const PlacedPage before{.place = source, .page = *page};
  PlacedPage after{.place = community_scope(community), .page = *page};
  after.page.set_community(community.text());
  // The top pages of both are ordered into each other.
  const Id parent = Id::parse(page->parent()).value_or(Id());
  TRY(*after.page.mutable_rank(), free_rank(txn, after.place, parent, page->rank()));
  return put_page(txn, &before, after);
}

}  // namespace fika::domain
