// SPDX-License-Identifier: GPL-3.0-or-later
// What the lists share. A page token is the place in its index behind which the list goes on, in
// hexadecimal digits: so a list goes on from there whatever has changed before it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "server/domain/pages/places.h"

namespace fika::domain {

inline constexpr std::uint32_t kPagesListDefault = 50, kPagesListMax = 200;
inline constexpr std::uint32_t kTreeListDefault = 100, kTreeListMax = 500;
// Rows that one call looks at, when many of them are not for the caller.
inline constexpr std::size_t kListedRowsMax = 2000;

// kInvalid when `limit` is above `max`; 0 is `standard`.
Result<std::uint32_t> checked_limit(std::uint32_t limit, std::uint32_t standard, std::uint32_t max);

std::string token_of(std::string_view tail);
// kInvalid unless token_of() made it; empty is empty.
Result<std::string> tail_in(std::string_view token);

// Walks the rows of one index table behind each of several prefixes as one list in the order of
// what follows the prefix, from behind `after` on.
struct MergedRow {
  Place place;
  std::string tail;
};
Result<std::vector<MergedRow>> merged_rows(const storage::Reader& reader,
                                           const storage::IndexTable& table,
                                           const std::vector<Place>& places,
                                           std::string_view behind_place, std::string_view after,
                                           std::size_t count_max);

}  // namespace fika::domain
