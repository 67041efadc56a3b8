// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "search/boost_xapian.h"
#include "search/question_tree_xapian.h"
#include "search/ranking.h"
#include "search/schema.h"

namespace fika::search {
namespace {

using Xapian::Query;
using Queries = std::vector<Query>;

Query fixed_weight(double weight) {
  return Query((new Xapian::FixedWeightPostingSource(weight))->release());
}

Query all_of(const Queries& queries) { return {Query::OP_AND, queries.begin(), queries.end()}; }
Query any_of(const Queries& queries) { return {Query::OP_OR, queries.begin(), queries.end()}; }

class TreeBuilder {
 public:
  TreeBuilder(const Xapian::Database& database, const WordTrees& trees, const Question& question)
      : database_(database), trees_(trees), question_(question) {}

  QuestionTree build(const WantedUnits& units, const std::string& whole, const Filter& filter) {
    sort_out(units);
    QuestionTree tree;
    if (finding_.empty()) {
      tree.is_listing = true;
      tree.stages.push_back(fitting(filter.all()));
      return tree;
    }
    if (question_.order == Order::kRelevance) add_extras(units, whole);
    for (const Query& found : found_by_words()) {
      Query query = fitting(filter.of(found));
      if (question_.order == Order::kRelevance) {
        extras_.push_back(Query((new Boost(question_.now_ms, most_))->release()));
        query = Query(Query::OP_AND_MAYBE, query, any_of(extras_));
        extras_.pop_back();
      }
      tree.stages.push_back(query);
    }
    return tree;
  }

 private:
  struct Finding {
    const WantedUnit* unit = nullptr;
    Query query;
    double weight = 0;  // at most, about
  };

  static Queries queries_of(const std::vector<Finding>& findings) {
    Queries queries;
    queries.reserve(findings.size());
    for (const Finding& finding : findings) queries.push_back(finding.query);
    return queries;
  }

  void sort_out(const WantedUnits& units) {
    for (const WantedUnit& unit : units) {
      if (unit.is_excluded) {
        excluded_.push_back(trees_.of(unit));
      } else if (unit.is_everywhere) {
        everywhere_.emplace_back(Query::OP_SCALE_WEIGHT, trees_.of(unit), ranking::kEverywhere);
      } else {
        finding_.push_back({&unit, trees_.of(unit), trees_.weight_of(unit)});
        most_ += finding_.back().weight;
      }
    }
  }

  Query fitting(const Query& query) const {
    return excluded_.empty() ? query : Query(Query::OP_AND_NOT, query, any_of(excluded_));
  }

  Queries found_by_words() {
    const bool is_long =
        finding_.size() > ranking::kAllWantedMax || everywhere_.size() >= ranking::kSentenceMin;
    // In the order of time nothing puts what has just one of many words below the rest.
    if (is_long && question_.order != Order::kRelevance) return {most_of(), any()};
    if (is_long) return {any()};
    Queries stages = {all_of(queries_of(finding_))};
    const bool has_parts = std::ranges::any_of(
        finding_, [&](const Finding& f) { return !trees_.parts_of(*f.unit).empty(); });
    if (finding_.size() > 1 || has_parts) stages.push_back(any());
    return stages;
  }

  // Words that are in the index, the rarest first.
  std::vector<Finding> rarest(std::size_t count_max) const {
    std::vector<Finding> rarest;
    std::ranges::copy_if(finding_, std::back_inserter(rarest),
                         [](const Finding& finding) { return !finding.query.empty(); });
    std::ranges::sort(rarest, std::ranges::greater{}, &Finding::weight);
    if (rarest.size() > count_max) rarest.resize(count_max);
    return rarest;
  }

  Query most_of() const {
    const auto share = ranking::kMostWanted * static_cast<double>(finding_.size());
    return all_of(queries_of(rarest(static_cast<std::size_t>(std::ceil(share)))));
  }

  // Whatever has one of the words, the more of them the better.
  Query any() const {
    const double each = ranking::kCoordination * most_ / static_cast<double>(finding_.size());
    const std::vector<Finding> found = rarest(ranking::kFindingWordsMax);
    Queries words;
    for (const Finding& finding : found) {
      words.push_back(trees_.of(*finding.unit, each));
    }
    for (const Finding& finding : finding_) {
      if (Query parts = trees_.parts_of(*finding.unit); !parts.empty()) words.push_back(parts);
    }
    return any_of(words);
  }

  void add_extras(const WantedUnits& units, const std::string& whole) {
    extras_ = everywhere_;
    for (const Finding& finding : finding_) {
      if (Query title = trees_.in_title(*finding.unit); !title.empty()) {
        extras_.emplace_back(Query::OP_SCALE_WEIGHT, title, ranking::kTitle);
      }
    }
    add_near(units);
    if (!whole.empty() && database_.term_exists(term_of(prefix::kWholeTitle, whole))) {
      extras_.emplace_back(Query::OP_FILTER, fixed_weight(ranking::kExactTitle * most_),
                           Query(term_of(prefix::kWholeTitle, whole)));
    }
  }

  void add_near(const WantedUnits& units) {
    const auto takes_part = [&](const WantedUnit& unit) {
      return !unit.is_excluded && !unit.is_everywhere && !unit.is_partial && !unit.is_phrase &&
             unit.words.size() == 1 &&
             database_.term_exists(term_of("", unit.words.front().word.text));
    };
    const auto documents = [&](const WantedUnit& unit) {
      return database_.get_termfreq(term_of("", unit.words.front().word.text));
    };
    std::size_t pairs = 0;
    for (std::size_t i = 0; i + 1 < units.size() && pairs < ranking::kNearPairsMax; ++i) {
      if (!takes_part(units[i]) || !takes_part(units[i + 1])) continue;
      if (std::min(documents(units[i]), documents(units[i + 1])) > ranking::kNearDocumentsMax) {
        continue;
      }
      const Queries pair = {Query(term_of("", units[i].words.front().word.text)),
                            Query(term_of("", units[i + 1].words.front().word.text))};
      extras_.emplace_back(Query::OP_SCALE_WEIGHT,
                           Query(Query::OP_NEAR, pair.begin(), pair.end(), ranking::kNearWindow),
                           ranking::kNear);
      ++pairs;
    }
  }

  const Xapian::Database& database_;
  const WordTrees& trees_;
  const Question& question_;
  std::vector<Finding> finding_;
  Queries everywhere_, excluded_, extras_;
  double most_ = 0;
};

bool has_conditions(const Filters& filters) {
  return !filters.kinds.empty() || !filters.kinds_in_state.empty() ||
         !filters.communities.empty() || !filters.authors.empty() || !filters.roots.empty() ||
         !filters.languages.empty() || !filters.tags.empty() || !filters.states.empty() ||
         !filters.holds.empty() || filters.from_ms || filters.before_ms;
}

}  // namespace

Xapian::BM25Weight word_weight() {
  return {ranking::kSaturation, 0, 1, ranking::kLengthShare, ranking::kLengthShareMin};
}

QuestionTree question_tree(const Xapian::Database& database, const WordTrees& trees,
                           const WantedUnits& units, const Question& question,
                           const std::string& whole, const Filter& filter) {
  if (filter.is_closed()) return {};
  if (units.empty() && !has_conditions(question.filters) && !has_conditions(question.without)) {
    return {};
  }
  return TreeBuilder(database, trees, question).build(units, whole, filter);
}

}  // namespace fika::search
