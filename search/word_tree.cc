// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "search/ranking.h"
#include "search/schema.h"
#include "search/word_tree_xapian.h"

namespace fika::search {
namespace {

using Xapian::Query;

// The best of several forms, each with the share that it counts for.
class Best {
 public:
  explicit Best(const Xapian::Database& database) : database_(database) {}

  // A form that is not in the index costs nothing.
  void add_term(const std::string& term, double share) {
    if (std::ranges::find(terms_, term) != terms_.end() || !database_.term_exists(term)) return;
    terms_.push_back(term);
    add(Query(term), share);
  }
  void add(const Query& query, double share) {
    if (query.empty()) return;
    queries_.push_back(share == 1 ? query : Query(Query::OP_SCALE_WEIGHT, query, share));
  }
  Query take() {
    if (queries_.empty()) return Query::MatchNothing;
    if (queries_.size() == 1) return queries_.front();
    return {Query::OP_MAX, queries_.begin(), queries_.end()};
  }

 private:
  const Xapian::Database& database_;
  std::vector<std::string> terms_;
  std::vector<Query> queries_;
};

const std::string& or_else(const std::string& form, const std::string& otherwise) {
  return form.empty() ? otherwise : form;
}

}  // namespace

Query WordTrees::of_word(const WantedWord& wanted) const {
  const std::string& word = wanted.word.text;
  const Forms& forms = wanted.forms;
  Best best(database_);
  best.add_term(term_of("", word), 1);
  if (wanted.word.is_pair) return best.take();
  const std::string& folded = or_else(forms.folded, word);
  const auto stem = [&](std::string_view prefix, const std::string& form, double share) {
    if (!form.empty()) best.add_term(term_of(prefix, form), share);
  };
  stem(prefix::kSwedishStem, forms.swedish, ranking::kStem);
  stem(prefix::kEnglishStem, forms.english, ranking::kStem);
  stem("", wanted.word.joined, 1);
  stem("", forms.folded, ranking::kFolded);
  stem(prefix::kFolded, folded, ranking::kFolded);
  stem(prefix::kFoldedStem, or_else(forms.folded_stem, forms.swedish), ranking::kFolded);
  stem(prefix::kPart, forms.swedish, ranking::kPart);
  stem(prefix::kPart, forms.english, ranking::kPart);
  return best.take();
}

Query WordTrees::of_beginning(const std::string& beginning, std::string_view prefix,
                              std::size_t count_max) const {
  std::vector<Query> words;
  for (const Expansion& expansion :
       expansions_.of(database_, std::string(prefix) + beginning, count_max)) {
    words.emplace_back(expansion.term);
  }
  if (words.empty()) return Query::MatchNothing;
  return {Query::OP_SYNONYM, words.begin(), words.end()};
}

Query WordTrees::of_phrase(const std::vector<WantedWord>& words) const {
  if (words.size() == 1) return of_word(words.front());
  std::vector<Query> terms;
  terms.reserve(words.size());
  for (const WantedWord& wanted : words) terms.emplace_back(term_of("", wanted.word.text));
  return {Query::OP_PHRASE, terms.begin(), terms.end(),
          static_cast<Xapian::termcount>(terms.size())};
}

Query WordTrees::of(const WantedUnit& unit) const {
  Best best(database_);
  if (unit.is_phrase) {
    best.add(of_phrase(unit.words), 1);
  } else if (unit.words.size() == 1) {
    best.add(of_word(unit.words.front()), 1);
  } else {
    std::vector<Query> all;
    all.reserve(unit.words.size());
    for (const WantedWord& wanted : unit.words) all.push_back(of_word(wanted));
    best.add(Query(Query::OP_AND, all.begin(), all.end()), 1);
  }
  for (const auto& synonym : unit.synonyms) best.add(of_phrase(synonym), ranking::kSynonym);
  if (unit.is_partial) {
    const WantedWord& last = unit.words.front();
    const std::size_t count_max = expansions_for(last.word.text);
    best.add(of_beginning(last.word.text, "", count_max), ranking::kBeginning);
    best.add(
        of_beginning(or_else(last.forms.folded, last.word.text), prefix::kFolded, count_max / 4),
        ranking::kBeginning * ranking::kFolded);
  }
  return best.take();
}

Query WordTrees::in_title(const WantedUnit& unit) const {
  Best best(database_);
  if (unit.words.size() != 1) return Query::MatchNothing;
  const std::string& word = unit.words.front().word.text;
  best.add_term(term_of(prefix::kTitleWord, word), 1);
  if (unit.is_partial) {
    best.add(of_beginning(word, prefix::kTitleWord, expansions_for(word)), ranking::kBeginning);
  }
  return best.take();
}

double WordTrees::weight_of(const WantedUnit& unit) const {
  const double count = database_.get_doccount();
  double least = count;
  for (const WantedWord& wanted : unit.words) {
    double most = 0;
    const auto look = [&](std::string_view prefix, const std::string& form) {
      if (form.empty()) return;
      most = std::max(most, static_cast<double>(database_.get_termfreq(term_of(prefix, form))));
    };
    look("", wanted.word.text);
    look(prefix::kSwedishStem, wanted.forms.swedish);
    look(prefix::kEnglishStem, wanted.forms.english);
    if (most > 0) least = std::min(least, most);
  }
  return std::log(1 + (count - least + 0.5) / (least + 0.5)) * (1 + ranking::kSaturation);
}

Query WordTrees::parts_of(const WantedUnit& unit) const {
  if (unit.is_phrase || unit.is_partial) return Query::MatchNothing;
  std::vector<Query> parts;
  for (const WantedWord& wanted : unit.words) {
    for (const std::string& part : wanted.forms.parts) {
      Best best(database_);
      best.add_term(term_of(prefix::kSwedishStem, part), ranking::kPartOf);
      best.add_term(term_of(prefix::kEnglishStem, part), ranking::kPartOf);
      best.add_term(term_of(prefix::kPart, part), ranking::kPartOf * ranking::kPart);
      parts.push_back(best.take());
    }
  }
  if (parts.empty()) return Query::MatchNothing;
  return {Query::OP_OR, parts.begin(), parts.end()};
}

}  // namespace fika::search
