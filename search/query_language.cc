// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/query_language.h"

#include <algorithm>
#include <array>
#include <utility>

#include "search/query_vocabulary.h"

namespace fika::search {
namespace {

// So many bytes of `text` at `at` are one white space or control character; 0: none is there.
std::size_t space_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  if (byte(0) <= 0x20 || byte(0) == 0x7F) return 1;
  if (byte(0) == 0xC2 && (byte(1) == 0xA0 || (byte(1) >= 0x80 && byte(1) < 0xA0))) return 2;
  if (byte(0) == 0xE2 && byte(1) == 0x80 &&
      (byte(2) <= 0x8B || byte(2) == 0xA8 || byte(2) == 0xA9 || byte(2) == 0xAF)) {
    return 3;
  }
  if (byte(0) == 0xE2 && byte(1) == 0x81 && byte(2) == 0x9F) return 3;
  if (byte(0) == 0xE3 && byte(1) == 0x80 && byte(2) == 0x80) return 3;
  return 0;
}

// Phones turn quotes into any of these; each opens and each closes.
constexpr auto kQuotes =
    std::to_array<std::string_view>({"\"", "\u201C", "\u201D", "\u201E", "\u00AB", "\u00BB"});

std::size_t quote_at(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  for (const std::string_view quote : kQuotes) {
    if (rest.starts_with(quote)) return quote.size();
  }
  return 0;
}

template <class Take>
void each_word(std::string_view text, const Take& take) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t space = at < text.size() ? space_at(text, at) : 1;
    if (space != 0 && at > begin) take(text.substr(begin, at - begin));
    at += space == 0 ? 1 : space;
    if (space != 0) begin = at;
  }
}

std::size_t words_in(std::string_view text) {
  std::size_t count = 0;
  each_word(text, [&](std::string_view) { ++count; });
  return count;
}

// Puts a condition whose value needs no names into the filters; false: it means nothing.
bool apply(TypedQuery& query, TypedCondition& condition) {
  Filters& filters = condition.is_excluded ? query.without : query.filters;
  const auto add = [](auto& list, const auto& value) {
    if (value && std::ranges::find(list, *value) == list.end()) list.push_back(*value);
    return value.has_value();
  };
  const auto ends = [&](std::int64_t at) {
    query.filters.before_ms = std::min(query.filters.before_ms.value_or(at), at);
  };
  const auto begins = [&](std::int64_t at) {
    query.filters.from_ms = std::max(query.filters.from_ms.value_or(at), at);
  };
  switch (condition.name) {
    case ConditionName::kFrom:
    case ConditionName::kIn:
      return true;
    case ConditionName::kKind: {
      const auto kind = kind_of(condition.value);
      if (!kind) return false;
      if (!kind->state) return add(filters.kinds, std::optional(kind->kind));
      return add(filters.kinds_in_state, std::optional(std::pair(kind->kind, *kind->state)));
    }
    case ConditionName::kTag:
      return add(filters.tags, std::optional(condition.value));
    case ConditionName::kLanguage:
      return add(filters.languages, named_language(condition.value));
    case ConditionName::kHas:
      return add(filters.holds, has_of(condition.value));
    case ConditionName::kIs: {
      const auto state = state_of(condition.value);
      if (state == State::kObsolete && !condition.is_excluded) filters.with_obsolete = true;
      return add(filters.states, state);
    }
    case ConditionName::kBefore:
    case ConditionName::kAfter: {
      const auto date = date_of(condition.value);
      if (!date) return false;
      (condition.name == ConditionName::kBefore) != condition.is_excluded ? ends(*date)
                                                                          : begins(*date);
      return true;
    }
    case ConditionName::kSort: {
      const auto order = order_of(condition.value);
      if (order && !condition.is_excluded) query.order = order;
      return order && !condition.is_excluded;
    }
  }
  return false;
}

class QueryReader {
 public:
  explicit QueryReader(std::string_view text) : text_(text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (quote_at(text, at) != 0) last_quote_ = at;
    }
  }

  TypedQuery take() {
    std::size_t at = 0;
    while (at < text_.size()) {
      if (const std::size_t space = space_at(text_, at)) {
        at += space;
      } else if (const std::size_t end = read(at); end != at) {
        at = end;
      } else {
        break;  // over the limit
      }
    }
    query_.bytes_read = std::min(at, text_.size());
    return std::move(query_);
  }

 private:
  // Reads what begins at `begin` and says where it ends; `begin` when the limit is reached.
  std::size_t read(std::size_t begin) {
    std::size_t at = begin;
    const bool is_excluded = text_[at] == '-' && at + 1 < text_.size() && text_[at + 1] != '-' &&
                             space_at(text_, at + 1) == 0;
    if (is_excluded) ++at;
    if (const std::size_t close = closing_quote(at); close != std::string_view::npos) {
      const std::size_t inner = at + quote_at(text_, at);
      return add_term(text_.substr(inner, close - inner), true, is_excluded,
                      {begin, close + quote_at(text_, close)});
    }
    if (const std::size_t end = read_condition(begin, at, is_excluded); end != begin) return end;
    const std::size_t end = word_end(at);
    return add_term(text_.substr(at, end - at), false, is_excluded, {begin, end});
  }

  std::size_t read_condition(std::size_t begin, std::size_t at, bool is_excluded) {
    constexpr std::size_t kNameBytesMax = 24;
    const std::size_t colon = text_.substr(at, kNameBytesMax).find(':');
    if (colon == std::string_view::npos || colon == 0) return begin;
    auto name = condition_of(text_.substr(at, colon));
    if (!name) return begin;
    const std::size_t value_begin = at + colon + 1;
    if (value_begin >= text_.size() || space_at(text_, value_begin) != 0) return begin;
    std::size_t end = word_end(value_begin);
    std::string_view value = text_.substr(value_begin, end - value_begin);
    if (const std::size_t quote = quote_at(text_, value_begin)) {
      // A quote that nobody closed holds until the end: it is being typed.
      const std::size_t close = closing_quote(value_begin);
      const bool is_closed = close != std::string_view::npos;
      const std::size_t inner = value_begin + quote;
      if (!is_closed && last_quote_ >= inner) return begin;  // ""
      value = text_.substr(inner, (is_closed ? close : text_.size()) - inner);
      end = is_closed ? close + quote_at(text_, close) : text_.size();
    }
    if (words_in(value) == 0) return begin;
    // "sort" is Swedish for kind, too.
    if (*name == ConditionName::kSort && !order_of(value) && kind_of(value)) {
      name = ConditionName::kKind;
    }
    if (!has_room(1)) return begin;
    query_.conditions.push_back(
        {*name, std::string(value), is_excluded, false, ByteRange{begin, end}});
    if (!apply(query_, query_.conditions.back())) {
      take_as_words(query_, query_.conditions.size() - 1);
    }
    return end;
  }

  std::size_t add_term(std::string_view text, bool is_phrase, bool is_excluded, ByteRange range) {
    const std::size_t words = words_in(text);
    if (!has_room(std::max<std::size_t>(words, 1))) return range.begin;
    query_.terms.push_back({{std::string(text), is_phrase && words > 1, is_excluded}, range});
    return range.end;
  }

  bool has_room(std::size_t words) {
    if (words_ + words > kQueryWordsMax) return false;
    words_ += words;
    return true;
  }

  // Where the quote that opens at `at` is closed; npos when none opens there or nothing closes it.
  std::size_t closing_quote(std::size_t at) const {
    const std::size_t open = at < text_.size() ? quote_at(text_, at) : 0;
    if (open == 0) return std::string_view::npos;
    for (std::size_t close = at + open; close <= last_quote_; ++close) {
      if (quote_at(text_, close) == 0) continue;
      // Two quotes with nothing between them hold no phrase.
      return words_in(text_.substr(at + open, close - at - open)) == 0 ? std::string_view::npos
                                                                       : close;
    }
    return std::string_view::npos;
  }

  // A word goes on to white space, or to where a phrase begins.
  std::size_t word_end(std::size_t begin) const {
    std::size_t at = begin;
    while (at < text_.size() && space_at(text_, at) == 0) {
      if (at > begin && closing_quote(at) != std::string_view::npos) break;
      ++at;
    }
    return at;
  }

  std::string_view text_;
  std::size_t last_quote_ = 0;
  std::size_t words_ = 0;
  TypedQuery query_;
};

}  // namespace

std::string_view condition_text(ConditionName name) {
  switch (name) {
    case ConditionName::kFrom:
      return "from";
    case ConditionName::kIn:
      return "in";
    case ConditionName::kKind:
      return "kind";
    case ConditionName::kTag:
      return "tag";
    case ConditionName::kLanguage:
      return "lang";
    case ConditionName::kBefore:
      return "before";
    case ConditionName::kAfter:
      return "after";
    case ConditionName::kHas:
      return "has";
    case ConditionName::kIs:
      return "is";
    case ConditionName::kSort:
      return "sort";
  }
  return {};
}

TypedQuery read_query(std::string_view text) {
  if (text.size() > kQueryBytesMax) {
    std::size_t end = kQueryBytesMax;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    text = text.substr(0, end);
  }
  return QueryReader(text).take();
}

void take_as_words(TypedQuery& query, std::size_t condition) {
  TypedCondition& unknown = query.conditions[condition];
  if (unknown.is_unknown) return;
  unknown.is_unknown = true;
  std::vector<TypedTerm> words;
  each_word(unknown.value, [&](std::string_view word) {
    words.push_back({{std::string(word), false, unknown.is_excluded}, unknown.range});
  });
  const auto after = std::ranges::find_if(
      query.terms, [&](const TypedTerm& term) { return term.range.begin > unknown.range.begin; });
  query.terms.insert(after, words.begin(), words.end());
}

std::vector<Term> terms_of(const TypedQuery& query) {
  std::vector<Term> terms;
  terms.reserve(query.terms.size());
  for (const TypedTerm& typed : query.terms) terms.push_back(typed.term);
  return terms;
}

std::string words_of(const TypedQuery& query) {
  std::string words;
  for (const TypedTerm& typed : query.terms) {
    if (typed.term.is_excluded) continue;
    if (!words.empty()) words += ' ';
    words += typed.term.text;
  }
  return words;
}

}  // namespace fika::search
