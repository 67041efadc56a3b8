// SPDX-License-Identifier: GPL-3.0-or-later
// A question's words as the analyser makes them, before they become a query of the engine, and for
// the marks in what was found.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "search/analysis.h"
#include "search/question.h"

namespace fika::search {

struct WantedWord {
  Word word;
  Forms forms;
};

// What stands or falls together: a word, a phrase, or the words of a synonym.
struct WantedUnit {
  std::vector<WantedWord> words;  // never empty
  std::size_t term = 0;           // of the question, in whose text the words' places are
  bool is_phrase = false;         // in this order
  bool is_excluded = false;
  bool is_everywhere = false;                     // a word like "the": adds weight, finds nothing
  bool is_partial = false;                        // its one word may go on
  std::vector<std::vector<WantedWord>> synonyms;  // each as a phrase
};

using WantedUnits = std::vector<WantedUnit>;

// At most kQueryWordsMax words; a unit that comes twice counts once.
WantedUnits wanted_units(const Analyser& analyser, const Question& question);

// "och", "the": `word` is folded.
bool is_everywhere(std::string_view word);

}  // namespace fika::search
