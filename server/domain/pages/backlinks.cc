// SPDX-License-Identifier: GPL-3.0-or-later
// Links read backwards. A link by title counts for the page that the title means to whoever asks,
// so nobody learns from a list of a title that they may not see.
#include <algorithm>
#include <set>

#include "server/domain/pages/handlers.h"
#include "server/domain/pages/links.h"
#include "server/domain/pages/listing.h"
#include "server/domain/pages/titles.h"
#include "server/domain/pages/tree.h"

namespace fika::domain {
namespace {

constexpr int kWantedByMax = 10;
// Pages with one wanted title that are looked at.
constexpr std::size_t kWantedRowsMax = 1000;

// Pages that may link to one, in the order of their ids.
struct Candidates {
  std::set<Id> by_id, by_title;
  Id until;  // beyond this one the lists are not complete; nil: they are

  Status add(const storage::Reader& reader, const storage::IndexTable& table,
             const std::string& prefix, std::string_view after, std::set<Id>& into) {
    storage::Range range{.prefix = prefix, .bound = {}};
    if (!after.empty()) range.bound = prefix + std::string(after) + '\0';
    std::size_t rows = 0;
    return storage::scan_index(reader, table, range, [&](std::string_view key, std::string_view) {
      const Id id = Id::from_bytes(key.substr(prefix.size()));
      into.insert(id);
      if (++rows < kListedRowsMax) return true;
      if (until.is_nil() || id < until) until = id;
      return false;
    });
  }
};

Result<std::set<std::string>> titles_of(const storage::Reader& reader, const Id& page) {
  std::set<std::string> titles;
  const storage::Range range{.prefix = std::string(page.bytes()), .bound = {}};
  CHECKED(storage::scan_index(reader, kTitlesOfPage, range,
                              [&](std::string_view key, std::string_view) {
                                storage::KeyReader parts(key);
                                parts.id();
                                parts.scope();
                                titles.emplace(parts.rest());
                                return true;
                              }));
  return titles;
}

// The page where the reader sees it and it is not in the trash.
Result<std::optional<v1::Page>> shown(const Query& query, TitleResolver& titles, const Id& id) {
  TRY(auto page, storage::find<v1::Page>(query.reader, id));
  if (!page) return page;
  TRY(const Place place, place_of_page(query.reader, *page));
  TRY(const bool may, titles.may_see(place));
  if (!may) return std::optional<v1::Page>();
  TRY(const bool is_gone, is_in_trash(query.reader, *page));
  return is_gone ? std::optional<v1::Page>() : page;
}

// Whether one of the titles in `from` means the page `target` to the reader.
Result<bool> leads_to(const Query& query, TitleResolver& titles, const v1::Page& from,
                      const Id& from_id, const std::set<std::string>& wanted,
                      const std::string& target) {
  TRY(const Place place, place_of_page(query.reader, from));
  TRY(const auto links, links_of(query.reader, from_id));
  for (const std::string& title : links.titles()) {
    if (!wanted.contains(folded(title))) continue;
    TRY(const auto page, titles.resolve(place, title));
    if (page && page->id() == target) return true;
  }
  return false;
}

// The pages that link to one title, which is folded, in the places.
Result<std::optional<v1::WantedPage>> wanted_page(const Query& query, TitleResolver& titles,
                                                  const std::vector<Place>& places,
                                                  const std::string& title) {
  std::vector<Id> sources;
  const std::string prefix = storage::KeyWriter().text_part(title).take();
  CHECKED(storage::scan_index(query.reader, kLinksToTitle, {.prefix = prefix, .bound = {}},
                              [&](std::string_view key, std::string_view) {
                                sources.push_back(Id::from_bytes(key.substr(prefix.size())));
                                return sources.size() < kWantedRowsMax;
                              }));
  v1::WantedPage wanted;
  for (const Id& source : sources) {
    TRY(const auto page, shown(query, titles, source));
    if (!page) continue;
    TRY(const Place place, place_of_page(query.reader, *page));
    if (std::ranges::find(places, place) == places.end()) continue;
    TRY(const auto found, titles.resolve(place, title));
    if (found) continue;
    if (wanted.page_count() == 0) {
      TRY(const auto links, links_of(query.reader, source));
      const auto written = std::ranges::find(links.titles(), title, &folded);
      wanted.set_title(written == links.titles().end() ? title : *written);
    }
    wanted.set_page_count(wanted.page_count() + 1);
    if (wanted.pages_size() < kWantedByMax) wanted.add_pages(page->id());
  }
  return wanted.page_count() == 0 ? std::nullopt : std::optional(std::move(wanted));
}

}  // namespace

Result<v1::ListBacklinksReply> list_backlinks(const Query& query,
                                              const v1::ListBacklinksRequest& request) {
  TRY(const v1::Page page, named_page(query.reader, request.page()));
  TRY(const Id id, Id::parse(page.id()));
  TRY(const std::uint32_t limit, checked_limit(request.limit(), kPagesListDefault, kPagesListMax));
  TRY(const std::string after, tail_in(request.page_token()));
  TRY(const auto own_titles, titles_of(query.reader, id));
  Candidates candidates;
  CHECKED(
      candidates.add(query.reader, kLinksToPage, std::string(id.bytes()), after, candidates.by_id));
  for (const std::string& title : own_titles) {
    CHECKED(candidates.add(query.reader, kLinksToTitle,
                           storage::KeyWriter().text_part(title).take(), after,
                           candidates.by_title));
  }
  std::set<Id> all = candidates.by_id;
  all.insert(candidates.by_title.begin(), candidates.by_title.end());
  TitleResolver titles(query.reader, query.actor, query.organisation);
  v1::ListBacklinksReply reply;
  for (const Id& source : all) {
    TRY(auto from, shown(query, titles, source));
    bool leads = from && candidates.by_id.contains(source);
    if (from && !leads) {
      TRY(leads, leads_to(query, titles, *from, source, own_titles, page.id()));
    }
    if (leads) *reply.add_pages() = *std::move(from);
    const bool is_full = static_cast<std::uint32_t>(reply.pages_size()) == limit;
    if (source == candidates.until || (is_full && source != *all.rbegin())) {
      reply.set_next_page(token_of(source.bytes()));
      break;
    }
  }
  return reply;
}

Result<v1::ListWantedPagesReply> list_wanted_pages(const Query& query,
                                                   const v1::ListWantedPagesRequest& request) {
  TRY(const std::uint32_t limit, checked_limit(request.limit(), kPagesListDefault, kPagesListMax));
  TRY(std::string bound, tail_in(request.page()));
  TRY(const auto places, asked_places(query, request.community(), request.everywhere()));
  TitleResolver titles(query.reader, query.actor, query.organisation);
  v1::ListWantedPagesReply reply;
  for (std::size_t looked_at = 0;; ++looked_at) {
    std::optional<std::string> title;
    CHECKED(storage::scan_index(query.reader, kLinksToTitle, {.prefix = {}, .bound = bound},
                                [&](std::string_view key, std::string_view) {
                                  title = storage::KeyReader(key).text_part();
                                  return false;
                                }));
    if (!title) return reply;
    if (looked_at == kListedRowsMax || static_cast<std::uint32_t>(reply.wanted_size()) == limit) {
      reply.set_next_page(token_of(bound));
      return reply;
    }
    TRY(auto wanted, wanted_page(query, titles, places, *title));
    if (wanted) *reply.add_wanted() = *std::move(wanted);
    bound = storage::prefix_end(storage::KeyWriter().text_part(*title).take());
  }
}

}  // namespace fika::domain
