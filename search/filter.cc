// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <chrono>
#include <limits>
#include <string>

#include "search/filter_xapian.h"
#include "search/schema.h"

namespace fika::search {
namespace {

using Queries = std::vector<Xapian::Query>;

// More months than these are looked up by their value alone.
constexpr std::int64_t kMonthsMax = 240;

Xapian::Query any_of(const Queries& queries) {
  return {Xapian::Query::OP_OR, queries.begin(), queries.end()};
}

template <class Values, class Term>
void add(Queries& queries, const Values& values, const Term& term) {
  for (const auto& value : values) queries.emplace_back(term(value));
}

auto id_term(std::string_view prefix) {
  return [prefix](const Id& id) { return term_of(prefix, id); };
}
auto letter_term(std::string_view prefix) {
  return [prefix](auto letter) { return term_of(prefix, static_cast<char>(letter)); };
}
std::string language_term(const std::string& language) {
  return term_of(prefix::kLanguage, language_without_region(language));
}

Queries kinds_of(const Filters& filters) {
  Queries kinds;
  add(kinds, filters.kinds, letter_term(prefix::kKind));
  for (const auto& [kind, state] : filters.kinds_in_state) {
    kinds.emplace_back(Xapian::Query::OP_AND,
                       Xapian::Query(term_of(prefix::kKind, static_cast<char>(kind))),
                       Xapian::Query(term_of(prefix::kState, static_cast<char>(state))));
  }
  return kinds;
}

// States, tags and what it holds.
Queries marks_of(const Filters& filters) {
  Queries marks;
  add(marks, filters.tags, [](const std::string& tag) { return tag_term(tag); });
  add(marks, filters.states, letter_term(prefix::kState));
  add(marks, filters.holds, letter_term(prefix::kHas));
  return marks;
}

// One list for each condition of which any one is enough.
std::vector<Queries> lists_of(const Filters& filters) {
  std::vector<Queries> lists = {kinds_of(filters)};
  add(lists.emplace_back(), filters.communities, id_term(prefix::kCommunity));
  add(lists.emplace_back(), filters.authors, id_term(prefix::kAuthor));
  add(lists.emplace_back(), filters.roots, id_term(prefix::kRoot));
  add(lists.emplace_back(), filters.languages, language_term);
  return lists;
}

std::chrono::year_month month_of(std::int64_t time_ms) {
  namespace chrono = std::chrono;
  const chrono::year_month_day day{chrono::floor<chrono::days>(
      chrono::sys_time<chrono::milliseconds>{chrono::milliseconds{time_ms}})};
  return day.year() / day.month();
}
std::int64_t begin_of(std::chrono::year_month month) {
  namespace chrono = std::chrono;
  const chrono::sys_days begin{month / chrono::day{1}};
  return chrono::duration_cast<chrono::milliseconds>(begin.time_since_epoch()).count();
}

// Terms of months are quick, and values say the rest at both ends. False: nothing is of that time.
bool add_times(Queries& all, const Xapian::Database& database, const Filters& filters) {
  if (!filters.from_ms && !filters.before_ms) return true;
  const auto bound = [](const std::string& value) {
    return static_cast<std::int64_t>(Xapian::sortable_unserialise(value));
  };
  const std::string lowest = database.get_value_lower_bound(slot::kTime);
  const std::string highest = database.get_value_upper_bound(slot::kTime);
  if (lowest.empty() || highest.empty()) return false;
  const std::int64_t from = std::max(filters.from_ms.value_or(bound(lowest)), bound(lowest));
  const std::int64_t last =
      std::min(filters.before_ms ? *filters.before_ms - 1 : bound(highest), bound(highest));
  if (from > last) return false;
  const std::chrono::year_month first_month = month_of(from), last_month = month_of(last);
  if ((last_month - first_month).count() < kMonthsMax) {
    Queries months;
    for (auto month = first_month; month <= last_month; month += std::chrono::months{1}) {
      months.emplace_back(month_term(begin_of(month)));
    }
    all.push_back(any_of(months));
  }
  if (filters.from_ms && *filters.from_ms > begin_of(first_month)) {
    all.emplace_back(Xapian::Query::OP_VALUE_GE, slot::kTime,
                     Xapian::sortable_serialise(static_cast<double>(from)));
  }
  if (filters.before_ms && last + 1 < begin_of(last_month + std::chrono::months{1})) {
    all.emplace_back(Xapian::Query::OP_VALUE_LE, slot::kTime,
                     Xapian::sortable_serialise(static_cast<double>(last)));
  }
  return true;
}

}  // namespace

ScopeDecider::ScopeDecider(const std::vector<storage::Scope>& scopes) {
  scopes_.reserve(scopes.size());
  for (const storage::Scope& scope : scopes) scopes_.insert(storage::scope_bytes(scope));
}

bool ScopeDecider::operator()(const Xapian::Document& document) const {
  return scopes_.contains(document.get_value(slot::kScope));
}

Filter::Filter(const Xapian::Database& database, const std::vector<storage::Scope>& scopes,
               const Filters& filters, const Filters& without)
    : is_closed_(scopes.empty()) {
  if (scopes.size() <= kScopeTermsMax) {
    Queries terms;
    add(terms, scopes, [](const storage::Scope& scope) {
      return term_of(prefix::kScope, storage::scope_bytes(scope));
    });
    wanted_.push_back(any_of(terms));
  }
  for (const Queries& list : lists_of(filters)) {
    if (!list.empty()) wanted_.push_back(any_of(list));
  }
  for (Xapian::Query& mark : marks_of(filters)) wanted_.push_back(std::move(mark));
  is_closed_ = is_closed_ || !add_times(wanted_, database, filters);
  unwanted_ = marks_of(without);
  for (const Queries& list : lists_of(without)) {
    unwanted_.insert(unwanted_.end(), list.begin(), list.end());
  }
  if (!filters.with_obsolete) {
    unwanted_.emplace_back(term_of(prefix::kState, static_cast<char>(State::kObsolete)));
  }
}

Xapian::Query Filter::of(const Xapian::Query& found) const {
  if (is_closed_) return Xapian::Query::MatchNothing;
  Xapian::Query query = found;
  if (!wanted_.empty()) {
    const Xapian::Query wanted(Xapian::Query::OP_AND, wanted_.begin(), wanted_.end());
    query = Xapian::Query(Xapian::Query::OP_FILTER, query, wanted);
  }
  if (unwanted_.empty()) return query;
  return {Xapian::Query::OP_AND_NOT, query, any_of(unwanted_)};
}

Xapian::Query Filter::all() const {
  Queries kinds;
  constexpr std::string_view kLetters = "mtwpcf";
  for (const char letter : kLetters) kinds.emplace_back(term_of(prefix::kKind, letter));
  return of(Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, any_of(kinds), 0));
}

}  // namespace fika::search
