// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <tuple>
#include <vector>

#include "server/domain/pages/pages.h"
#include "server/domain/visibility.h"
#include "server/domain/watching/handlers.h"
#include "storage/entities.h"

namespace fika::domain {

Result<v1::ListWatchedReply> list_watched(const Query& query, const v1::ListWatchedRequest&) {
  TRY(auto watches, storage::all_of<v1::PageWatch>(query.reader, query.actor.person));
  std::ranges::sort(watches, std::ranges::greater(), [](const v1::PageWatch& watch) {
    return std::tuple(watch.since_ms(), watch.page());
  });
  v1::ListWatchedReply reply;
  for (v1::PageWatch& watch : watches) {
    TRY(const Id id, Id::parse(watch.page()));
    TRY(const Relation relation, relation_to(query.reader, query.actor, id));
    if (relation < Relation::kSees) continue;
    TRY(auto page, storage::find<v1::Page>(query.reader, id));
    if (!page) continue;
    TRY(const bool is_gone, is_in_trash(query.reader, *page));
    if (is_gone) continue;
    v1::WatchedPage& entry = *reply.add_pages();
    *entry.mutable_watch() = std::move(watch);
    *entry.mutable_page() = *std::move(page);
  }
  TRY(const auto tags, storage::all_of<v1::TagWatch>(query.reader, query.actor.person));
  reply.mutable_tags()->Assign(tags.begin(), tags.end());
  return reply;
}

}  // namespace fika::domain
