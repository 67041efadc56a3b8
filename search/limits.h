// SPDX-License-Identifier: GPL-3.0-or-later
// What one question may ask for.
#pragma once

#include <cstddef>
#include <cstdint>

namespace fika::search {

inline constexpr std::uint32_t kHitsMax = 50;
inline constexpr std::uint32_t kOffsetMax = 1'000;
// Facets are over so many hits at most.
inline constexpr std::size_t kCountedMax = 1'000;
inline constexpr std::size_t kTermsMax = 128;
inline constexpr std::size_t kTermsBytesMax = 8 << 10;
inline constexpr std::size_t kScopesMax = 100'000;
inline constexpr std::size_t kFilterValuesMax = 1'000;  // of one list
// Of a text to which others are sought, that is looked at.
inline constexpr std::size_t kSimilarBytesMax = 16 << 10;

}  // namespace fika::search
