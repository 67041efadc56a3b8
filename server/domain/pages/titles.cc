// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/pages/titles.h"

#include <utility>
#include <vector>

#include "server/domain/scopes.h"
#include "server/domain/visibility.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

struct Titled {
  Place place;
  TitleAge age;
  Id page;
};

// The first rows behind `prefix`, which is a title or a title in a place.
Result<std::vector<Titled>> titled(const storage::Reader& reader, const std::string& prefix) {
  std::vector<Titled> rows;
  const storage::Range range{.prefix = prefix, .bound = {}};
  CHECKED(
      storage::scan_index(reader, kPageTitles, range, [&](std::string_view key, std::string_view) {
        storage::KeyReader parts(key);
        parts.text_part();
        Titled row;
        row.place = parts.scope();
        row.age = static_cast<TitleAge>(parts.u8());
        row.page = parts.id();
        rows.push_back(row);
        return rows.size() < kTitlesLookedAtMax;
      }));
  return rows;
}

}  // namespace

Result<bool> TitleResolver::may_see(const Place& place) {
  if (const auto known = seen_.find(place); known != seen_.end()) return known->second;
  TRY(const Relation relation, relation_to_scope(reader_, actor_, place));
  const bool may = relation >= Relation::kSees;
  seen_.emplace(place, may);
  return may;
}

// A row counts with the place where the title is or was, and again with where the page is now: a
// page that went elsewhere is found by its old title only by those who may see it there.
Result<std::optional<v1::Page>> TitleResolver::first_in(const std::string& prefix) {
  TRY(const auto rows, titled(reader_, prefix));
  for (const TitleAge age : {TitleAge::kCurrent, TitleAge::kFormer}) {
    for (const Titled& row : rows) {
      if (row.age != age) continue;
      TRY(const bool knows_place, may_see(row.place));
      if (!knows_place) continue;
      TRY(auto page, storage::find<v1::Page>(reader_, row.page));
      if (!page) continue;
      TRY(const Place now, place_of_page(reader_, *page));
      TRY(const bool may, may_see(now));
      if (!may) continue;
      TRY(const bool is_gone, is_in_trash(reader_, *page));
      if (!is_gone) return page;
    }
  }
  return std::optional<v1::Page>();
}

Result<std::optional<v1::Page>> TitleResolver::resolve(const Place& place, std::string_view title) {
  const std::string words = folded(title);
  if (words.empty()) return std::optional<v1::Page>();
  const auto in_place = [&](const Place& there) {
    return first_in(storage::KeyWriter().text_part(words).scope(there).take());
  };
  TRY(auto page, in_place(place));
  if (page) return page;
  const Place everybody = organisation_scope(organisation_);
  if (place != everybody) {
    TRY(page, in_place(everybody));
    if (page) return page;
  }
  return first_in(storage::KeyWriter().text_part(words).take());
}

}  // namespace fika::domain
