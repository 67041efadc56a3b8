// SPDX-License-Identifier: GPL-3.0-or-later
// What a person typed, taken apart: words, "words in this order", -without, and conditions such as
// from:anna or in:"Weld shop", in English or Swedish. Nothing that is typed is an error: what is no
// condition is words. Pure; any thread. What a name stands for is the domain's to find out:
//
//   TypedQuery typed = read_query(text);
//   for each i in typed.conditions that is kFrom or kIn: resolve its value, or take_as_words(typed,
//   i); question.terms = terms_of(typed); question.filters = typed.filters; ...
//
// Dates are days of UTC: 2026, 2026-10 or 2026-10-01. before: ends where the date begins, after:
// begins there, so that the two meet without a gap. Conditions of one name: any one of kind:,
// from:, in:, lang: is enough; all of tag:, has:, is: must hold; of sort: the last counts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/question.h"

namespace fika::search {

inline constexpr std::size_t kQueryBytesMax = 1'000;
inline constexpr std::size_t kQueryWordsMax = 64;  // conditions count as one each

enum class ConditionName : std::uint8_t {
  kFrom,
  kIn,
  kKind,
  kTag,
  kLanguage,
  kBefore,
  kAfter,
  kHas,
  kIs,
  kSort,
};
// As SearchCondition.name says it: "from", "lang".
std::string_view condition_text(ConditionName name);

// Bytes of the text that was read.
struct ByteRange {
  std::size_t begin = 0, end = 0;
};

struct TypedTerm {
  Term term;
  ByteRange range;  // quotes and the sign of exclusion with it
};

struct TypedCondition {
  ConditionName name = ConditionName::kFrom;
  std::string value;         // as typed, without quotes
  bool is_excluded = false;  // -from:anna
  // Nothing is known by the value: its words are among the terms instead.
  bool is_unknown = false;
  ByteRange range;
};

struct TypedQuery {
  std::vector<TypedTerm> terms;            // in their order
  std::vector<TypedCondition> conditions;  // in their order
  // Of those conditions whose values are fixed words, dates, languages or tags.
  Filters filters, without;
  std::optional<Order> order;
  std::size_t bytes_read = 0;  // less than the text when it was over a limit
};

// `text` is well-formed UTF-8.
TypedQuery read_query(std::string_view text);

// For a from: or in: by whose value nothing is known.
void take_as_words(TypedQuery& query, std::size_t condition);

std::vector<Term> terms_of(const TypedQuery& query);
// The words that are wanted, as one would put them into a title.
std::string words_of(const TypedQuery& query);

}  // namespace fika::search
