// SPDX-License-Identifier: GPL-3.0-or-later
// What makes one hit better than another, in one place. A hit's weight is BM25 over the best form
// of each word of the question, and on top of it, never instead of it, boosts that are bounded by a
// share of what the words of this question can weigh at most:
//
//   sum over words of max(stems, parts, folded) + word     words that are everywhere count a
//   little,
//     + words in the title, words next to each other       and nobody is found by them alone
//     + how much of the question is there
//     + an exact title, which goes before all
//     + recency, authority, verified, not stale
//
// What was tried and what it brought stands in tests/bench/README.md.
#pragma once

#include <cstddef>
#include <cstdint>

namespace fika::search::ranking {

// BM25: how soon a word that is repeated stops counting, how much a long text loses, and the share
// of the average length below which a text is not held for shorter.
inline constexpr double kSaturation = 1.4;
inline constexpr double kLengthShare = 0.7;
inline constexpr double kLengthShareMin = 0.5;

// Of a word's forms, beside 1 for its stem.
inline constexpr double kWord = 0.3;       // the word just so; on top of its stem
inline constexpr double kPart = 0.5;       // the word is a part of a compound
inline constexpr double kFolded = 0.7;     // the same without accents
inline constexpr double kLoanWord = 0.4;   // its Swedish stem as a word of another language
inline constexpr double kPartOf = 0.25;    // a part of a compound in the question, on its own
inline constexpr double kBeginning = 0.8;  // the word goes on
inline constexpr double kSynonym = 0.8;

inline constexpr double kEverywhere = 0.3;  // "the", "och"
inline constexpr double kTitle = 0.3;
inline constexpr double kNear = 0.1;
// Words of one pair stand within so many places.
inline constexpr std::uint32_t kNearWindow = 4;
inline constexpr std::size_t kNearPairsMax = 4;
// Where words stand is read document by document, which took two thirds of all the time of long
// questions: only of pairs with a word that is in no more of them.
inline constexpr std::uint32_t kNearDocumentsMax = 300;
inline constexpr double kExactTitle = 10;

// Shares of the most that the question's words can weigh.
inline constexpr double kCoordination = 0.15;  // split among the words
inline constexpr double kRecency = 0.12;
inline constexpr double kAuthority = 0.12;
inline constexpr double kVerified = 0.04;
inline constexpr double kNotStale = 0.2;

inline constexpr double kChatHalfLifeDays = 30;
inline constexpr double kThreadHalfLifeDays = 120;
inline constexpr double kPageHalfLifeDays = 365;

// Up to so many words, all are wanted; what has just some of them comes below.
inline constexpr std::size_t kAllWantedMax = 3;
// Who asks with so many words that are everywhere asks in a sentence, and expects less of each
// word.
inline constexpr std::size_t kSentenceMin = 2;
// In the order of time a longer question wants this share of its words.
inline constexpr double kMostWanted = 0.6;
// Of a longer question the rarest; the others only add weight.
inline constexpr std::size_t kFindingWordsMax = 20;

// What a beginning of a word stands for, by its letters: the most frequent words.
inline constexpr std::size_t kExpansionsMax = 100;
inline constexpr std::size_t kExpansionsOfTwoMax = 40;
inline constexpr std::size_t kExpansionsOfOneMax = 15;

// Of a text to which others are sought.
inline constexpr std::size_t kSimilarTermsMax = 20;
inline constexpr double kSimilarTitle = 3;
inline constexpr double kSimilarShareMin = 0.2;  // of what an equal text would weigh

}  // namespace fika::search::ranking
