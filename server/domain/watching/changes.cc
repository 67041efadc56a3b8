// SPDX-License-Identifier: GPL-3.0-or-later
// What is new of what a person watches. Pages that are watched by themselves
// are looked at one by one; trees and tags among the pages changed last, in the
// places that the person sees.
#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

#include "server/domain/pages/listing.h"
#include "server/domain/pages/places.h"
#include "server/domain/pages/revisions.h"
#include "server/domain/pages/tree.h"
#include "server/domain/watching/handlers.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

constexpr std::size_t kIdBytes = 16;

class Changes {
 public:
  Changes(const Query& query, std::int64_t seen_until_ms)
      : query_(query), seen_until_ms_(seen_until_ms) {}

  Status run() {
    TRY(const auto pages, storage::all_of<v1::PageWatch>(query_.reader, query_.actor.person));
    for (const v1::PageWatch& watch : pages) pages_.emplace(watch.page(), watch);
    TRY(const auto tags, storage::all_of<v1::TagWatch>(query_.reader, query_.actor.person));
    for (const v1::TagWatch& watch : tags) tags_.emplace(watch.tag(), watch);
    for (const auto& [id, watch] : pages_) CHECKED(look_at_watched(id));
    const auto is_tree = [](const auto& one) { return one.second.with_subpages(); };
    if (!tags_.empty() || std::ranges::any_of(pages_, is_tree)) CHECKED(look_through_recent());
    return {};
  }

  v1::ListWatchedChangesReply reply(std::uint32_t limit) {
    std::ranges::sort(found_, std::ranges::greater(), [](const v1::WatchedChange& change) {
      return std::tuple(change.page().revised_at_ms(), change.page().id());
    });
    v1::ListWatchedChangesReply reply;
    for (v1::WatchedChange& change : found_) {
      if (std::cmp_equal(reply.changes_size(), limit)) {
        is_partial_ = true;
        break;
      }
      *reply.add_changes() = std::move(change);
    }
    reply.set_has_more(is_partial_);
    return reply;
  }

 private:
  std::int64_t since(std::int64_t watched_since_ms) const {
    return std::max(seen_until_ms_, watched_since_ms);
  }

  Status look_at_watched(const std::string& text) {
    TRY(const Id id, Id::parse(text));
    TRY(const Relation relation, relation_to(query_.reader, query_.actor, id));
    if (relation < Relation::kSees) return {};
    TRY(auto page, storage::find<v1::Page>(query_.reader, id));
    return page ? look_at(id, *std::move(page)) : Status();
  }

  Status look_through_recent() {
    TRY(const auto places, visible_places(query_));
    TRY(const auto rows, merged_rows(query_.reader, kRecentPages, places, {}, {}, kWatchedRowsMax));
    for (const MergedRow& row : rows) {
      const Id id = Id::from_bytes(row.tail.substr(row.tail.size() - kIdBytes));
      if (pages_.contains(id.text())) continue;
      TRY(v1::Page page, named_page(query_.reader, id.text()));
      // The rest was changed even longer ago.
      if (page.revised_at_ms() <= seen_until_ms_) return {};
      CHECKED(look_at(id, std::move(page)));
    }
    is_partial_ = rows.size() == kWatchedRowsMax;
    return {};
  }

  Status look_at(const Id& id, v1::Page&& page) {
    if (page.revised_at_ms() <= seen_until_ms_) return {};
    v1::WatchedChange change;
    std::int64_t since_ms = INT64_MAX;
    CHECKED(find_reasons(page, change, since_ms));
    if (since_ms == INT64_MAX || page.revised_at_ms() <= since_ms) return {};
    TRY(const bool is_gone, is_in_trash(query_.reader, page));
    if (is_gone) return {};
    CHECKED(count_revisions(id, page, since_ms, change));
    if (change.revisions() == 0) return {};
    *change.mutable_page() = std::move(page);
    found_.push_back(std::move(change));
    return {};
  }

  Status find_reasons(const v1::Page& page, v1::WatchedChange& change, std::int64_t& since_ms) {
    if (const auto watch = pages_.find(page.id()); watch != pages_.end()) {
      change.set_directly(true);
      since_ms = std::min(since_ms, since(watch->second.since_ms()));
    }
    for (const std::string& tag : page.tags()) {
      const auto watch = tags_.find(folded(tag));
      if (watch == tags_.end()) continue;
      change.set_tag(tag);
      since_ms = std::min(since_ms, since(watch->second.since_ms()));
    }
    TRY(const auto above, ancestors_of(query_.reader, page));
    for (const v1::Page& ancestor : above) {
      const auto watch = pages_.find(ancestor.id());
      if (watch == pages_.end() || !watch->second.with_subpages()) continue;
      change.set_tree(ancestor.id());
      since_ms = std::min(since_ms, since(watch->second.since_ms()));
      break;
    }
    return {};
  }

  // Of others, after `since_ms`, from the newest one back.
  Status count_revisions(const Id& id, const v1::Page& page, std::int64_t since_ms,
                         v1::WatchedChange& change) {
    std::uint32_t looked_at = 0;
    for (std::uint64_t number = page.revision(); number > 0; --number) {
      if (++looked_at > kWatchedRevisionsMax) break;
      TRY(auto stored, named_revision(query_.reader, id, number, page.revision()));
      v1::Revision& revision = *stored.mutable_revision();
      if (revision.created_at_ms() <= since_ms) break;
      if (revision.author() == query_.actor.person.text()) continue;
      change.set_revisions(change.revisions() + 1);
      if (!change.has_revision()) *change.mutable_revision() = std::move(revision);
    }
    return {};
  }

  const Query& query_;
  const std::int64_t seen_until_ms_;
  std::map<std::string, v1::PageWatch> pages_;
  std::map<std::string, v1::TagWatch> tags_;
  std::vector<v1::WatchedChange> found_;
  bool is_partial_ = false;
};

}  // namespace

Result<v1::ListWatchedChangesReply> list_watched_changes(
    const Query& query, const v1::ListWatchedChangesRequest& request) {
  TRY(const std::uint32_t limit,
      checked_limit(request.limit(), kWatchedListDefault, kWatchedListMax));
  TRY(const std::int64_t seen, watched_seen_until(query.reader, query.actor.person));
  Changes changes(query, seen);
  CHECKED(changes.run());
  v1::ListWatchedChangesReply reply = changes.reply(limit);
  reply.set_seen_until_ms(seen);
  // Not now: what is being written at the moment is not in the list.
  reply.set_as_of_ms(reply.changes().empty() ? seen : reply.changes(0).page().revised_at_ms());
  return reply;
}

}  // namespace fika::domain
