// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <utility>

#include "search/asking_xapian.h"
#include "search/corrections_xapian.h"
#include "search/hits_xapian.h"
#include "search/limits.h"
#include "search/marks.h"
#include "search/question_tree_xapian.h"
#include "search/schema.h"

namespace fika::search {
namespace {

// Spellings looked at for one word, and those of them that are tried with the rest of the question.
constexpr std::size_t kSpellingsMax = 24;
constexpr std::size_t kChoicesMax = 3;
constexpr std::chrono::milliseconds kCorrectingMax{150};

// As a person would type them.
std::string typed_text(const std::vector<Term>& terms) {
  std::string text;
  for (const Term& term : terms) {
    if (!text.empty()) text += ' ';
    if (term.is_excluded) text += '-';
    text += term.is_phrase ? '"' + term.text + '"' : term.text;
  }
  return text;
}

std::string wanted_text(const std::vector<Term>& terms) {
  std::string text;
  for (const Term& term : terms) {
    if (!term.is_excluded) text += term.text + ' ';
  }
  return text;
}

}  // namespace

Asking::Asking(const Xapian::Database& database, Expansions& expansions, const Analyser& analyser,
               const Question& question, const Asker& asker)
    : database_(database),
      analyser_(analyser),
      question_(question),
      trees_(database, expansions),
      sight_(asker),
      filter_(database, asker.scopes, question.filters, question.without),
      wanted_(question.offset + question.limit + 1),
      correct_until_(std::chrono::steady_clock::now() + kCorrectingMax) {
  if (asker.scopes.size() > kScopeTermsMax) decider_.emplace(asker.scopes);
  if (question.wants_facets) wanted_ = std::max<std::size_t>(wanted_, kCountedMax + 1);
}

Asking::Round Asking::run(std::vector<Term> terms, bool is_last_partial) {
  Round round{
      .terms = std::move(terms), .is_last_partial = is_last_partial, .units = {}, .found = {}};
  Question question = question_;
  question.terms = round.terms;
  question.is_last_partial = is_last_partial;
  round.units = wanted_units(analyser_, question);
  QuestionTree tree = question_tree(database_, trees_, round.units, question,
                                    analyser_.whole(wanted_text(round.terms)), filter_);
  const bool is_by_time = tree.is_listing && question.order == Order::kRelevance;
  Candidates candidates(database_, sight_,
                        {.stages = std::move(tree.stages),
                         .order = is_by_time ? Order::kNewest : question.order,
                         .is_one_a_root = question.filters.roots.empty(),
                         .decider = decider_ ? &*decider_ : nullptr});
  round.found = candidates.gather(wanted_);
  return round;
}

bool Asking::finds(const Xapian::Query& words) {
  if (words.empty() || filter_.is_closed()) return false;
  Candidates candidates(
      database_, sight_,
      {.stages = {filter_.of(words)}, .decider = decider_ ? &*decider_ : nullptr});
  return !candidates.gather(1).empty();
}

std::vector<Asking::Slip> Asking::slips_of(const WantedUnits& units) {
  std::vector<Slip> slips;
  for (const WantedUnit& unit : units) {
    if (unit.is_excluded || unit.is_everywhere || unit.words.size() != 1 || is_late()) continue;
    if (unit.words.front().word.is_pair || finds(trees_.of(unit))) continue;
    Slip slip{.unit = &unit, .spellings = {}};
    for (std::string& spelling :
         corrections(database_, unit.words.front().word.text, kSpellingsMax)) {
      if (is_late() || slip.spellings.size() == kChoicesMax) break;
      if (finds(Xapian::Query(term_of("", spelling))))
        slip.spellings.push_back(std::move(spelling));
    }
    if (!slip.spellings.empty()) slips.push_back(std::move(slip));
  }
  return slips;
}

Asking::Round Asking::run_with(const Round& typed, const std::vector<Slip>& slips,
                               std::size_t choice) {
  std::vector<Term> terms = typed.terms;
  bool is_last_partial = typed.is_last_partial;
  // From the back, so that places in the same text stay where they are.
  for (auto slip = slips.rbegin(); slip != slips.rend(); ++slip) {
    const Word& word = slip->unit->words.front().word;
    const std::string& spelling = slip->spellings[std::min(choice, slip->spellings.size() - 1)];
    terms[slip->unit->term].text.replace(word.begin, word.end - word.begin, spelling);
    if (slip->unit->is_partial) is_last_partial = false;
  }
  return run(std::move(terms), is_last_partial);
}

std::optional<Asking::Round> Asking::corrected(const Round& typed) {
  const std::vector<Slip> slips = slips_of(typed.units);
  if (slips.empty()) return {};
  std::size_t choices = 1;
  if (slips.size() == 1) choices = slips.front().spellings.size();
  std::optional<Round> best;
  for (std::size_t choice = 0; choice < choices; ++choice) {
    Round round = run_with(typed, slips, choice);
    if (round.finds_all()) return round;
    if (!best && !round.found.empty()) best = std::move(round);
    if (is_late()) break;
  }
  return typed.found.empty() ? best : std::nullopt;
}

Result<Answer> Asking::answer() {
  Answer answer;
  answer.seq = seq_of(database_);
  Round round = run(question_.terms, question_.is_last_partial);
  if (!question_.is_exact && !round.finds_all()) {
    if (auto other = corrected(round)) {
      round = *std::move(other);
      answer.corrected = typed_text(round.terms);
    }
  }
  Marks marks(analyser_, round.units);
  const std::size_t end = std::size_t{question_.offset} + question_.limit;
  answer.has_more = round.found.size() > end;
  for (std::size_t i = question_.offset; i < std::min(end, round.found.size()); ++i) {
    TRY(Hit hit, hit_of(database_, round.found[i], marks));
    answer.hits.push_back(std::move(hit));
  }
  if (question_.wants_facets) {
    const bool is_more = round.found.size() > kCountedMax;
    if (is_more) round.found.resize(kCountedMax);
    answer.facets = facets_of(database_, round.found);
    answer.facets->is_more = is_more;
  }
  return answer;
}

std::uint64_t seq_of(const Xapian::Database& database) {
  const std::string cursor = database.get_metadata(std::string(metadata::kCursor));
  std::uint64_t seq = 0;
  std::from_chars(cursor.data(), cursor.data() + cursor.size(), seq);
  return seq;
}

}  // namespace fika::search
