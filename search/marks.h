// SPDX-License-Identifier: GPL-3.0-or-later
// What of a text answers a question: its words marked, and the stretch in which most of them stand.
// Gives plain text in pieces and never markup, so that nobody has to trust what stands in it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "search/question.h"
#include "search/wanted_words.h"

namespace fika::search {

inline constexpr std::size_t kSnippetBytes = 240;  // about; cut between words

// For one question on one thread. Finds words by their forms, as the index does; looks for the
// letters that all forms of a word begin with first, so that the rest of a long text costs nothing.
class Marks {
 public:
  // Outlived by `analyser`.
  Marks(const Analyser& analyser, const WantedUnits& units);

  // All of `text`, white space drawn together.
  std::vector<Piece> title(std::string_view text);
  // The best stretch, with an ellipsis where text was left out.
  std::vector<Piece> snippet(std::string_view text);

 private:
  struct Stretch {
    std::size_t begin = 0, end = 0;
  };
  void want(const WantedWord& wanted, bool is_partial);
  Stretch best_stretch(std::string_view text) const;
  std::vector<Piece> mark(std::string_view text);
  bool is_wanted(const Word& word);
  bool matches(std::string_view folded, const Forms& forms, std::string_view text) const;

  const Analyser& analyser_;
  std::vector<std::string> needles_;  // without accents
  std::unordered_set<std::string> words_, swedish_, english_, folded_, parts_;
  std::vector<std::string> beginnings_;  // without accents
  std::unordered_map<std::string, bool> known_;
};

}  // namespace fika::search
