// SPDX-License-Identifier: GPL-3.0-or-later
// Of words with one slip of the finger, how many are understood.
#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "search/analysis.h"
#include "search/index_for_tests.h"

namespace fika::search {
namespace {

constexpr int kTries = 4'000;

// One slip in a word of the letters a to z: none, one too many, another, or two swapped.
std::string slipped(std::string word, std::mt19937& random) {
  const std::size_t at = random() % word.size();
  const char letter = static_cast<char>('a' + random() % 26);
  switch (random() % 4) {
    case 0:
      return word.erase(at, 1);
    case 1:
      return word.insert(at, 1, letter);
    case 2:
      word[at] = letter;
      return word;
    default:
      if (at + 1 < word.size()) std::swap(word[at], word[at + 1]);
      return word;
  }
}

TEST(Typos, NineteenInTwentyAreUnderstood) {
  IndexForTests index;
  const Analyser analyser;
  std::map<std::string, int> words;
  std::set<std::string> stems;
  for (const std::string& paragraph : handbook_paragraphs()) {
    index.add(Kind::kMessage, "", paragraph);
    for (const Word& word : analyser.words(paragraph)) {
      ++words[word.text];
      const Forms forms = analyser.forms(word);
      stems.insert({forms.swedish, forms.english});
      stems.insert(forms.parts.begin(), forms.parts.end());
    }
  }
  std::vector<std::string> long_words;
  for (const auto& [word, count] : words) {
    const bool is_plain = std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
    if (is_plain && word.size() >= 5) long_words.push_back(word);
  }
  const auto seed = std::random_device{}();
  std::mt19937 random(seed);
  int tried = 0, recovered = 0;
  std::string missed;
  while (tried < kTries) {
    const std::string& word = long_words[random() % long_words.size()];
    const std::string typed = slipped(word, random);
    // A slip that makes another word that is there cannot be told from it.
    const Forms forms = analyser.forms(typed);
    if (words.contains(typed) || stems.contains(forms.swedish) || stems.contains(forms.english)) {
      continue;
    }
    ++tried;
    const Answer answer = index.ask(typed);
    // "programvara" finds "programvaran" as well.
    const Forms found = analyser.forms(answer.corrected), meant = analyser.forms(word);
    if (found.swedish == meant.swedish || found.english == meant.english) {
      ++recovered;
    } else if (missed.size() < 1'000) {
      missed += typed + " for " + word + " became " + answer.corrected + "\n";
    }
  }
  RecordProperty("recovered_of_4000", recovered);
  std::cout << recovered << " of " << tried << " typing errors understood, seed " << seed << "\n";
  EXPECT_GE(recovered, tried * 95 / 100) << "seed " << seed << "\n" << missed;
}

}  // namespace
}  // namespace fika::search
