// SPDX-License-Identifier: GPL-3.0-or-later
// Titles, names and tags that begin as typed, for a palette.
#include <utility>

#include "search/analysis.h"
#include "search/boost_xapian.h"
#include "search/candidates_xapian.h"
#include "search/databases_xapian.h"
#include "search/filter_xapian.h"
#include "search/kept_text.h"
#include "search/limits.h"
#include "search/query_language.h"
#include "search/schema.h"
#include "search/searcher.h"
#include "search/wanted_words.h"
#include "search/word_tree_xapian.h"

namespace fika::search {
namespace {

using Xapian::Query;

constexpr std::size_t kBeginningsMax = 100;
// Beside a word of a title; a title that begins so goes before all.
constexpr double kTitleBegins = 20;
constexpr double kPlaceOrPerson = 2;
constexpr double kTag = 0.5;

Query fixed_weight(double weight) {
  return Query((new Xapian::FixedWeightPostingSource(weight))->release());
}

Query beginning_with(const Xapian::Database& database, Expansions& expansions,
                     const std::string& beginning) {
  std::vector<Query> terms;
  for (const Expansion& expansion : expansions.of(database, beginning, kBeginningsMax)) {
    terms.emplace_back(expansion.term);
  }
  return {Query::OP_OR, terms.begin(), terms.end()};
}

// Everything typed as words of a title, the last perhaps just begun; or a tag.
Query titles(const Xapian::Database& database, Expansions& expansions, const WantedUnits& units,
             const std::string& whole, std::string_view typed) {
  const WordTrees trees(database, expansions);
  std::vector<Query> words;
  words.reserve(units.size());
  for (const WantedUnit& unit : units) words.push_back(trees.in_title(unit));
  const Query title(Query::OP_AND, words.begin(), words.end());
  const Query tags = beginning_with(database, expansions, tag_term(typed));
  const Query begins = beginning_with(database, expansions, term_of(prefix::kWholeTitle, whole));
  const std::vector<Query> found = {title, begins,
                                    Query(Query::OP_FILTER, fixed_weight(kTag), tags)};
  return {Query::OP_AND_MAYBE, Query(Query::OP_OR, found.begin(), found.end()),
          Query(Query::OP_FILTER, fixed_weight(kTitleBegins), begins)};
}

Query places_and_people() {
  const Query kinds(Query::OP_OR,
                    Query(term_of(prefix::kKind, static_cast<char>(Kind::kCommunity))),
                    Query(term_of(prefix::kKind, static_cast<char>(Kind::kPerson))));
  return {Query::OP_FILTER, fixed_weight(kPlaceOrPerson), kinds};
}

// One pair of a script without spaces is a word of a title as any other.
WantedUnits units_of(const Analyser& analyser, std::string_view typed) {
  Question question;
  question.terms = {{.text = std::string(typed)}};
  question.is_last_partial = true;
  WantedUnits units;
  for (WantedUnit& unit : wanted_units(analyser, question)) {
    for (WantedWord& word : unit.words) {
      WantedUnit& one = units.emplace_back();
      one.words.push_back(std::move(word));
      one.is_partial = unit.is_partial;
    }
  }
  return units;
}

Result<std::vector<Suggestion>> shown(const Xapian::Database& database,
                                      const std::vector<Candidate>& found, std::uint32_t limit) {
  std::vector<Suggestion> suggestions;
  for (const Candidate& candidate : found) {
    if (suggestions.size() == limit) break;
    const Xapian::Document document = database.get_document(candidate.document);
    TRY(KeptText kept, decode_kept_text(document.get_data()));
    const std::string standing = document.get_value(slot::kStanding);
    const std::string community = document.get_value(slot::kCommunity);
    if (standing.empty()) continue;
    suggestions.push_back({.kind = static_cast<Kind>(standing.front()),
                           .id = kept.id,
                           .root = candidate.root,
                           .title = std::move(kept.title),
                           .community = community.empty() ? Id{} : Id::from_bytes(community)});
  }
  return suggestions;
}

}  // namespace

Result<std::vector<Suggestion>> Searcher::suggest(std::string_view typed, std::uint32_t limit,
                                                  const Asker& asker) const {
  if (limit == 0 || limit > kHitsMax) {
    return fail(Code::kInvalid, "Ask for 1 to {} suggestions.", kHitsMax);
  }
  if (typed.size() > kQueryBytesMax || asker.scopes.size() > kScopesMax) {
    return fail(Code::kInvalid, "That is too long for a title. Use fewer words.");
  }
  const WantedUnits units = units_of(analyser_, typed);
  if (units.empty()) return std::vector<Suggestion>{};
  const std::string whole = analyser_.whole(typed);
  return databases_.read([&](const Xapian::Database& database) {
    const Filter filter(database, asker.scopes, {}, {});
    const Query found = titles(database, *expansions_, units, whole, typed);
    const Query query(Query::OP_AND_MAYBE, filter.of(found), places_and_people());
    const ScopeDecider decider(asker.scopes);
    Sight sight(asker);
    Candidates candidates(
        database, sight,
        {.stages = {query}, .decider = asker.scopes.size() > kScopeTermsMax ? &decider : nullptr});
    return shown(database, candidates.gather(limit), limit);
  });
}

}  // namespace fika::search
