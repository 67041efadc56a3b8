// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/search/asked.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "search/query_language.h"
#include "server/domain/search/asking.h"
#include "server/domain/search/search.h"
#include "server/domain/search/synonyms.h"

namespace fika::domain {
namespace {

Status check_numbers(const v1::SearchRequest& request) {
  if (request.limit() > kHitsMax) {
    return fail(Code::kInvalid, "{} hits are too many at once; ask for at most {}.",
                request.limit(), kHitsMax);
  }
  if (request.offset() > kHitsOffsetMax) {
    return fail(Code::kInvalid,
                "Nobody looks at the hit number {}; ask for at most the first {}, or for something "
                "narrower.",
                request.offset(), kHitsOffsetMax);
  }
  return {};
}

search::Order order_of(const v1::SearchRequest& request, const search::TypedQuery& typed) {
  if (typed.order) return *typed.order;
  switch (request.order()) {
    case v1::SEARCH_ORDER_NEWEST:
      return search::Order::kNewest;
    case v1::SEARCH_ORDER_OLDEST:
      return search::Order::kOldest;
    default:
      return search::Order::kRelevance;
  }
}

v1::SearchCondition told(const search::TypedCondition& typed) {
  v1::SearchCondition condition;
  condition.set_name(std::string(search::condition_text(typed.name)));
  condition.set_value(typed.value);
  condition.set_unknown(typed.is_unknown);
  condition.set_begin(static_cast<std::uint32_t>(typed.range.begin));
  condition.set_end(static_cast<std::uint32_t>(typed.range.end));
  return condition;
}

// from: and in: mean somebody and something only this caller may know of.
Status resolve_names(Names& names, search::TypedQuery& typed,
                     std::vector<v1::SearchCondition>& conditions) {
  std::size_t looked_up = 0;
  for (std::size_t i = 0; i < typed.conditions.size(); ++i) {
    const search::TypedCondition each = typed.conditions[i];
    conditions.push_back(told(each));
    const bool is_person = each.name == search::ConditionName::kFrom;
    if (each.is_unknown || (!is_person && each.name != search::ConditionName::kIn)) continue;
    Named named;
    if (++looked_up <= kNamesLookedUpMax) {
      TRY(named, is_person ? names.people(each.value) : names.communities(each.value));
    }
    if (named.ids.empty()) {
      search::take_as_words(typed, i);
      conditions.back().set_unknown(true);
      continue;
    }
    search::Filters& filters = each.is_excluded ? typed.without : typed.filters;
    std::vector<Id>& ids = is_person ? filters.authors : filters.communities;
    ids.insert(ids.end(), named.ids.begin(), named.ids.end());
    conditions.back().set_label(named.label);
    if (!named.only.is_nil()) conditions.back().set_id(named.only.text());
  }
  return {};
}

// As somebody types: only a word that the text ends with may be on its way still.
bool ends_in_a_word(const search::TypedQuery& typed, std::string_view text) {
  if (typed.terms.empty()) return false;
  const search::TypedTerm& last = *std::ranges::max_element(
      typed.terms, {}, [](const search::TypedTerm& term) { return term.range.end; });
  return last.range.end == text.size() && !last.term.is_phrase && !last.term.is_excluded;
}

bool has_condition(const search::Filters& filters) {
  return !filters.kinds.empty() || !filters.kinds_in_state.empty() ||
         !filters.communities.empty() || !filters.authors.empty() || !filters.roots.empty() ||
         !filters.languages.empty() || !filters.tags.empty() || !filters.states.empty() ||
         !filters.holds.empty() || filters.from_ms || filters.before_ms;
}

}  // namespace

Status check_query_text(std::string_view text) {
  if (text.size() > search::kQueryBytesMax) {
    return fail(Code::kInvalid, "The question is longer than {} bytes. Take the words that matter.",
                search::kQueryBytesMax);
  }
  if (!is_utf8(text)) {
    return fail(Code::kInvalid, "The question is not UTF-8 text. Send it as UTF-8.");
  }
  return {};
}

Result<Asked> read_request(const Query& query, Names& names, const v1::SearchRequest& request) {
  CHECKED(check_numbers(request));
  CHECKED(check_query_text(request.query()));
  Asked asked;
  search::TypedQuery typed = search::read_query(request.query());
  CHECKED(resolve_names(names, typed, asked.conditions));
  asked.words = search::words_of(typed);
  search::Question& question = asked.question;
  question.terms = search::terms_of(typed);
  question.is_last_partial = request.partial() && ends_in_a_word(typed, request.query());
  question.filters = std::move(typed.filters);
  question.without = std::move(typed.without);
  if (!request.root().empty()) {
    TRY(const Id root, Id::parse(request.root(), "The thread, conversation or page"));
    TRY(const bool may, may_be_shown(query.reader, query.actor, root));
    if (!may) {
      return fail(Code::kNotFound,
                  "There is no such thread, conversation or page, or you may not see it.");
    }
    question.filters.roots.push_back(root);
  }
  question.order = order_of(request, typed);
  question.now_ms = query.now_ms;
  question.offset = request.offset();
  question.limit = request.limit() == 0 ? kHitsDefault : request.limit();
  question.wants_facets = request.with_facets();
  question.is_exact = request.exact();
  const bool wants_words = std::ranges::any_of(
      question.terms, [](const search::Term& term) { return !term.is_excluded; });
  asked.is_empty = !wants_words && !has_condition(question.filters);
  if (wants_words) {
    TRY(question.synonyms, synonyms_for(query.reader, asked.words));
  }
  return asked;
}

}  // namespace fika::domain
