// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/wanted_words.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "search/query_language.h"

namespace fika::search {
namespace {

// Only words that nobody asks for by themselves.
constexpr auto kEverywhere = std::to_array<std::string_view>({
    "a",     "about",  "an",     "and",   "are",   "as",    "at",     "att",   "av",    "be",
    "blir",  "by",     "can",    "de",    "dem",   "den",   "denna",  "det",   "detta", "did",
    "do",    "does",   "där",    "efter", "eller", "en",    "ett",    "for",   "from",  "från",
    "för",   "ha",     "had",    "han",   "har",   "has",   "have",   "hos",   "how",   "hur",
    "hade",  "i",      "if",     "in",    "inom",  "inte",  "into",   "is",    "it",    "its",
    "jag",   "kan",    "man",    "med",   "men",   "mot",   "my",     "när",   "och",   "of",
    "om",    "on",     "or",     "på",    "samt",  "sig",   "sin",    "sina",  "ska",   "som",
    "så",    "that",   "the",    "their", "there", "these", "this",   "those", "till",  "to",
    "under", "upp",    "ut",     "vad",   "var",   "vara",  "varför", "vem",   "vi",    "vid",
    "vilka", "vilken", "vilket", "was",   "we",    "were",  "what",   "when",  "where", "which",
    "who",   "why",    "will",   "with",  "you",   "är",    "över",
});

std::vector<WantedWord> words_of(const Analyser& analyser, std::string_view text,
                                 std::size_t words_max) {
  std::vector<WantedWord> words;
  analyser.for_each_word(text, [&](Word&& word) {
    if (words.size() == words_max) return false;
    Forms forms = analyser.forms(word);
    words.push_back({std::move(word), std::move(forms)});
    return words.size() < words_max;
  });
  return words;
}

bool says_the_same(const std::vector<WantedWord>& a, std::span<const WantedWord> b) {
  return std::ranges::equal(
      a, b, {}, [](const WantedWord& word) { return word.word.text; },
      [](const WantedWord& word) { return word.word.text; });
}

void add_term(WantedUnits& units, std::vector<WantedWord> words, const Question& question,
              std::size_t index) {
  const Term& term = question.terms[index];
  // Pairs of a script without spaces are one word to whoever typed them.
  const bool is_pairs = words.size() > 1 && std::ranges::all_of(words, [](const WantedWord& word) {
                          return word.word.is_pair;
                        });
  if (term.is_phrase || is_pairs || (term.is_excluded && words.size() > 1)) {
    const bool is_phrase = words.size() > 1;
    units.push_back({.words = std::move(words),
                     .term = index,
                     .is_phrase = is_phrase,
                     .is_excluded = term.is_excluded,
                     .synonyms = {}});
    return;
  }
  for (WantedWord& word : words) {
    const bool everywhere = !term.is_excluded && is_everywhere(word.word.text);
    WantedUnit unit{.words = {},
                    .term = index,
                    .is_excluded = term.is_excluded,
                    .is_everywhere = everywhere,
                    .synonyms = {}};
    unit.words.push_back(std::move(word));
    units.push_back(std::move(unit));
  }
}

// Where the words of `entry` stand among the units, one after the other and each by itself.
WantedUnits::iterator find_entry(WantedUnits& units, const std::vector<WantedWord>& entry) {
  return std::ranges::search(units, entry,
                             [](const WantedUnit& unit, const WantedWord& word) {
                               return unit.words.size() == 1 && !unit.is_excluded &&
                                      !unit.is_partial &&
                                      unit.words.front().word.text == word.word.text;
                             })
      .begin();
}

void add_synonyms(WantedUnits& units, const std::vector<std::vector<WantedWord>>& same) {
  for (const std::vector<WantedWord>& entry : same) {
    if (entry.empty()) continue;
    const auto found = find_entry(units, entry);
    if (found == units.end()) continue;
    // The words of a longer entry become one unit, as the other entries may stand for all of it.
    WantedUnit& unit = *found;
    const auto last = found + static_cast<std::ptrdiff_t>(entry.size());
    for (auto next = found + 1; next != last; ++next) {
      unit.words.push_back(std::move(next->words.front()));
    }
    unit.is_everywhere = false;
    for (const std::vector<WantedWord>& other : same) {
      if (&other != &entry && !other.empty()) unit.synonyms.push_back(other);
    }
    units.erase(found + 1, last);
    return;
  }
}

}  // namespace

bool is_everywhere(std::string_view word) {
  return std::ranges::find(kEverywhere, word) != kEverywhere.end();
}

WantedUnits wanted_units(const Analyser& analyser, const Question& question) {
  WantedUnits units;
  std::size_t left = kQueryWordsMax;
  bool is_last_partial = false;
  for (std::size_t index = 0; index < question.terms.size(); ++index) {
    const Term& term = question.terms[index];
    std::vector<WantedWord> words = words_of(analyser, term.text, left);
    if (words.empty()) continue;
    left -= words.size();
    add_term(units, std::move(words), question, index);
    is_last_partial = question.is_last_partial && index + 1 == question.terms.size() &&
                      !term.is_phrase && !term.is_excluded;
    if (left == 0) break;
  }
  if (is_last_partial && !units.empty() && units.back().words.size() == 1) {
    units.back().is_partial = true;
    units.back().is_everywhere = false;
  }
  WantedUnits once;
  for (WantedUnit& unit : units) {
    const bool is_there = std::ranges::any_of(once, [&](const WantedUnit& other) {
      return other.is_excluded == unit.is_excluded && other.is_phrase == unit.is_phrase &&
             other.is_partial == unit.is_partial && says_the_same(other.words, unit.words);
    });
    if (!is_there) once.push_back(std::move(unit));
  }
  for (const std::vector<std::string>& list : question.synonyms) {
    constexpr std::size_t kEntryWordsMax = 8;
    std::vector<std::vector<WantedWord>> same;
    same.reserve(list.size());
    for (const std::string& entry : list) {
      same.push_back(words_of(analyser, entry, kEntryWordsMax));
    }
    add_synonyms(once, same);
  }
  // Somebody may mean just that: "The Who".
  const bool finds_something = std::ranges::any_of(
      once, [](const WantedUnit& unit) { return !unit.is_excluded && !unit.is_everywhere; });
  if (!finds_something) {
    for (WantedUnit& unit : once) unit.is_everywhere = false;
  }
  return once;
}

}  // namespace fika::search
