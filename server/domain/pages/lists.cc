// SPDX-License-Identifier: GPL-3.0-or-later
// What changed lately, what was thrown away, what carries a tag: in one place, or in all that the
// caller sees.
#include <map>

#include "base/text.h"
#include "server/domain/pages/handlers.h"
#include "server/domain/pages/listing.h"
#include "server/domain/pages/revisions.h"
#include "server/domain/pages/tree.h"

namespace fika::domain {
namespace {

constexpr std::size_t kIdBytes = 16;
constexpr int kTagsListedMax = 1000;
// Rows of pages and tags that are counted at most in one place.
constexpr std::size_t kTagRowsMax = 100'000;

// Hands the pages of merged rows, those in the trash left out unless wanted, to `add` until `limit`
// are there; the token of where to go on.
Result<std::string> each_page(const Query& query, const std::vector<MergedRow>& rows,
                              std::size_t rows_max, std::uint32_t limit, bool with_trash,
                              const std::function<Status(const Id& id, v1::Page&& page)>& add) {
  std::uint32_t count = 0;
  std::string_view last;
  for (const MergedRow& row : rows) {
    if (count == limit) return token_of(last);
    last = row.tail;
    const Id id = Id::from_bytes(row.tail.substr(row.tail.size() - kIdBytes));
    TRY(v1::Page page, named_page(query.reader, id.text()));
    TRY(const bool is_gone, is_in_trash(query.reader, page));
    if (is_gone && !with_trash) continue;
    CHECKED(add(id, std::move(page)));
    ++count;
  }
  return rows.size() < rows_max ? std::string() : token_of(last);
}

}  // namespace

Result<v1::ListRecentChangesReply> list_recent_changes(
    const Query& query, const v1::ListRecentChangesRequest& request) {
  TRY(const std::uint32_t limit, checked_limit(request.limit(), kPagesListDefault, kPagesListMax));
  TRY(const std::string after, tail_in(request.page()));
  TRY(const auto places, asked_places(query, request.community(), request.everywhere()));
  const std::size_t rows_max = 2 * std::size_t{limit} + 1;
  TRY(const auto rows, merged_rows(query.reader, kRecentPages, places, {}, after, rows_max));
  v1::ListRecentChangesReply reply;
  const auto add = [&](const Id& id, v1::Page&& page) -> Status {
    TRY(auto stored, named_revision(query.reader, id, page.revision(), page.revision()));
    v1::RecentChange& change = *reply.add_changes();
    *change.mutable_page() = std::move(page);
    *change.mutable_revision() = std::move(*stored.mutable_revision());
    return {};
  };
  TRY(*reply.mutable_next_page(), each_page(query, rows, rows_max, limit, false, add));
  return reply;
}

Result<v1::ListTrashReply> list_trash(const Query& query, const v1::ListTrashRequest& request) {
  TRY(const std::uint32_t limit, checked_limit(request.limit(), kPagesListDefault, kPagesListMax));
  TRY(const std::string after, tail_in(request.page()));
  TRY(const Place place, visible_place(query, request.community()));
  TRY(const Relation relation, relation_to_scope(query.reader, query.actor, place));
  if (relation < Relation::kMember) {
    return fail(Code::kForbidden, "Only members see a community's trash. Join first.");
  }
  const std::size_t rows_max = std::size_t{limit} + 1;
  TRY(const auto rows, merged_rows(query.reader, kPageTrash, {place}, {}, after, rows_max));
  v1::ListTrashReply reply;
  const auto add = [&](const Id&, v1::Page&& page) -> Status {
    *reply.add_pages() = std::move(page);
    return {};
  };
  TRY(*reply.mutable_next_page(), each_page(query, rows, rows_max, limit, true, add));
  return reply;
}

Result<v1::ListTagsReply> list_tags(const Query& query, const v1::ListTagsRequest& request) {
  TRY(const auto places, asked_places(query, request.community(), request.everywhere()));
  struct Count {
    Id page;  // the one begun first, which writes the tag as it is shown
    std::uint32_t pages = 0;
  };
  std::map<std::string, Count> counts;
  for (const Place& place : places) {
    std::size_t rows = 0;
    std::vector<std::pair<std::string, Id>> tagged;
    const storage::Range range{.prefix = storage::scope_bytes(place), .bound = {}};
    CHECKED(storage::scan_index(query.reader, kPageTags, range,
                                [&](std::string_view key, std::string_view) {
                                  storage::KeyReader parts(key);
                                  parts.scope();
                                  std::string tag(parts.text_part());
                                  tagged.emplace_back(std::move(tag), parts.id());
                                  return ++rows < kTagRowsMax;
                                }));
    for (auto& [tag, id] : tagged) {
      TRY(const v1::Page page, named_page(query.reader, id.text()));
      TRY(const bool is_gone, is_in_trash(query.reader, page));
      if (is_gone) continue;
      Count& count = counts[tag];
      if (count.pages++ == 0 || id < count.page) count.page = id;
    }
  }
  v1::ListTagsReply reply;
  for (const auto& [tag, count] : counts) {
    if (reply.tags_size() == kTagsListedMax) break;
    TRY(const v1::Page page, named_page(query.reader, count.page.text()));
    v1::TagCount& entry = *reply.add_tags();
    for (const std::string& written : page.tags()) {
      if (folded(written) == tag) entry.set_tag(written);
    }
    entry.set_page_count(count.pages);
  }
  return reply;
}

Result<v1::ListPagesByTagReply> list_pages_by_tag(const Query& query,
                                                  const v1::ListPagesByTagRequest& request) {
  TRY(const std::uint32_t limit, checked_limit(request.limit(), kPagesListDefault, kPagesListMax));
  TRY(const std::string after, tail_in(request.page()));
  TRY(const auto places, asked_places(query, request.community(), request.everywhere()));
  TRY(const std::string tag, checked_line(request.tag(), kPageTagMax, "The tag"));
  const std::string behind_place = storage::KeyWriter().text_part(folded(tag)).take();
  const std::size_t rows_max = 2 * std::size_t{limit} + 1;
  TRY(const auto rows, merged_rows(query.reader, kPageTags, places, behind_place, after, rows_max));
  v1::ListPagesByTagReply reply;
  const auto add = [&](const Id&, v1::Page&& page) -> Status {
    *reply.add_pages() = std::move(page);
    return {};
  };
  TRY(*reply.mutable_next_page(), each_page(query, rows, rows_max, limit, false, add));
  return reply;
}

}  // namespace fika::domain
