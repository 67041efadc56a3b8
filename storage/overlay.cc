// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/overlay.h"

#include <iterator>
#include <utility>

namespace fika::storage {

Result<std::optional<std::string>> Overlay::get(Table table, std::string_view key) const {
  const Rows& staged = rows(table);
  if (const auto row = staged.find(key); row != staged.end()) return row->second;
  return below_->get(table, key);
}

Status Overlay::scan(Table table, const Range& range, const Visit& visit) const {
  // The staged rows of the range, in the scan's direction.
  const Rows& staged = rows(table);
  const std::string end = prefix_end(range.prefix);
  auto first = staged.lower_bound(!range.reverse && !range.bound.empty() ? range.bound : range.prefix);
  auto last = end.empty() ? staged.end() : staged.lower_bound(end);
  if (range.reverse && !range.bound.empty()) last = staged.lower_bound(range.bound);
  std::vector<const Rows::value_type*> mine;
  for (auto row = first; row != last && row != staged.end() && row->first.starts_with(range.prefix);
       ++row) {
    mine.push_back(&*row);
  }
  if (range.reverse) std::ranges::reverse(mine);

  auto next = mine.begin();
  bool wanted = true;
  const auto visit_mine = [&] {
    const auto& [key, value] = **next++;
    if (value) wanted = visit(key, *value);
  };
  const auto comes_before = [&](std::string_view a, std::string_view b) {
    return range.reverse ? a > b : a < b;
  };
  CHECKED(below_->scan(table, range, [&](std::string_view key, std::string_view value) {
    while (wanted && next != mine.end() && comes_before((*next)->first, key)) visit_mine();
    if (!wanted) return false;
    if (next != mine.end() && (*next)->first == key) {
      visit_mine();
      return wanted;
    }
    wanted = visit(key, value);
    return wanted;
  }));
  while (wanted && next != mine.end()) visit_mine();
  return {};
}

void Overlay::put(Table table, std::string key, std::string value) {
  size_bytes_ += key.size() + value.size() + 16;
  tables_[static_cast<std::size_t>(table)].insert_or_assign(std::move(key), std::move(value));
}

void Overlay::erase(Table table, std::string key) {
  size_bytes_ += key.size() + 16;
  tables_[static_cast<std::size_t>(table)].insert_or_assign(std::move(key), std::nullopt);
}

void Overlay::merge(Overlay&& above) {
  for (std::size_t table = 0; table < kTableCount; ++table) {
    Rows& from = above.tables_[table];
    Rows& to = tables_[table];
    while (!from.empty()) {
      auto row = from.extract(from.begin());
      if (auto inserted = to.insert(std::move(row)); !inserted.inserted) {
        inserted.position->second = std::move(inserted.node.mapped());
      }
    }
  }
  std::ranges::move(above.moves_, std::back_inserter(moves_));
  size_bytes_ += above.size_bytes_;
}

}  // namespace fika::storage
