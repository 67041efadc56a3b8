// SPDX-License-Identifier: GPL-3.0-or-later
// All that one reader is shown of a wiki page, read from the store; page_html.h writes it down.
#pragma once

#include <cstdint>
#include <fika/v1/pages.pb.h>
#include <string>
#include <vector>

#include "server/app/reading_words.h"
#include "server/domain/method.h"

namespace fika::app {

inline constexpr std::uint32_t kShownBelowMax = 100;
inline constexpr std::uint32_t kShownBacklinksMax = 12;
inline constexpr std::uint32_t kShownDiscussionsMax = 10;
inline constexpr std::size_t kShownContributorsMax = 10;

struct PageSheet {
  v1::PageView view;
  std::string organisation, community;  // their names; no community in the organisation's place
  std::string author, reviser, owner;   // names: who began it, wrote what is shown, keeps it
  // Names of those besides these who have written a revision of it; at most kShownContributorsMax.
  std::vector<std::string> contributors;
  bool has_more_contributors = false;
  std::vector<v1::Page> below;
  bool has_more_below = false;
  std::vector<v1::Page> linked_from;
  std::vector<v1::Discussion> discussed_in;
};

// `revision` 0 is the newest. kNotFound when there is no such page or revision, or it is in the
// trash and not the actor's to bring back. Whoever calls has asked relation_to(). Takes up to some
// hundred ms for a page that is not rendered yet: call it in the pool.
Result<PageSheet> read_sheet(const domain::Query& query, const Id& page, std::uint64_t revision,
                             const ReadingWords& words);

}  // namespace fika::app
