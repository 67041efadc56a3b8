// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "search/ranking.h"
#include "search/schema.h"
#include "search/word_source_xapian.h"
#include "search/word_tree_xapian.h"

namespace fika::search {
namespace {

using Xapian::Query;

// The forms of one word that are in the index.
class FormsHere {
 public:
  explicit FormsHere(const Xapian::Database& database) : database_(database) {}

  enum class As : std::uint8_t { kForm, kStem, kExtra };
  void add_term(std::string term, double share, As as = As::kForm) {
    if (std::ranges::find(known_, term) != known_.end() || !database_.term_exists(term)) return;
    known_.push_back(term);
    forms_.push_back({.terms = {std::move(term)},
                      .share = share,
                      .is_extra = as == As::kExtra,
                      .is_stem = as == As::kStem});
  }
  // Terms that count as one.
  void add_terms(const std::vector<Expansion>& expansions, double share) {
    if (expansions.empty()) return;
    WordForm& form = forms_.emplace_back();
    form.share = share;
    for (const Expansion& expansion : expansions) form.terms.push_back(expansion.term);
  }
  Query take(double bonus = 0) {
    if (forms_.empty()) return Query::MatchNothing;
    return Query((new WordSource(std::move(forms_), bonus))->release());
  }

 private:
  const Xapian::Database& database_;
  std::vector<std::string> known_;
  std::vector<WordForm> forms_;
};

const std::string& or_else(const std::string& form, const std::string& otherwise) {
  return form.empty() ? otherwise : form;
}

void add_forms(FormsHere& here, const WantedWord& wanted, double share) {
  const std::string& word = wanted.word.text;
  const Forms& forms = wanted.forms;
  if (wanted.word.is_pair || (forms.swedish.empty() && forms.english.empty())) {
    here.add_term(term_of("", word), share);
  }
  if (wanted.word.is_pair) return;
  // A document that has the word has its stem, if it has one.
  here.add_term(term_of("", word), share * ranking::kWord, FormsHere::As::kExtra);
  const auto add = [&](std::string_view prefix, const std::string& form, double form_share) {
    if (!form.empty()) here.add_term(term_of(prefix, form), share * form_share);
  };
  const auto add_stem = [&](std::string_view prefix, const std::string& form) {
    if (!form.empty()) here.add_term(term_of(prefix, form), share, FormsHere::As::kStem);
  };
  add_stem(prefix::kSwedishStem, forms.swedish);
  add_stem(prefix::kEnglishStem, forms.english);
  // "mentorn" is written in Swedish only, "mentor" in English too, where it has no Swedish stem.
  add("", forms.swedish, ranking::kLoanWord);
  add("", wanted.word.joined, 1);
  add("", forms.folded, ranking::kFolded);
  add(prefix::kFolded, or_else(forms.folded, word), ranking::kFolded);
  add(prefix::kFoldedStem, or_else(forms.folded_stem, forms.swedish), ranking::kFolded);
  add(prefix::kPart, forms.swedish, ranking::kPart);
  add(prefix::kPart, forms.english, ranking::kPart);
}

// Words in this order.
Query phrase(const std::vector<WantedWord>& words) {
  std::vector<Query> terms;
  terms.reserve(words.size());
  for (const WantedWord& wanted : words) terms.emplace_back(term_of("", wanted.word.text));
  return {Query::OP_PHRASE, terms.begin(), terms.end(),
          static_cast<Xapian::termcount>(terms.size())};
}

void add_beginning(FormsHere& here, const WantedWord& wanted, const Xapian::Database& database,
                   Expansions& expansions) {
  const std::size_t count_max = expansions_for(wanted.word.text);
  const auto begun_with = [&](std::string_view prefix, const std::string& beginning,
                              std::size_t count) {
    return expansions.of(database, std::string(prefix) + beginning, count);
  };
  here.add_terms(begun_with("", wanted.word.text, count_max), ranking::kBeginning);
  here.add_terms(
      begun_with(prefix::kFolded, or_else(wanted.forms.folded, wanted.word.text), count_max / 4),
      ranking::kBeginning * ranking::kFolded);
}

}  // namespace

Query WordTrees::of(const WantedUnit& unit, double bonus) const {
  std::vector<Query> ways;
  const auto add_way = [&](const Query& query) {
    if (!query.empty()) ways.push_back(query);
  };
  FormsHere here(database_);
  if (unit.words.size() == 1) {
    add_forms(here, unit.words.front(), 1);
    if (unit.is_partial) add_beginning(here, unit.words.front(), database_, expansions_);
  } else if (unit.is_phrase) {
    add_way(phrase(unit.words));
  } else {
    std::vector<Query> all;
    all.reserve(unit.words.size());
    for (const WantedWord& wanted : unit.words) {
      FormsHere word(database_);
      add_forms(word, wanted, 1);
      all.push_back(word.take());
    }
    add_way(Query(Query::OP_AND, all.begin(), all.end()));
  }
  for (const auto& synonym : unit.synonyms) {
    if (synonym.size() == 1) {
      add_forms(here, synonym.front(), ranking::kSynonym);
    } else {
      add_way(Query(Query::OP_SCALE_WEIGHT, phrase(synonym), ranking::kSynonym));
    }
  }
  add_way(here.take(bonus));
  return {Query::OP_OR, ways.begin(), ways.end()};
}

Query WordTrees::in_title(const WantedUnit& unit) const {
  if (unit.words.size() != 1) return Query::MatchNothing;
  const std::string& word = unit.words.front().word.text;
  FormsHere here(database_);
  here.add_term(term_of(prefix::kTitleWord, word), 1);
  if (unit.is_partial) {
    here.add_terms(
        expansions_.of(database_, term_of(prefix::kTitleWord, word), expansions_for(word)),
        ranking::kBeginning);
  }
  return here.take();
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
      FormsHere here(database_);
      here.add_term(term_of(prefix::kSwedishStem, part), ranking::kPartOf);
      here.add_term(term_of(prefix::kEnglishStem, part), ranking::kPartOf);
      here.add_term(term_of(prefix::kPart, part), ranking::kPartOf * ranking::kPart);
      if (Query query = here.take(); !query.empty()) parts.push_back(std::move(query));
    }
  }
  return {Query::OP_OR, parts.begin(), parts.end()};
}

}  // namespace fika::search
