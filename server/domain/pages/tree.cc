// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/pages/tree.h"

#include <algorithm>

#include "server/domain/pages/rank.h"

namespace fika::domain {
namespace {

// The rank and id behind the prefix of a children row.
struct Child {
  std::string rank;
  Id page;
};

Child child_in(std::string_view tail) {
  storage::KeyReader parts(tail);
  const std::string_view rank = parts.text_part();
  return {std::string(rank), parts.id()};
}

// The last child in front of `bound`, a tail, or the last of all, other than `moved`.
Result<std::string> rank_below(const storage::Reader& reader, const std::string& prefix,
                               std::string_view bound, const Id& moved) {
  std::string rank;
  storage::Range range{.prefix = prefix, .bound = {}, .reverse = true};
  if (!bound.empty()) range.bound = prefix + std::string(bound);
  CHECKED(storage::scan_index(reader, kPageChildren, range,
                              [&](std::string_view key, std::string_view) {
                                Child child = child_in(key.substr(prefix.size()));
                                if (child.page == moved) return true;
                                rank = std::move(child.rank);
                                return false;
                              }));
  return rank;
}

}  // namespace

Result<v1::Page> named_page(const storage::Reader& reader, std::string_view id,
                            std::string_view what) {
  TRY(const Id page_id, Id::parse(id, what));
  TRY(auto page, storage::find<v1::Page>(reader, page_id));
  if (!page) return fail(Code::kNotFound, "There is no such page, or you may not see it.");
  return *std::move(page);
}

Result<std::vector<v1::Page>> ancestors_of(const storage::Reader& reader, const v1::Page& page) {
  std::vector<v1::Page> ancestors;
  std::string parent = page.parent();
  while (!parent.empty() && ancestors.size() < kPageDepthMax) {
    TRY(const Id id, Id::parse(parent));
    TRY(auto found, storage::find<v1::Page>(reader, id));
    if (!found) break;
    parent = found->parent();
    ancestors.push_back(*std::move(found));
  }
  return ancestors;
}

Result<Children> children_of(const storage::Reader& reader, const Place& place, const Id& parent,
                             std::string_view after, std::size_t count_max) {
  Children children;
  const std::string prefix = children_prefix(place, parent);
  storage::Range range{.prefix = prefix, .bound = {}};
  // The least key above the one that was told last.
  if (!after.empty()) range.bound = prefix + std::string(after) + '\0';
  std::string last;
  CHECKED(storage::scan_index(reader, kPageChildren, range,
                              [&](std::string_view key, std::string_view) {
                                if (children.pages.size() == count_max) {
                                  children.next = last;
                                  return false;
                                }
                                last = key.substr(prefix.size());
                                children.pages.push_back(child_in(last).page);
                                return true;
                              }));
  return children;
}

Result<bool> has_children(const storage::Reader& reader, const Place& place, const Id& parent) {
  TRY(const Children children, children_of(reader, place, parent, {}, 1));
  return !children.pages.empty();
}

Result<std::vector<Id>> subtree_of(const storage::Reader& reader, const Place& place,
                                   const Id& page, std::size_t count_max) {
  std::vector<Id> pages{page};
  for (std::size_t at = 0; at < pages.size() && pages.size() <= count_max; ++at) {
    TRY(const Children below,
        children_of(reader, place, pages[at], {}, count_max + 1 - pages.size()));
    pages.insert(pages.end(), below.pages.begin(), below.pages.end());
  }
  return pages;
}

Result<int> height_of(const storage::Reader& reader, const Place& place, const Id& page) {
  int height = 0;
  for (std::vector<Id> level{page}; !level.empty() && height <= kPageDepthMax; ++height) {
    std::vector<Id> next;
    for (const Id& parent : level) {
      TRY(const Children below, children_of(reader, place, parent, {}, SIZE_MAX));
      next.insert(next.end(), below.pages.begin(), below.pages.end());
    }
    level = std::move(next);
  }
  return height;
}

Result<std::string> rank_for(const storage::Reader& reader, const Place& place, const Id& parent,
                             const Id& before, const Id& moved) {
  const std::string prefix = children_prefix(place, parent);
  std::string high, bound;
  if (!before.is_nil()) {
    TRY(const auto sibling, storage::find<v1::Page>(reader, before));
    const std::string parent_text = parent.is_nil() ? std::string() : parent.text();
    if (sibling && sibling->parent() == parent_text) {
      high = sibling->rank();
      bound = storage::KeyWriter().text_part(high).id(before).take();
    }
    TRY(const auto row, storage::find_index(reader, kPageChildren, prefix + bound));
    if (high.empty() || !row) {
      return fail(Code::kNotFound,
                  "The page to stand in front of is not there any more. Look again, and choose "
                  "another.");
    }
  }
  TRY(const std::string low, rank_below(reader, prefix, bound, moved));
  std::string rank = rank_between(low, high);
  if (rank.size() > kPageRankBytesMax) {
    return fail(Code::kLimit,
                "Too much was put between these two pages. Move the one behind a little, then try "
                "again.");
  }
  return rank;
}

Result<std::string> free_rank(const storage::Reader& reader, const Place& place, const Id& parent,
                              std::string_view rank) {
  const std::string prefix = children_prefix(place, parent);
  const std::string taken = storage::KeyWriter().scope(place).id(parent).text_part(rank).take();
  bool is_free = true;
  CHECKED(storage::scan_index(reader, kPageChildren, {.prefix = taken, .bound = {}},
                              [&](std::string_view, std::string_view) { return is_free = false; }));
  if (is_free) return std::string(rank);
  std::string behind;
  const storage::Range range{.prefix = prefix, .bound = storage::prefix_end(taken)};
  CHECKED(storage::scan_index(reader, kPageChildren, range,
                              [&](std::string_view key, std::string_view) {
                                behind = child_in(key.substr(prefix.size())).rank;
                                return false;
                              }));
  return rank_between(rank, behind);
}

}  // namespace fika::domain
