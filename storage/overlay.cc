// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/overlay.h"

#include <iterator>
#include <utility>

namespace fika::storage {
namespace {

// What one entity row adds to a record beside itself: its change line with the key once more, the
// line's by-root row, and the scope's head. The two lines and heads of a move are about twice that.
constexpr std::size_t kRowFrameBytes = 16;
constexpr std::size_t kLineBytes = 160;
constexpr std::size_t kMoveBytes = 400;

std::size_t cost(Table table, std::size_t key_bytes, std::size_t value_bytes) {
  const std::size_t row = key_bytes + value_bytes + kRowFrameBytes;
  return table == Table::kEntities ? row + key_bytes + kLineBytes : row;
}

// Visits what is staged from `next` to `last` and what is below, each key once, in the scan's
// order.
template <class Iterator>
Status merge_scan(const Reader& below, Table table, const Range& range, Iterator next,
                  Iterator last, const Visit& visit) {
  bool is_wanted = true;
  const auto visit_staged = [&] {
    const auto& [key, value] = *next++;
    if (value) is_wanted = visit(key, *value);
  };
  CHECKED(below.scan(table, range, [&](std::string_view key, std::string_view value) {
    while (is_wanted && next != last && (range.reverse ? next->first > key : next->first < key)) {
      visit_staged();
    }
    if (!is_wanted) return false;
    if (next != last && next->first == key) {
      visit_staged();
    } else {
      is_wanted = visit(key, value);
    }
    return is_wanted;
  }));
  while (is_wanted && next != last) visit_staged();
  return {};
}

}  // namespace

Result<std::optional<std::string>> Overlay::get(Table table, std::string_view key) const {
  const Rows& staged = rows(table);
  if (const auto row = staged.find(key); row != staged.end()) return row->second;
  return below_->get(table, key);
}

Status Overlay::scan(Table table, const Range& range, const Visit& visit) const {
  const Rows& staged = rows(table);
  if (staged.empty()) return below_->scan(table, range, visit);
  const std::string end = prefix_end(range.prefix);
  auto first = staged.lower_bound(range.prefix);
  auto last = end.empty() ? staged.end() : staged.lower_bound(end);
  if (range.bound > range.prefix) {
    const auto bound = staged.lower_bound(range.bound);
    if (!range.reverse) first = end.empty() || range.bound < end ? bound : last;
    if (range.reverse && (end.empty() || range.bound < end)) last = bound;
  } else if (range.reverse && !range.bound.empty()) {
    return {};
  }
  return range.reverse ? merge_scan(*below_, table, range, std::make_reverse_iterator(last),
                                    std::make_reverse_iterator(first), visit)
                       : merge_scan(*below_, table, range, first, last, visit);
}

void Overlay::put(Table table, std::string key, std::string value) {
  size_bytes_ += cost(table, key.size(), value.size());
  tables_[static_cast<std::size_t>(table)].insert_or_assign(std::move(key), std::move(value));
}

void Overlay::erase(Table table, std::string key) {
  size_bytes_ += cost(table, key.size(), 0);
  tables_[static_cast<std::size_t>(table)].insert_or_assign(std::move(key), std::nullopt);
}

void Overlay::note_move(RootMove move) {
  size_bytes_ += kMoveBytes;
  moves_.push_back(std::move(move));
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
