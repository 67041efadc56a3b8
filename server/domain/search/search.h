// SPDX-License-Identifier: GPL-3.0-or-later
// Searching: whoever is signed in asks, and finds what they may see and nothing else. The index
// (search/index.h) does the work; this folder knows who asks, what names stand for, and what a hit
// is called. A hit is shown only after visibility.h has been asked about its root as it is now,
// since the index is a moment behind.
//
// Beside it, words that a few look after for everybody: those that mean the same, and those that
// were searched for in vain. Any member may make a community and is its steward then, so being one
// is not enough: these few are the administrators, and stewards of a community that is not private
// and has at least kCuratedMembersMin members.
//
// Of what was searched for in vain nothing says who searched. What guests look for is not noted,
// nor is what holds a word of anybody's name here; and it is shown once it was looked for by
// another person or on another day.
#pragma once

#include <cstddef>
#include <cstdint>

#include "server/domain/method.h"
#include "storage/index.h"

namespace fika::domain {

inline constexpr std::uint32_t kHitsDefault = 20, kHitsMax = 50, kHitsOffsetMax = 1'000;
inline constexpr std::uint32_t kSuggestionsDefault = 8, kSuggestionsMax = 20;
inline constexpr std::uint32_t kSimilarDefault = 5, kSimilarMax = 10;
inline constexpr std::size_t kSimilarTextBytesMax = 512 * 1024;
// How long a search waits for what its caller has just written.
inline constexpr int kFoundWaitMs = 300;
inline constexpr std::size_t kNamesakesMax = 20;  // that one from: or in: may stand for
// from: and in: in one question; the others are taken for words.
inline constexpr std::size_t kNamesLookedUpMax = 8;

inline constexpr std::uint64_t kCuratedMembersMin = 5;

inline constexpr std::size_t kGapBytesMax = 200;
inline constexpr std::size_t kGapKeyBytes = 16;
inline constexpr std::uint64_t kGapCountMin = 2;  // to be shown
inline constexpr std::int64_t kGapWeeksMax = 26;  // without anybody looking for it
inline constexpr std::size_t kGapsMax = 1'000;
inline constexpr std::uint32_t kGapsDefault = 50, kGapsPageMax = 200;
inline constexpr std::size_t kSynonymSetsMax = 500;
inline constexpr int kSynonymsMin = 2, kSynonymsMax = 10;
inline constexpr std::size_t kSynonymBytesMax = 80;

// BLAKE2b of the words:16 -> count:u64 week_ms:u64, the Monday of the last time, and the folded
// words
inline constexpr storage::IndexTable kGaps{.number = 701, .name = "search_gaps"};
// set:16 -> v1.SynonymSet
inline constexpr storage::IndexTable kSynonyms{.number = 702, .name = "synonyms"};

Capability searching();

}  // namespace fika::domain
