// SPDX-License-Identifier: GPL-3.0-or-later
// Threads and pages about the same as a text: those that share its most telling words.
#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>
#include <utility>

#include "search/analysis.h"
#include "search/candidates_xapian.h"
#include "search/databases_xapian.h"
#include "search/filter_xapian.h"
#include "search/hits_xapian.h"
#include "search/limits.h"
#include "search/marks.h"
#include "search/ranking.h"
#include "search/schema.h"
#include "search/searcher.h"
#include "search/wanted_words.h"
#include "search/word_tree_xapian.h"

namespace fika::search {
namespace {

using Xapian::Query;

struct Telling {
  WantedUnit unit;
  double times = 0;  // that it comes, more in the title
  double weight = 0;
};

using Words = std::unordered_map<std::string, Telling>;

// Counts words under their stem, so that mentor and mentorn are one.
void count_words(const Analyser& analyser, std::string_view text, double worth, Words& words) {
  analyser.for_each_word(text, [&](Word&& word) {
    if (is_everywhere(word.text)) return true;
    Forms forms = analyser.forms(word);
    Telling& telling = words[forms.swedish.empty() ? word.text : forms.swedish];
    telling.times += worth;
    if (telling.unit.words.empty()) {
      telling.unit.words.push_back({std::move(word), std::move(forms)});
    }
    return true;
  });
}

std::string_view cut(std::string_view text) {
  if (text.size() <= kSimilarBytesMax) return text;
  std::size_t end = kSimilarBytesMax;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

// Those that come often here and seldom elsewhere.
std::vector<Telling> most_telling(const WordTrees& trees, Words words) {
  std::vector<Telling> telling;
  telling.reserve(words.size());
  for (auto& [stem, word] : words) {
    word.weight = trees.weight_of(word.unit) * (1 + std::log(std::max(word.times, 1.0)));
    telling.push_back(std::move(word));
  }
  std::ranges::sort(telling, [](const Telling& a, const Telling& b) {
    return std::pair(-a.weight, std::string_view(a.unit.words.front().word.text)) <
           std::pair(-b.weight, std::string_view(b.unit.words.front().word.text));
  });
  std::erase_if(telling, [&](const Telling& word) { return trees.of(word.unit).empty(); });
  if (telling.size() > ranking::kSimilarTermsMax) telling.resize(ranking::kSimilarTermsMax);
  return telling;
}

}  // namespace

Result<std::vector<Hit>> Searcher::similar(std::string_view title, std::string_view text,
                                           const Id& except, std::uint32_t limit,
                                           const Asker& asker) const {
  if (limit == 0 || limit > kHitsMax) {
    return fail(Code::kInvalid, "Ask for 1 to {} hits.", kHitsMax);
  }
  if (asker.scopes.size() > kScopesMax) {
    return fail(Code::kInvalid, "Nobody can search more than {} places at once.", kScopesMax);
  }
  Words words;
  count_words(analyser_, cut(title), ranking::kSimilarTitle, words);
  count_words(analyser_, cut(text), 1, words);
  Filters filters, without;
  filters.kinds = {Kind::kThread, Kind::kPage};
  if (!except.is_nil()) without.roots = {except};
  return databases_.read([&](const Xapian::Database& database) -> Result<std::vector<Hit>> {
    const WordTrees trees(database, *expansions_);
    const std::vector<Telling> telling = most_telling(trees, words);
    if (telling.empty()) return std::vector<Hit>{};
    std::vector<Query> queries;
    WantedUnits units;
    double most = 0;
    for (const Telling& word : telling) {
      const double share = 1 + std::log(std::max(word.times, 1.0));
      queries.emplace_back(Query::OP_SCALE_WEIGHT, trees.of(word.unit), share);
      units.push_back(word.unit);
      most += word.weight;
    }
    const Query query = Filter(database, asker.scopes, filters, without)
                            .of(Query(Query::OP_OR, queries.begin(), queries.end()));
    const ScopeDecider decider(asker.scopes);
    Sight sight(asker);
    Candidates candidates(
        database, sight,
        {.stages = {query}, .decider = asker.scopes.size() > kScopeTermsMax ? &decider : nullptr});
    Marks marks(analyser_, units);
    std::vector<Hit> hits;
    for (const Candidate& candidate : candidates.gather(limit)) {
      if (hits.size() == limit || candidate.weight < ranking::kSimilarShareMin * most) break;
      TRY(Hit hit, hit_of(database, candidate, marks));
      hits.push_back(std::move(hit));
    }
    return hits;
  });
}

}  // namespace fika::search
