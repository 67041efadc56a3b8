// SPDX-License-Identifier: GPL-3.0-or-later
// One question while it is being answered, on one database and one thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>
#include <xapian.h>

#include "search/analysis.h"
#include "search/candidates_xapian.h"
#include "search/expansions_xapian.h"
#include "search/filter_xapian.h"
#include "search/question.h"
#include "search/wanted_words.h"
#include "search/word_tree_xapian.h"

namespace fika::search {

class Asking {
 public:
  // All outlive it.
  Asking(const Xapian::Database& database, Expansions& expansions, const Analyser& analyser,
         const Question& question, const Asker& asker);

  Result<Answer> answer();

 private:
  // What was asked for, or what it was corrected to, and what was found by it.
  struct Round {
    std::vector<Term> terms;
    bool is_last_partial = false;
    WantedUnits units;
    std::vector<Candidate> found;
    bool finds_all() const { return !found.empty() && found.front().stage == 0; }
  };

  Round run(std::vector<Term> terms, bool is_last_partial);
  // Whether the asker finds something by this under the conditions of the question.
  bool finds(const Xapian::Query& words);
  // With other spellings for words by which nothing is found; none helps: nothing.
  std::optional<Round> corrected(const Round& typed);
  struct Slip {
    const WantedUnit* unit = nullptr;
    std::vector<std::string> spellings;  // each finds something; the likeliest first
  };
  std::vector<Slip> slips_of(const WantedUnits& units);
  Round run_with(const Round& typed, const std::vector<Slip>& slips, std::size_t choice);
  bool is_late() const { return std::chrono::steady_clock::now() > correct_until_; }

  const Xapian::Database& database_;
  const Analyser& analyser_;
  const Question& question_;
  WordTrees trees_;
  Sight sight_;
  std::optional<ScopeDecider> decider_;
  Filter filter_;
  std::size_t wanted_ = 0;
  std::chrono::steady_clock::time_point correct_until_;
};

// The metadata's place in the change log.
std::uint64_t seq_of(const Xapian::Database& database);

}  // namespace fika::search
