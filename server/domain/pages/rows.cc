// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/pages/rows.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "base/composed.h"
#include "base/text.h"
#include "server/domain/organisation_setup.h"
#include "server/domain/pages/links.h"
#include "server/domain/people/name_order.h"
#include "server/domain/scopes.h"

namespace fika::domain {
namespace {

std::uint64_t newest_first(std::int64_t time_ms) { return ~static_cast<std::uint64_t>(time_ms); }

Result<Id> parent_of(const v1::Page& page) {
  if (page.parent().empty()) return Id();
  return Id::parse(page.parent());
}

// The title rows of both tables.
void put_title(storage::Transaction& txn, const Place& place, const Id& page,
               const std::string& title, TitleAge age) {
  const TitleAge other = age == TitleAge::kCurrent ? TitleAge::kFormer : TitleAge::kCurrent;
  txn.erase_index(kPageTitles, title_key(title, place, other, page));
  txn.put_index(kPageTitles, title_key(title, place, age, page), {});
  txn.put_index(kTitlesOfPage, storage::KeyWriter().id(page).scope(place).text(title).take(), {});
}

Status check_title_room(const storage::Reader& reader, const Id& page) {
  std::size_t count = 0;
  const storage::Range range{.prefix = std::string(page.bytes()), .bound = {}};
  CHECKED(storage::scan_index(
      reader, kTitlesOfPage, range,
      [&](std::string_view, std::string_view) { return ++count < kPageTitlesMax; }));
  if (count < kPageTitlesMax) return {};
  return fail(Code::kLimit,
              "The page has had {} titles, as many as fit. Leave it as it is, or begin a new one.",
              count);
}

Status change_title(storage::Transaction& txn, const Id& id, const PlacedPage* before,
                    const PlacedPage& after) {
  const std::string title = folded(after.page.title());
  if (before != nullptr) {
    const std::string former = folded(before->page.title());
    if (former == title && before->place == after.place) return {};
    // A move is always possible: it adds one row at most, and none on the way back.
    if (former != title) CHECKED(check_title_room(txn, id));
    put_title(txn, before->place, id, former, TitleAge::kFormer);
  }
  put_title(txn, after.place, id, title, TitleAge::kCurrent);
  return {};
}

}  // namespace

std::string folded(std::string_view text) {
  std::string line;
  for (std::string_view rest = trim(text); !rest.empty();) {
    const std::size_t blank = std::min(rest.find_first_of(" \t\n\r"), rest.find("\u00a0"));
    line += rest.substr(0, blank);
    if (blank >= rest.size()) break;
    line += ' ';
    rest = trim(rest.substr(blank));
  }
  return fold_case(composed(line));
}

std::string title_key(std::string_view folded_title, const Place& place, TitleAge age,
                      const Id& page) {
  return storage::KeyWriter()
      .text_part(folded_title)
      .scope(place)
      .u8(static_cast<std::uint8_t>(age))
      .id(page)
      .take();
}

std::string children_prefix(const Place& place, const Id& parent) {
  return storage::KeyWriter().scope(place).id(parent).take();
}

Result<Place> place_of_page(const storage::Reader& reader, const v1::Page& page) {
  if (!page.community().empty()) {
    TRY(const Id community, Id::parse(page.community()));
    return community_scope(community);
  }
  TRY(const auto organisation, organisation_id(reader));
  if (!organisation) return fail(Code::kState, "This data folder has no organisation yet.");
  return organisation_scope(*organisation);
}

Result<std::vector<PageRow>> rows_of_page(const Place& place, const v1::Page& page) {
  using storage::KeyWriter;
  std::vector<PageRow> rows;
  TRY(const Id id, Id::parse(page.id()));
  TRY(const Id parent, parent_of(page));
  if (page.trashed_at_ms() == 0) {
    rows.push_back(
        {&kPageChildren, KeyWriter().scope(place).id(parent).text_part(page.rank()).id(id).take()});
  } else {
    rows.push_back(
        {&kPageTrash,
         KeyWriter().scope(place).u64(newest_first(page.trashed_at_ms())).id(id).take()});
  }
  rows.push_back({&kRecentPages,
                  KeyWriter().scope(place).u64(newest_first(page.revised_at_ms())).id(id).take()});
  for (const std::string& tag : page.tags()) {
    rows.push_back({&kPageTags, KeyWriter().scope(place).text_part(folded(tag)).id(id).take()});
  }
  if (!page.translation_of().empty()) {
    TRY(const Id original, Id::parse(page.translation_of()));
    rows.push_back({&kPageTranslations, KeyWriter().id(original).id(id).take()});
  }
  for (const std::string& source : page.sources()) {
    TRY(const Id source_id, Id::parse(source));
    rows.push_back({&kPagesBySource, KeyWriter().id(source_id).id(id).take()});
  }
  std::ranges::sort(rows);
  return rows;
}

Status put_page(storage::Transaction& txn, const PlacedPage* before, const PlacedPage& after) {
  TRY(const Id id, Id::parse(after.page.id()));
  CHECKED(change_title(txn, id, before, after));
  std::vector<PageRow> old_rows;
  if (before != nullptr) {
    TRY(old_rows, rows_of_page(before->place, before->page));
  }
  TRY(const std::vector<PageRow> new_rows, rows_of_page(after.place, after.page));
  std::vector<PageRow> gone, come;
  std::ranges::set_difference(old_rows, new_rows, std::back_inserter(gone));
  std::ranges::set_difference(new_rows, old_rows, std::back_inserter(come));
  for (const PageRow& row : gone) txn.erase_index(*row.table, row.key);
  for (const PageRow& row : come) txn.put_index(*row.table, row.key, {});
  CHECKED(before == nullptr ? txn.create(after.page) : txn.put(after.page));
  return txn.set_scope(id, after.place);
}

Status erase_page(storage::Transaction& txn, const PlacedPage& page) {
  TRY(const Id id, Id::parse(page.page.id()));
  TRY(const auto rows, rows_of_page(page.place, page.page));
  for (const PageRow& row : rows) txn.erase_index(*row.table, row.key);
  std::vector<std::string> titles;
  const storage::Range range{.prefix = std::string(id.bytes()), .bound = {}};
  CHECKED(
      storage::scan_index(txn, kTitlesOfPage, range, [&](std::string_view key, std::string_view) {
        titles.emplace_back(key);
        return true;
      }));
  for (const std::string& key : titles) {
    storage::KeyReader parts(key);
    parts.id();
    const Place place = parts.scope();
    const std::string title(parts.rest());
    txn.erase_index(kPageTitles, title_key(title, place, TitleAge::kCurrent, id));
    txn.erase_index(kPageTitles, title_key(title, place, TitleAge::kFormer, id));
    txn.erase_index(kTitlesOfPage, key);
  }
  CHECKED(put_links(txn, id, {}));
  CHECKED(txn.erase<v1::Page>(id));
  return txn.erase_root(id);
}

}  // namespace fika::domain
