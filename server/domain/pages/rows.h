// SPDX-License-Identifier: GPL-3.0-or-later
// The index rows that follow from a Page, and the one way to change a page so that they go with it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/domain/pages/pages.h"
#include "storage/transaction.h"

namespace fika::domain {

// A place is the scope of its pages.
using Place = storage::Scope;
Result<Place> place_of_page(const storage::Reader& reader, const v1::Page& page);

struct PageRow {
  const storage::IndexTable* table;
  std::string key;
  auto operator<=>(const PageRow&) const = default;
};
// All of them, without former titles.
Result<std::vector<PageRow>> rows_of_page(const Place& place, const v1::Page& page);

// A page as it was, with its place; both are needed to take its rows out again.
struct PlacedPage {
  Place place;
  v1::Page page;
};

// Stores `after`, new or instead of `before`, with its rows, and sets its scope. A title that goes
// away, or that stays behind in another place, leads to the page from now on as a former one.
// kLimit when it has had too many.
Status put_page(storage::Transaction& txn, const PlacedPage* before, const PlacedPage& after);

// Takes the page out, former titles and links included; its revisions stay.
Status erase_page(storage::Transaction& txn, const PlacedPage& page);

// How titles and tags are compared: composed, without case, white space as single blanks. `text` is
// UTF-8.
std::string folded(std::string_view text);

enum class TitleAge : std::uint8_t { kCurrent = 0, kFormer = 1 };
std::string title_key(std::string_view folded_title, const Place& place, TitleAge age,
                      const Id& page);
std::string children_prefix(const Place& place, const Id& parent);

}  // namespace fika::domain
