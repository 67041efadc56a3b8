// SPDX-License-Identifier: GPL-3.0-or-later
// The tree of a place, read from the children index.
#pragma once

#include <string>
#include <vector>

#include "server/domain/pages/rows.h"

namespace fika::domain {

// kNotFound unless `id` names a page; whoever calls has asked relation_to().
Result<v1::Page> named_page(const storage::Reader& reader, std::string_view id,
                            std::string_view what = "The page");

// From the page's parent up to the top, at most kPageDepthMax. It ends early where a page above was
// erased.
Result<std::vector<v1::Page>> ancestors_of(const storage::Reader& reader, const v1::Page& page);

struct Children {
  std::vector<Id> pages;
  std::string next;  // what to hand in as `after`; empty when that was all
};
// In their order, from behind the place in it that `after` names.
Result<Children> children_of(const storage::Reader& reader, const Place& place, const Id& parent,
                             std::string_view after, std::size_t count_max);
Result<bool> has_children(const storage::Reader& reader, const Place& place, const Id& parent);

// The page and all below it, each before its children; at most `count_max` and one more.
Result<std::vector<Id>> subtree_of(const storage::Reader& reader, const Place& place,
                                   const Id& page, std::size_t count_max);
// 1 for a page without children. Never more than kPageDepthMax + 1.
Result<int> height_of(const storage::Reader& reader, const Place& place, const Id& page);

// The rank in front of the sibling `before`, or behind all when that is nil; `moved` itself counts
// as gone. kNotFound unless `before` is a child of `parent`; kLimit when no rank is short enough.
Result<std::string> rank_for(const storage::Reader& reader, const Place& place, const Id& parent,
                             const Id& before, const Id& moved);

// The rank itself, if no child of `parent` has it; else one right behind that.
Result<std::string> free_rank(const storage::Reader& reader, const Place& place, const Id& parent,
                              std::string_view rank);

}  // namespace fika::domain
